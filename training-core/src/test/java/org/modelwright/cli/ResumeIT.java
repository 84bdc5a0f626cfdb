package org.modelwright.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.RandomAccessFile;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.modelwright.file.Json;
import org.modelwright.file.Safetensors;
import org.modelwright.run.Event;
import org.modelwright.run.EventLog;
import org.modelwright.run.RunFolder;
import org.modelwright.train.Checkpoints;
import tools.jackson.databind.JsonNode;

/// A worker killed with -9 is seen, and its run, resumed, ends with the same bits as one that nobody
/// stopped; weights that somebody spoilt meanwhile are named.
class ResumeIT {

  @TempDir private Path folder;

  @Test
  void aKilledRunIsSeenAndResumesToTheSameBits() throws Exception {
    SmallProject project = SmallProject.in(folder);
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

  @Test
  void aWeightThatIsNotANumberEndsTheRunInWordsAndHarmsNoCheckpoint() throws Exception {
    SmallProject project = SmallProject.in(folder);
    project.trainAndKill(1, 70);
    RunFolder run = project.runs().getFirst();
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
}
