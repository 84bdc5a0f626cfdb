package org.modelwright.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.random.RandomGenerator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.modelwright.run.Event;
import org.modelwright.run.EventLog;
import org.modelwright.run.RunFolder;
import tools.jackson.databind.JsonNode;

/// A worker killed with -9 is seen, and its run, resumed, ends with the same bits as one that nobody
/// stopped.
class ResumeIT {

  @TempDir private Path folder;

  @Test
  void aKilledRunIsSeenAndResumesToTheSameBits() throws Exception {
    newProject();
    JsonNode whole = train().json();

    Path out = folder.resolve("out.txt");
    Path err = folder.resolve("err.txt");
    Process launcher =
        CommandLineProcess.start(
            folder, "org.modelwright.cli.Main", out, err, "train", "p", "--json");
    killWorkerAfterStep(70);
    assertThat(launcher.waitFor()).isEqualTo(Main.FAILED);
    assertThat(Files.readString(err)).contains("failed");

    JsonNode killed = last(CommandLineProcess.run(folder, "runs", "p", "--json").json());
    assertThat(killed.get("state").asString()).isEqualTo("failed");
    assertThat(killed.get("cause").asString()).containsIgnoringCase("kill");

    CommandLineProcess resumed = CommandLineProcess.run(folder, "resume", "p", "--json");
    assertThat(resumed.exit()).as(resumed.err()).isZero();
    JsonNode json = resumed.json();
    assertThat(json.get("state").asString()).isEqualTo("completed");
    for (String loss : List.of("trainLoss", "validationLoss", "bestValidationLoss")) {
      assertThat(json.get(loss).asDouble()).as(loss).isEqualTo(whole.get(loss).asDouble());
    }
    List<RunFolder> runs = RunFolder.list(folder.resolve("p/runs"));
    assertThat(losses(runs.get(1))).isEqualTo(losses(runs.get(0)));
  }

  private static List<Double> losses(RunFolder run) {
    return EventLog.read(run.events()).stream()
        .filter(Event.Step.class::isInstance)
        .map(e -> ((Event.Step) e).loss())
        .toList();
  }

  private static JsonNode last(JsonNode runs) {
    JsonNode all = runs.get("runs");
    return all.get(all.size() - 1);
  }

  private CommandLineProcess train() throws Exception {
    CommandLineProcess result = CommandLineProcess.run(folder, "train", "p", "--json");
    assertThat(result.exit()).as(result.err()).isZero();
    return result;
  }

  /// A small model with dropout, so that the random numbers count too.
  private void newProject() throws Exception {
    var random = RandomGenerator.of("L64X128MixRandom");
    var text = new StringBuilder();
    while (text.length() < 20_000) {
      text.append(List.of("the ", "cat ", "sat ", "on ", "a ", "mat.\n").get(random.nextInt(6)));
    }
    Files.writeString(folder.resolve("text.txt"), text);
    CommandLineProcess made =
        CommandLineProcess.run(folder, "new", "p", "--template", "text-char", "--data", "text.txt");
    assertThat(made.exit()).as(made.err()).isZero();
    Path drawing = folder.resolve("p/architecture.yaml");
    Files.writeString(
        drawing,
        Files.readString(drawing)
            .replace("width: 128", "width: 32")
            .replace("hidden: 512", "hidden: 64, dropout: 0.1"));
    Path training = folder.resolve("p/training.yaml");
    Files.writeString(
        training,
        Files.readString(training)
            .replace("steps: 2000", "steps: 150")
            .replace("evaluateEvery: 250", "evaluateEvery: 50")
            .replace("checkpointEvery: 500", "checkpointEvery: 40\naccumulation: 2"));
  }

  private void killWorkerAfterStep(long step) throws Exception {
    while (true) {
      List<RunFolder> runs = RunFolder.list(folder.resolve("p/runs"));
      if (runs.size() == 2) {
        boolean far =
            EventLog.read(runs.get(1).events()).stream()
                .anyMatch(e -> e instanceof Event.Step s && s.step() >= step);
        Optional<ProcessHandle> worker =
            ProcessHandle.allProcesses()
                .filter(p ->
                    p.info()
                        .arguments()
                        .map(a -> List.of(a).contains(runs.get(1).path().toString()))
                        .orElse(false))
                .findFirst();
        if (far && worker.isPresent()) {
          worker.get().destroyForcibly();
          return;
        }
      }
      Thread.sleep(5);
    }
  }
}
