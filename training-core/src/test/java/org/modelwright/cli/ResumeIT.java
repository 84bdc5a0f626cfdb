package org.modelwright.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.RandomAccessFile;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.random.RandomGenerator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.modelwright.file.Json;
import org.modelwright.file.Safetensors;
import org.modelwright.run.Event;
import org.modelwright.run.EventLog;
import org.modelwright.run.RunFolder;
import org.modelwright.train.Checkpoints;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/// A worker killed with -9 is seen, and its run, resumed, ends with the same bits as one that nobody
/// stopped; weights that somebody spoilt meanwhile are named.
class ResumeIT {

  @TempDir private Path folder;

  /// The two have about as many tokens a step.
  @ParameterizedTest
  @CsvSource({"12, 64", "auto, 8"})
  void aKilledRunIsSeenAndResumesToTheSameBits(String batchSize, int context) throws Exception {
    newProject();
    Path training = folder.resolve("p/training.yaml");
    Files.writeString(
        training, Files.readString(training).replace("batchSize: 12", "batchSize: " + batchSize));
    Path data = folder.resolve("p/data.yaml");
    Files.writeString(data, Files.readString(data).replace("context: 64", "context: " + context));
    JsonNode whole = train().json();

    trainAndKill(2, 70);

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

  /// Whatever the machine would choose now: the run is as if it had been told the numbers.
  @Test
  void aRunWhoseBatchSizeIsAutoKeepsToWhatWasFrozen() throws Exception {
    newProject();
    CommandLineProcess told =
        CommandLineProcess.run(
            folder,
            "train",
            "p",
            "--json",
            "--steps=30",
            "--set",
            "data.context=8",
            "training.batchSize=16",
            "training.accumulation=8");
    assertThat(told.exit()).as(told.err()).isZero();
    RunFolder run = RunFolder.list(folder.resolve("p/runs")).getFirst();
    var json = (ObjectNode) Json.pretty().readTree(Files.readString(run.configuration()));
    json.withObjectProperty("training").put("batchSize", "auto").put("accumulation", "2");
    json.withObjectProperty("frozen")
        .putObject("batch")
        .put("batchSize", 16)
        .put("accumulation", 8);
    Files.writeString(run.configuration(), Json.pretty().writeValueAsString(json));

    CommandLineProcess repeated = CommandLineProcess.run(folder, "repeat", "p", "--json");

    assertThat(repeated.exit()).as(repeated.err()).isZero();
    List<RunFolder> runs = RunFolder.list(folder.resolve("p/runs"));
    assertThat(losses(runs.get(1))).hasSize(30).isEqualTo(losses(runs.get(0)));
    assertThat(repeated.json().get("validationLoss")).isEqualTo(told.json().get("validationLoss"));
  }

  @Test
  void aWeightThatIsNotANumberEndsTheRunInWordsAndHarmsNoCheckpoint() throws Exception {
    newProject();
    trainAndKill(1, 70);
    RunFolder run = RunFolder.list(folder.resolve("p/runs")).getFirst();
    var checkpoints = new Checkpoints(run.checkpoints());
    Path newest = checkpoints.newest().orElseThrow();
    Path model = newest.resolve(Checkpoints.MODEL);
    spoil(model, "stack.2.mlp.up.weight");
    List<Path> before = checkpoints.list();

    CommandLineProcess resumed = CommandLineProcess.run(folder, "resume", "p", "--json");

    assertThat(resumed.exit()).isEqualTo(Main.FAILED);
    assertThat(resumed.json().get("state").asString()).isEqualTo("failed");
    assertThat(resumed.json().get("cause").asString())
        .startsWith("Training went astray at step")
        .contains("the weights of stack.2.mlp.up.weight are not finite", "learningRate");
    assertThat(checkpoints.list()).isEqualTo(before);
    Event.Fault fault =
        EventLog.read(run.events()).stream()
            .filter(Event.Fault.class::isInstance)
            .map(Event.Fault.class::cast)
            .findFirst()
            .orElseThrow();
    assertThat(fault.skipped()).isTrue();
    Path snapshot = run.faults().resolve(String.valueOf(fault.snapshot()));
    assertThat(Safetensors.read(snapshot.resolve("batch.safetensors")))
        .containsOnlyKeys("tokens.0", "targets.0", "tokens.1", "targets.1");
    var kept = Safetensors.read(snapshot.resolve("model.safetensors"));
    Safetensors.read(model)
        .forEach((name, tensor) ->
            assertThat(kept.get(name).bytes()).as(name).isEqualTo(tensor.bytes()));
    assertThat(snapshot.resolve("fault.json")).content().contains("\"updated\" : false");
  }

  /// Makes the first number of a tensor not a number.
  private static void spoil(Path model, String tensor) throws Exception {
    long offset;
    try (var file = new RandomAccessFile(model.toFile(), "rw")) {
      long header = Long.reverseBytes(file.readLong());
      byte[] json = new byte[(int) header];
      file.readFully(json);
      offset = Json.pretty().readTree(json).get(tensor).get("data_offsets").get(0).asLong();
      file.seek(8 + header + offset);
      file.writeInt(Integer.reverseBytes(Float.floatToIntBits(Float.NaN)));
    }
  }

  /// @param runs how many there will be with this one
  private void trainAndKill(int runs, long step) throws Exception {
    Path out = folder.resolve("out.txt");
    Path err = folder.resolve("err.txt");
    Process launcher =
        CommandLineProcess.start(
            folder, "org.modelwright.cli.Main", out, err, "train", "p", "--json");
    killWorkerAfterStep(runs, step);
    assertThat(launcher.waitFor()).isEqualTo(Main.FAILED);
    assertThat(Files.readString(err)).contains("failed");
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

  private void killWorkerAfterStep(int count, long step) throws Exception {
    while (true) {
      List<RunFolder> runs = RunFolder.list(folder.resolve("p/runs"));
      if (runs.size() == count) {
        List<Event> events = EventLog.read(runs.getLast().events());
        assertThat(events).noneMatch(Event.Completed.class::isInstance);
        if (events.stream().anyMatch(e -> e instanceof Event.Step s && s.step() >= step)) {
          long pid =
              Json.line()
                  .readTree(Files.readString(runs.getLast().heartbeat()))
                  .get("pid")
                  .asLong();
          assertThat(ProcessHandle.of(pid).orElseThrow().destroyForcibly()).isTrue();
          return;
        }
      }
      Thread.sleep(5);
    }
  }
}
