package org.modelwright.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.RandomAccessFile;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
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
    SmallProject project = SmallProject.in(folder);
    project.setTraining("batchSize: 12", "batchSize: " + batchSize);
    Path data = folder.resolve("p/data.yaml");
    Files.writeString(data, Files.readString(data).replace("context: 64", "context: " + context));
    JsonNode whole = project.run("train", "p", "--json").json();

    project.trainAndKill(2, 70);

    JsonNode killed = project.told();
    assertThat(killed.get("state").asString()).isEqualTo("failed");
    assertThat(killed.get("cause").asString()).containsIgnoringCase("kill");

    JsonNode json = project.run("resume", "p", "--json").json();
    assertThat(json.get("state").asString()).isEqualTo("completed");
    for (String loss : List.of("trainLoss", "validationLoss", "bestValidationLoss")) {
      assertThat(json.get(loss).asDouble()).as(loss).isEqualTo(whole.get(loss).asDouble());
    }
    List<RunFolder> runs = project.runs();
    assertThat(SmallProject.losses(runs.get(1))).isEqualTo(SmallProject.losses(runs.get(0)));
  }

  /// Whatever the machine would choose now: the run is as if it had been told the numbers.
  @Test
  void aRunWhoseBatchSizeIsAutoKeepsToWhatWasFrozen() throws Exception {
    SmallProject project = SmallProject.in(folder);
    CommandLineProcess told =
        project.run(
            "train",
            "p",
            "--json",
            "--steps=30",
            "--set",
            "data.context=8",
            "training.batchSize=16",
            "training.accumulation=8");
    RunFolder run = project.runs().getFirst();
    var json = (ObjectNode) Json.pretty().readTree(Files.readString(run.configuration()));
    json.withObjectProperty("training").put("batchSize", "auto").put("accumulation", "2");
    json.withObjectProperty("frozen")
        .putObject("batch")
        .put("batchSize", 16)
        .put("accumulation", 8);
    Files.writeString(run.configuration(), Json.pretty().writeValueAsString(json));

    CommandLineProcess repeated = project.run("repeat", "p", "--json");

    List<RunFolder> runs = project.runs();
    assertThat(SmallProject.losses(runs.get(1)))
        .hasSize(30)
        .isEqualTo(SmallProject.losses(runs.get(0)));
    assertThat(repeated.json().get("validationLoss")).isEqualTo(told.json().get("validationLoss"));
  }

  @Test
  void aWeightThatIsNotANumberEndsTheRunInWordsAndHarmsNoCheckpoint() throws Exception {
    SmallProject project = SmallProject.in(folder);
    project.trainAndKill(1, 70);
    RunFolder run = project.runs().getFirst();
    var checkpoints = new Checkpoints(run.checkpoints());
    Path newest = checkpoints.newest().orElseThrow();
    Path model = newest.resolve(Checkpoints.MODEL);
    spoil(model, "stack.1.mlp.up.weight");
    List<Path> before = checkpoints.list();

    CommandLineProcess resumed = CommandLineProcess.run(folder, "resume", "p", "--json");

    assertThat(resumed.exit()).isEqualTo(Main.FAILED);
    assertThat(resumed.json().get("state").asString()).isEqualTo("failed");
    assertThat(resumed.json().get("cause").asString())
        .startsWith("Training went astray at step")
        .contains("the weights of stack.1.mlp.up.weight are not finite", "learningRate");
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
}
