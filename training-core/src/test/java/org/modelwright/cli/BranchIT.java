package org.modelwright.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.random.RandomGenerator;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.modelwright.file.Safetensors;
import org.modelwright.run.Event;
import org.modelwright.run.EventLog;
import org.modelwright.run.RunFolder;
import org.modelwright.train.Checkpoints;
import tools.jackson.databind.JsonNode;

/// A run goes on with other text from another run's weights: whole, in part, and by LoRA.
class BranchIT {

  @TempDir private Path folder;

  @BeforeEach
  void trainOnCats() throws Exception {
    write("text.txt", List.of("the ", "cat ", "sat ", "on ", "a ", "mat.\n"));
    write("dogs.txt", List.of("no ", "hot ", "hen ", "can ", "beat ", "them.\n"));
    // every character of the second text has to have an id
    Files.writeString(
        folder.resolve("text.txt"), "bmno" + Files.readString(folder.resolve("text.txt")));
    run("new", "p", "--template", "text-char", "--data", "text.txt");
    Path drawing = folder.resolve("p/architecture.yaml");
    Files.writeString(
        drawing,
        Files.readString(drawing)
            .replace("width: 128", "width: 64")
            .replace("hidden: 512", "hidden: 128"));
    run(
        "train",
        "p",
        "--steps",
        "80",
        "--set",
        "training.evaluateEvery=40",
        "training.learningRate=0.003");
  }

  private void write(String file, List<String> words) throws Exception {
    var random = RandomGenerator.of("L64X128MixRandom");
    var text = new StringBuilder();
    while (text.length() < 20_000) {
      text.append(words.get(random.nextInt(words.size())));
    }
    Files.writeString(folder.resolve(file), text);
  }

  private CommandLineProcess run(String... arguments) throws Exception {
    CommandLineProcess result = CommandLineProcess.run(folder, arguments);
    assertThat(result.exit()).as(result.err()).isZero();
    return result;
  }

  private RunFolder last() {
    return RunFolder.list(folder.resolve("p/runs")).getLast();
  }

  private static double firstValidation(RunFolder run) {
    Event.Validated first =
        EventLog.read(run.events()).stream()
            .filter(Event.Validated.class::isInstance)
            .map(Event.Validated.class::cast)
            .findFirst()
            .orElseThrow();
    assertThat(first.step()).isZero();
    return first.loss();
  }

  @Test
  void loraLearnsTheNewTextWithFewParametersAndMergesToTheSameScores() throws Exception {
    CommandLineProcess branched =
        run(
            "branch",
            "p",
            "last",
            "--data",
            "dogs.txt",
            "--steps",
            "80",
            "--json",
            "--set",
            "training.lora.rank=2",
            "training.lora.targets=stack.*",
            "training.learningRate=0.02",
            "training.evaluateEvery=40");
    double trained =
        Double.parseDouble(
            branched
                .err()
                .replaceAll("(?s).*of which [\\d,]+ \\(([\\d.]+) %\\) are trained.*", "$1"));
    assertThat(trained).isBetween(0.1, 5.0);
    assertThat(branched.err()).contains("parameters taken from");
    double old = firstValidation(last());
    assertThat(branched.json().get("bestValidationLoss").asDouble()).isLessThan(0.8 * old);

    Path merged = folder.resolve("p/exports/" + last().name());
    JsonNode exported = run("export", "p", "--json").json();
    assertThat(exported.get("maxDifference").asDouble()).isLessThan(1e-5);
    assertThat(exported.get("sizeBytes").asLong())
        .isEqualTo(Files.size(merged.resolve("model.safetensors")));
    assertThat(Safetensors.read(merged.resolve("model.safetensors")).keySet())
        .isEqualTo(Safetensors.read(last().initialWeights()).keySet());
    assertThat(CommandLineProcess.run(folder, "export", "p").exit()).isEqualTo(1);

    // what was learned goes on into a branch without LoRA, whatever becomes of the run it came from
    String before = last().name();
    double best = branched.json().get("bestValidationLoss").asDouble();
    run("branch", "p", before, "--data", "dogs.txt", "--steps", "2", "--json");
    assertThat(firstValidation(last()))
        .isCloseTo(best, org.assertj.core.api.Assertions.within(1e-4));
    delete(folder.resolve("p/runs").resolve(before));
    JsonNode repeated = run("repeat", "p", "--json").json();
    assertThat(repeated.get("state").asString()).isEqualTo("completed");
    assertThat(firstValidation(last()))
        .isCloseTo(best, org.assertj.core.api.Assertions.within(1e-4));
    run("evaluate", "p", "--json");
  }

  @Test
  void frozenAndRenamedParametersAreListedAndAverageAndEarlyStopHold() throws Exception {
    Path drawing = folder.resolve("p/architecture.yaml");
    Files.writeString(drawing, Files.readString(drawing).replace("hidden: 128", "hidden: 96"));
    CommandLineProcess branched =
        run(
            "branch",
            "p",
            "--steps",
            "60",
            "--json",
            "--set",
            "training.freeze=*.query.*",
            "training.averageDecay=0.9",
            "training.evaluateEvery=1",
            "training.learningRate=0",
            "training.minimumLearningRate=0",
            "training.earlyStop=3");
    assertThat(branched.err()).contains("Begin anew: ", "[96, 64] ([128, 64] in the old run)");
    // nothing is learned, so nothing gets better than the first weights
    assertThat(branched.json().get("steps").asInt()).isEqualTo(3);
    assertThat(branched.json().get("state").asString()).isEqualTo("completed");
    Path best = new Checkpoints(last().checkpoints()).best().orElseThrow();
    assertThat(best.getFileName()).hasToString("step-000000");
    assertThat(Checkpoints.weights(best).getFileName()).hasToString("average.safetensors");
    Path optimizer =
        new Checkpoints(last().checkpoints())
            .newest()
            .orElseThrow()
            .resolve("optimizer.safetensors");
    assertThat(Safetensors.read(optimizer).keySet())
        .noneMatch(n -> n.contains(".query."))
        .anyMatch(n -> n.contains(".key."));
    run("generate", "p", "--prompt", "the ", "--max-tokens", "5");
  }

  private static void delete(Path tree) throws Exception {
    try (Stream<Path> all = Files.walk(tree)) {
      for (Path path : all.sorted(Comparator.reverseOrder()).toList()) {
        Files.delete(path);
      }
    }
  }
}
