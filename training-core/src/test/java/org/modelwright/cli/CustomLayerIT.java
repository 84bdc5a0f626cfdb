package org.modelwright.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;
import org.modelwright.engine.UserCache;
import org.modelwright.launch.Worker;
import org.modelwright.run.Event;
import org.modelwright.run.EventLog;
import org.modelwright.run.RunFolder;
import org.modelwright.run.RunState;
import org.modelwright.run.RunStatus;

/// A project with a custom layer, from its refusal to the text it writes.
class CustomLayerIT {

  @TempDir private Path folder;
  private Path project;

  @BeforeEach
  void project() throws IOException {
    Files.writeString(folder.resolve("text.txt"), "the cat sat on a mat.\n".repeat(200));
    project = folder.resolve("p");
    InProcess made =
        InProcess.run(
            "new",
            project.toString(),
            "--template",
            "text-char",
            "--data",
            folder.resolve("text.txt").toString());
    assertThat(made.exit()).as(made.err()).isZero();
    draw("x * torch.sigmoid(beta * x) * gain");
  }

  private void draw(String result) throws IOException {
    Files.writeString(
        project.resolve("architecture.yaml"),
        """
        format: 1
        layers:
          ScaledSwish:
            inputs: [x]
            settings: {beta: 1.0}
            parameters:
              gain: {shape: [width], init: 1}
            positionwise: true
            code: |
              return %s
        main:
          nodes:
            - {id: tokens, kind: TokenInput}
            - {id: embed, kind: TokenEmbedding, from: [tokens], width: 16}
            - {id: act, kind: ScaledSwish, from: [embed], beta: 1.5}
            - {id: attention, kind: SelfAttention, from: [act], heads: 2}
            - {id: head, kind: LanguageModelHead, from: [attention]}
        """
            .formatted(result));
  }

  private Map<String, String> environment() {
    return Map.of(
        "XDG_CACHE_HOME", folder.resolve("cache").toString(),
        "ENGINE_CACHE_DIR", UserCache.engine().toString());
  }

  private CommandLineProcess run(String command, String... more) throws Exception {
    return CommandLineProcess.run(
        folder,
        environment(),
        Stream.concat(Stream.of(command, project.toString()), Stream.of(more))
            .toArray(String[]::new));
  }

  @Test
  void runsOnceItHasBeenAllowed() throws Exception {
    for (String command : new String[] {"train", "check"}) {
      CommandLineProcess refused = run(command);
      assertThat(refused.exit()).isEqualTo(1);
      assertThat(refused.out()).isEmpty();
      assertThat(refused.errorLines())
          .containsExactly(
              "architecture.yaml has the custom layer `ScaledSwish`, whose code has not run on this"
                  + " machine before; read it, then allow it with `modelwright trust "
                  + project
                  + "`.");
    }
    assertThat(project.resolve("runs")).doesNotExist();
    assertThat(run("inspect").exit()).isZero();

    CommandLineProcess unasked = run("trust");
    assertThat(unasked.exit()).isEqualTo(1);
    assertThat(unasked.err()).contains("torch.sigmoid(torch.mul(beta, x))", "add --yes");
    CommandLineProcess allowed = run("trust", "--yes");
    assertThat(allowed.out()).isEqualTo("Allowed: ScaledSwish.\n");

    CommandLineProcess checked = run("check", "--json");
    assertThat(checked.exit()).as(checked.err()).isZero();
    assertThat(checked.json().at("/layers/0/uses/0/dependence").asString())
        .isEqualTo("positionwise");
    CommandLineProcess trained =
        run("train", "--steps", "2", "--set", "data.context=16", "training.batchSize=2");
    assertThat(trained.exit()).as(trained.err()).isZero();
    CommandLineProcess written = run("generate", "--prompt", "the", "--max-tokens", "4");
    assertThat(written.exit()).as(written.err()).isZero();

    Files.delete(folder.resolve("cache/modelwright/trusted-layers"));
    aWorkerStartedByHandRefuses(RunFolder.find(project.resolve("runs"), "last"));
    draw("x * gain");
    CommandLineProcess again = run("generate", "--prompt", "the");
    assertThat(again.exit()).isEqualTo(1);
    assertThat(again.errorLines())
        .singleElement()
        .asString()
        .startsWith("Run ")
        .contains(" trust ");
  }

  /// Of a run folder from elsewhere: no checkpoint beyond those it came with.
  private void aWorkerStartedByHandRefuses(RunFolder run) throws Exception {
    int events = EventLog.read(run.events()).size();
    CommandLineProcess worker =
        CommandLineProcess.runClass(
            folder, environment(), Worker.class.getName(), run.path().toString());
    String refusal =
        "Run "
            + run.name()
            + " has the custom layer `ScaledSwish`, whose code has not run on this machine before;"
            + " read it, then allow it with `modelwright trust`.";
    assertThat(worker.exit()).isEqualTo(3);
    assertThat(worker.err()).contains(refusal);
    List<Event> said = EventLog.read(run.events());
    assertThat(said).hasSize(events + 1);
    assertThat(said.getLast())
        .isInstanceOfSatisfying(
            Event.Failed.class, failed -> assertThat(failed.cause()).isEqualTo(refusal));
    assertThat(RunStatus.of(run).state()).isEqualTo(RunState.FAILED);
  }

  /// A layer that takes seconds, and a `check` that is told to end while the child tries it.
  @Test
  @DisabledOnOs(OS.WINDOWS)
  void aTrialEndsWithWhoeverAskedForIt() throws Exception {
    Path drawing = project.resolve("architecture.yaml");
    String slow =
        "y = torch.detach(x)\n"
            + "y = torch.cat([y, y], 1)\n".repeat(15)
            + "y = torch.lgamma(y)\n".repeat(150)
            + "return x * beta * gain * torch.sum(y)\n";
    draw("x");
    Files.writeString(
        drawing, Files.readString(drawing).replace("      return x\n", slow.indent(6)));
    assertThat(run("trust", "--yes").exit()).isZero();
    Process check =
        CommandLineProcess.start(
            folder,
            environment(),
            "org.modelwright.cli.Main",
            folder.resolve("out"),
            folder.resolve("err"),
            "check",
            project.toString());
    while (check.isAlive() && check.children().noneMatch(CustomLayerIT::hasBegun)) {
      Thread.sleep(20);
    }
    ProcessHandle child = check.children().findAny().orElseThrow();
    check.destroy();
    check.waitFor();
    child.onExit().get(2, TimeUnit.SECONDS);
  }

  private static boolean hasBegun(ProcessHandle child) {
    return child.info().totalCpuDuration().orElse(Duration.ZERO).toMillis() > 200;
  }

  @Test
  void hostileCodeIsRefusedAndLeavesNothing() throws Exception {
    for (String code :
        new String[] {
          "torch.save(x, 'stolen') * gain",
          "torch.from_file('text.txt', False, 9) * gain",
          "torch.zeros([999999999999]) * gain",
          "__import__('os').system('touch stolen') * gain"
        }) {
      draw(code);
      for (String command : new String[] {"train", "check", "inspect"}) {
        InProcess refused = InProcess.run(command, project.toString());
        assertThat(refused.exit()).isEqualTo(1);
        assertThat(refused.out() + refused.err()).contains("ScaledSwish", "ine 1, column ");
      }
    }
    assertThat(Path.of("stolen")).doesNotExist();
    assertThat(project.resolve("stolen")).doesNotExist();
    assertThat(project.resolve("runs")).doesNotExist();
  }
}
