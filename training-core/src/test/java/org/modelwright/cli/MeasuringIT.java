package org.modelwright.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.assertj.core.data.Offset;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import tools.jackson.databind.JsonNode;

/// `bench` and `lr-range` as a user starts them, on a model small enough for seconds. How fast it is
/// depends on the machine and is not asserted.
class MeasuringIT {

  @TempDir private Path folder;

  @BeforeEach
  void newProject() throws Exception {
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
            .replace("hidden: 512", "hidden: 32")
            .replace("repeat: 4", "repeat: 1"));
  }

  @Test
  void twoSettingsAreComparedSideBySide() throws Exception {
    CommandLineProcess bench =
        CommandLineProcess.run(
            folder,
            "bench",
            "p",
            "--rounds=4",
            "--steps=3",
            "--json",
            "--a",
            "data.context=32",
            "hardware.threads=1",
            "--b",
            "training.batchSize=6",
            "training.accumulation=2",
            "training.precision=fp16",
            "hardware.threads=1");
    assertThat(bench.exit()).as(bench.err()).isZero();
    JsonNode json = bench.json();
    assertThat(json.propertyNames())
        .containsExactly("model", "rounds", "stepsPerRound", "a", "b", "ratio");
    assertThat(json.get("a").propertyNames())
        .containsExactly(
            "settings",
            "device",
            "precision",
            "context",
            "batchSize",
            "accumulation",
            "millisPerStep",
            "tokensPerSecond",
            "peakMemoryBytes",
            "lossScale");
    JsonNode a = json.get("a");
    JsonNode b = json.get("b");
    assertThat(a.get("lossScale").isNull()).isTrue();
    assertThat(b.get("lossScale").asDouble()).isEqualTo(65536);
    assertThat(b.get("accumulation").asInt()).isEqualTo(2);
    assertThat(a.get("tokensPerSecond").asDouble() * a.get("millisPerStep").asDouble() / 1000)
        .isCloseTo(12 * 32, Offset.offset(1e-6));
    assertThat(b.get("tokensPerSecond").asDouble() * b.get("millisPerStep").asDouble() / 1000)
        .isCloseTo(6 * 2 * 64, Offset.offset(1e-6));
    JsonNode ratio = json.get("ratio");
    assertThat(ratio.get("low").asDouble()).isPositive();
    assertThat(ratio.get("value").asDouble())
        .isBetween(ratio.get("low").asDouble(), ratio.get("high").asDouble());
    assertThat(ratio.get("high").asDouble()).isFinite();
    assertThat(folder.resolve("p/runs")).doesNotExist();
  }

  @Test
  void aTemplateIsTimedWithoutAnyDataAndAlsoWhereAFolderHasItsName() throws Exception {
    Files.createDirectory(folder.resolve("text-char"));
    CommandLineProcess bench =
        CommandLineProcess.run(
            folder,
            "bench",
            "text-char",
            "--rounds=2",
            "--steps=1",
            "--a",
            "training.batchSize=1",
            "data.context=8",
            "hardware.threads=1");
    assertThat(bench.exit()).as(bench.err()).isZero();
    assertThat(bench.out().lines()).hasSize(2);
    assertThat(bench.out()).contains("tokens/s").doesNotContain("\nB");
    assertThat(bench.err()).contains("`text-char` means the template", "./text-char");
  }

  @ParameterizedTest
  @CsvSource({
    "--a, training.batchSize=0, `training.batchSize` is `0`",
    "--b, training.speed=1, unknown key `training.speed`",
    "--b, training, --b training` is not of the form section.key=value",
    "--a, model.width=1, no section `model`",
    "--a, data.context=65, positions of the drawing reach only to 64",
    "--b, training.batchSize=auto, set training.batchSize on both sides",
    "--rounds, 1, from 2 to 10000",
    "--steps, 0, from 1 to 10000",
  })
  void wrongSettingsOfABench(String option, String value, String complaint) {
    InProcess refused = InProcess.run("bench", folder.resolve("p").toString(), option, value);
    assertThat(refused.refusal()).contains(complaint);
  }

  @Test
  void whatIsNeitherTemplateNorProject() {
    assertThat(InProcess.run("bench", "java-ml").refusal())
        .contains("neither a template nor a project folder `java-ml`", "java-lm");
    assertThat(InProcess.run("bench", folder.toString()).refusal())
        .contains("is not a Modelwright project");
  }

  /// The processes of a bench that is interrupted are gone when it is.
  @Test
  void ctrlCEndsTheChildren() throws Exception {
    Process bench =
        CommandLineProcess.start(
            folder,
            "org.modelwright.cli.Main",
            folder.resolve("out.txt"),
            folder.resolve("err.txt"),
            "bench",
            "p",
            "--rounds=10000",
            "--steps=1",
            "--b",
            "training.batchSize=6");
    List<ProcessHandle> children = new ArrayList<>();
    while (children.size() < 2) {
      assertThat(bench.isAlive()).as(Files.readString(folder.resolve("err.txt"))).isTrue();
      children = bench.children().toList();
      Thread.sleep(20);
    }
    assertThat(new ProcessBuilder("kill", "-INT", Long.toString(bench.pid())).start().waitFor())
        .isZero();

    assertThat(bench.waitFor(30, TimeUnit.SECONDS)).isTrue();

    assertThat(bench.exitValue()).isEqualTo(130);
    for (ProcessHandle child : children) {
      child.onExit().get(10, TimeUnit.SECONDS);
      assertThat(child.isAlive()).isFalse();
    }
  }

  @Test
  void learningRatesAreTriedAndOneIsSuggested() throws Exception {
    CommandLineProcess range =
        CommandLineProcess.run(
            folder,
            "lr-range",
            "p",
            "--from=1e-4",
            "--to=10",
            "--steps=60",
            "--json",
            "--set",
            "training.precision=fp16",
            "hardware.threads=1");
    assertThat(range.exit()).as(range.err()).isZero();
    JsonNode json = range.json();
    assertThat(json.propertyNames())
        .containsExactly("suggestion", "steepest", "lowest", "diverged", "device", "points");
    JsonNode points = json.get("points");
    assertThat(points.get(0).get("learningRate").asDouble()).isEqualTo(1e-4);
    // before anything has been learnt all of the 12 characters are as likely
    assertThat(points.get(0).get("loss").asDouble()).isCloseTo(Math.log(12), Offset.offset(0.2));
    double lowest = json.get("lowest").asDouble();
    double suggestion = json.get("suggestion").asDouble();
    assertThat(suggestion).isBetween(1e-5, 1.06 * lowest / 10);
    try (Stream<Path> kept = Files.list(folder.resolve("p"))) {
      assertThat(kept.map(p -> p.getFileName().toString())).doesNotContain("runs");
    }
    InProcess wrong =
        InProcess.run("lr-range", folder.resolve("p").toString(), "--from=1", "--to=0.1");
    assertThat(wrong.refusal()).contains("--from 1.0 --to 0.1");
    InProcess unknown =
        InProcess.run("lr-range", folder.resolve("p").toString(), "--set", "training.speed=1");
    assertThat(unknown.refusal()).contains("unknown key `training.speed`");
  }
}
