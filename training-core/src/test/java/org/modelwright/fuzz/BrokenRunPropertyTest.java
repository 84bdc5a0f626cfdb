package org.modelwright.fuzz;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import net.jqwik.api.AfterFailureMode;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.ShrinkingMode;
import net.jqwik.api.lifecycle.AfterContainer;
import net.jqwik.api.lifecycle.BeforeContainer;
import org.modelwright.compile.Models;
import org.modelwright.graph.Architecture;
import org.modelwright.project.LayerTrust;
import org.modelwright.run.Command;
import org.modelwright.run.CommandLog;
import org.modelwright.run.CommandTail;
import org.modelwright.run.Heartbeat;
import org.modelwright.run.RunFolder;
import org.modelwright.run.RunStatus;
import org.modelwright.run.WorkerExit;

/// Many broken files of a run and of the user's own, for each of their readers.
class BrokenRunPropertyTest {

  private static final Architecture DRAWING =
      Models.parse(
          """
          format: 1
          layers:
            Own:
              inputs: [x]
              code: return x * 2
          main:
            nodes: []
          """);

  private static BrokenFiles files;
  private static RunFolder run;
  private static byte[] heartbeat;
  private static byte[] commands;
  private static byte[] exit;

  @BeforeContainer
  static void open() throws IOException {
    files = new BrokenFiles(BrokenFiles.TRIES);
    run = RunFolder.open(Files.createDirectory(files.folder().resolve("run")));
    Heartbeat.start(run).close();
    heartbeat = Files.readAllBytes(run.heartbeat());
    CommandLog.markLaunch(run);
    CommandLog.append(run, Command.pause());
    CommandLog.append(run, Command.setLearningRate(0.5));
    CommandLog.append(run, Command.stop(true));
    commands = Files.readAllBytes(run.commands());
    WorkerExit.now(ProcessHandle.current().pid(), 137).write(run);
    exit = Files.readAllBytes(run.exit());
    Files.writeString(
        run.events(),
        "{\"type\":\"state\",\"time\":\"2026-01-02T03:04:05Z\",\"state\":\"running\"}\n");
  }

  @AfterContainer
  static void close() throws IOException {
    files.close();
  }

  @Property(shrinking = ShrinkingMode.OFF, afterFailure = AfterFailureMode.RANDOM_SEED)
  void heartbeats(@ForAll long seed) throws Exception {
    files.tryReading(
        "run/heartbeat", heartbeat, seed, _ -> assertThat(RunStatus.of(run)).isNotNull());
  }

  @Property(shrinking = ShrinkingMode.OFF, afterFailure = AfterFailureMode.RANDOM_SEED)
  void commands(@ForAll long seed) throws Exception {
    files.tryReading(
        "run/commands.jsonl",
        commands,
        seed,
        _ -> {
          try (CommandTail tail = CommandTail.open(run)) {
            for (Command command : tail.poll()) {
              assertThat(
                      command instanceof Command.SetLearningRate(_, _, double factor)
                          && !(factor > 0 && Double.isFinite(factor)))
                  .isFalse();
            }
          }
        });
  }

  @Property(shrinking = ShrinkingMode.OFF, afterFailure = AfterFailureMode.RANDOM_SEED)
  void exits(@ForAll long seed) throws Exception {
    files.tryReading("run/exit", exit, seed, _ -> assertThat(RunStatus.of(run)).isNotNull());
  }

  @Property(shrinking = ShrinkingMode.OFF, afterFailure = AfterFailureMode.RANDOM_SEED)
  void trust(@ForAll long seed) throws Exception {
    byte[] known =
        "0123456789abcdef\nfedcba9876543210\n".repeat(3).getBytes(StandardCharsets.UTF_8);
    files.tryReading(
        "trusted-layers",
        known,
        seed,
        file -> assertThat(new LayerTrust(file).unknown(DRAWING)).hasSize(1));
  }
}
