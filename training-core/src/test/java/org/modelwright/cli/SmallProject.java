package org.modelwright.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.random.RandomGenerator;
import org.modelwright.file.Json;
import org.modelwright.run.Event;
import org.modelwright.run.EventLog;
import org.modelwright.run.RunFolder;
import tools.jackson.databind.JsonNode;

/// A project `p` with a model that trains in seconds, with dropout, so that the random numbers count
/// too; and what tests do to its workers.
record SmallProject(Path folder) {

  static SmallProject in(Path folder) throws Exception {
    var random = RandomGenerator.of("L64X128MixRandom");
    var text = new StringBuilder();
    while (text.length() < 20_000) {
      text.append(List.of("the ", "cat ", "sat ", "on ", "a ", "mat.\n").get(random.nextInt(6)));
    }
    Files.writeString(folder.resolve("text.txt"), text);
    var project = new SmallProject(folder);
    project.run("new", "p", "--template", "text-char", "--data", "text.txt");
    Path drawing = folder.resolve("p/architecture.yaml");
    Files.writeString(
        drawing,
        Files.readString(drawing)
            .replace("width: 128", "width: 32")
            .replace("repeat: 4", "repeat: 2")
            .replace("hidden: 512", "hidden: 64, dropout: 0.1"));
    project.setTraining("steps: 2000", "steps: 100");
    project.setTraining("evaluateEvery: 250", "evaluateEvery: 50");
    project.setTraining("checkpointEvery: 500", "checkpointEvery: 40\naccumulation: 2");
    return project;
  }

  void setTraining(String before, String after) throws Exception {
    Path training = folder.resolve("p/training.yaml");
    Files.writeString(training, Files.readString(training).replace(before, after));
  }

  /// A command that succeeds.
  CommandLineProcess run(String... arguments) throws Exception {
    CommandLineProcess result = CommandLineProcess.run(folder, arguments);
    assertThat(result.exit()).as(result.err()).isZero();
    return result;
  }

  List<RunFolder> runs() {
    return RunFolder.list(folder.resolve("p/runs"));
  }

  /// The newest run as `runs` tells it.
  JsonNode told() throws Exception {
    JsonNode all = run("runs", "p", "--json").json().get("runs");
    return all.get(all.size() - 1);
  }

  static List<Double> losses(RunFolder run) {
    return EventLog.read(run.events()).stream()
        .filter(Event.Step.class::isInstance)
        .map(e -> ((Event.Step) e).loss())
        .toList();
  }

  /// Starts a run and kills its worker once it has made a step.
  ///
  /// @param runs how many there will be with this one
  void trainAndKill(int runs, long step) throws Exception {
    killWhen(
        runs,
        run ->
            EventLog.read(run.events()).stream()
                .anyMatch(e -> e instanceof Event.Step s && s.step() >= step),
        "train",
        "p",
        "--json");
  }

  /// Starts a worker by a command and kills it with -9 at a moment.
  ///
  /// @param runs how many there will be
  void killWhen(int runs, Predicate<RunFolder> moment, String... command) throws Exception {
    Path out = folder.resolve("out.txt");
    Path err = folder.resolve("err.txt");
    Process launcher =
        CommandLineProcess.start(folder, "org.modelwright.cli.Main", out, err, command);
    Optional<ProcessHandle> worker = Optional.empty();
    while (worker.isEmpty()) {
      assertThat(launcher.isAlive()).as(Files.readString(err)).isTrue();
      if (runs().size() == runs) {
        worker = worker(runs().getLast());
      }
      Thread.sleep(1);
    }
    RunFolder run = runs().getLast();
    while (!moment.test(run)) {
      assertThat(worker.get().isAlive()).as("ended before it was killed").isTrue();
      Thread.onSpinWait();
    }
    worker.get().destroyForcibly();
    assertThat(launcher.waitFor()).isEqualTo(Main.FAILED);
    assertThat(Files.readString(err)).contains("failed");
  }

  private static Optional<ProcessHandle> worker(RunFolder run) {
    try {
      long pid = Json.line().readTree(Files.readString(run.heartbeat())).get("pid").asLong();
      return ProcessHandle.of(pid);
    } catch (IOException e) {
      return Optional.empty();
    }
  }
}
