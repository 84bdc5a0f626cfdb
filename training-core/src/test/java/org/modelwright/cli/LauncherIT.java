package org.modelwright.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.modelwright.run.Event;
import org.modelwright.run.EventLog;
import org.modelwright.run.RunFolder;
import org.modelwright.run.RunState;
import org.modelwright.run.RunStatus;

/// A launcher that is interrupted stops its run and saves it; one that is killed does not take the
/// run along, which still has one worker and obeys.
class LauncherIT {

  private static final int ENDLESS = 1_000_000;
  private static final long SECONDS = 180;

  @TempDir private Path folder;

  @BeforeEach
  void project() throws Exception {
    Files.writeString(folder.resolve("text.txt"), "the cat sat on a mat.\n".repeat(100));
    InProcess made =
        InProcess.run(
            "new",
            folder.resolve("p").toString(),
            "--template",
            "text-char",
            "--data",
            folder.resolve("text.txt").toString());
    assertThat(made.exit()).as(made.err()).isZero();
    Path drawing = folder.resolve("p/architecture.yaml");
    Files.writeString(
        drawing,
        Files.readString(drawing)
            .replace("width: 128", "width: 16")
            .replace("hidden: 512", "hidden: 16")
            .replace("repeat: 4", "repeat: 1"));
  }

  /// A failed assertion must not leave a worker behind, and its folder is about to be deleted.
  @AfterEach
  void noWorkerStays() throws Exception {
    for (RunFolder run : RunFolder.list(folder.resolve("p/runs"))) {
      if (!RunStatus.of(run).state().isFinal()) {
        on("stop", "--discard");
        await(run, RunState.STOPPED);
      }
    }
  }

  private InProcess on(String command, String... more) {
    String[] arguments = new String[more.length + 2];
    arguments[0] = command;
    arguments[1] = folder.resolve("p").toString();
    System.arraycopy(more, 0, arguments, 2, more.length);
    return InProcess.run(arguments);
  }

  private Process start() throws IOException {
    return CommandLineProcess.start(
        folder,
        "org.modelwright.cli.Main",
        folder.resolve("out.txt"),
        folder.resolve("err.txt"),
        "train",
        "p",
        "--json",
        "--steps",
        Integer.toString(ENDLESS));
  }

  private RunFolder running() throws Exception {
    long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(SECONDS);
    while (System.nanoTime() < end) {
      for (RunFolder run : RunFolder.list(folder.resolve("p/runs"))) {
        if (EventLog.read(run.events()).stream().anyMatch(Event.Step.class::isInstance)) {
          return run;
        }
      }
      Thread.sleep(50);
    }
    throw new AssertionError("no step was seen: " + Files.readString(folder.resolve("err.txt")));
  }

  private static void await(RunFolder run, RunState state) throws InterruptedException {
    long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(SECONDS);
    while (RunStatus.of(run).state() != state && System.nanoTime() < end) {
      Thread.sleep(50);
    }
    assertThat(RunStatus.of(run).state()).isEqualTo(state);
  }

  @Test
  void ctrlCStopsAndSaves() throws Exception {
    assumeTrue(Files.isExecutable(Path.of("/bin/kill")), "there is no way to press Ctrl+C");
    Process launcher = start();
    RunFolder run = running();
    new ProcessBuilder("/bin/kill", "-INT", Long.toString(launcher.pid())).start().waitFor();
    assertThat(launcher.waitFor()).as(Files.readString(folder.resolve("err.txt"))).isZero();
    assertThat(Files.readString(folder.resolve("out.txt"))).contains("\"stopped\"");
    await(run, RunState.STOPPED);
    assertThat(run.checkpoints()).isNotEmptyDirectory();
  }

  @Test
  void aRunOutlivesItsLauncherAndHasOneWorker() throws Exception {
    Process launcher = start();
    RunFolder run = running();
    launcher.destroyForcibly().waitFor();
    long before = RunStatus.of(run).steps();
    assertThat(on("resume").refusal()).contains(run.name() + " is running; stop it first");
    // a second launcher that got past that sees the lock
    CommandLineProcess second =
        CommandLineProcess.runClass(folder, "org.modelwright.launch.Worker", run.path().toString());
    assertThat(second.exit()).isNotZero();
    assertThat(second.errorLines()).noneMatch(line -> line.startsWith("\tat "));
    assertThat(String.join(" ", second.errorLines())).contains("is being trained by process");
    assertThat(RunStatus.of(run).state()).isEqualTo(RunState.RUNNING);
    assertThat(RunStatus.of(run).steps()).isGreaterThan(before);
    assertThat(on("stop").exit()).isZero();
    await(run, RunState.STOPPED);
  }
}
