package org.modelwright.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// As `WrongInputTest`, of the keys that choose what is trained and how fast, and of what is exported.
class WrongFineTuningTest {

  @TempDir private Path folder;
  private Path project;

  @BeforeEach
  void project() throws IOException {
    Path text = folder.resolve("text.txt");
    Files.writeString(text, "the cat sat on a mat.\n".repeat(50));
    project = folder.resolve("p");
    InProcess made =
        InProcess.run(
            "new", project.toString(), "--template", "text-char", "--data", text.toString());
    assertThat(made.exit()).as(made.err()).isZero();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "learningRates: [{parameters: '*'}]         | the key `training.learningRates.factor` is missing",
        "learningRates: [{factor: 2}]               | the key `training.learningRates.parameters` is missing",
        "'learningRates: [{parameters: a, factor: 1}]' | `training.learningRates` has the pattern `a`",
        "lora: {alpha: 16}                          | the key `training.lora.rank` is missing",
        "lora: {targets: ['*.query']}               | the key `training.lora.rank` is missing",
        "'lora: {rank: 2}'                          | `training.lora` adapts weights that have been trained",
        "freeze: ['*']                              | `training.freeze` leaves no parameter to train"
      })
  void aTrainingFileThatCannotBe(String line, String complaint) throws IOException {
    Path file = project.resolve("training.yaml");
    Files.writeString(file, Files.readString(file) + line.replace('\'', '"') + "\n");
    assertThat(InProcess.run("train", project.toString()).refusal()).contains(complaint);
    assertThat(project.resolve("runs")).doesNotExist();
  }

  @Test
  void aPatternOfAnOptionIsBlamedOnTheOption() {
    InProcess train = InProcess.run("train", project.toString(), "--set", "training.freeze=nobody");
    assertThat(train.refusal())
        .contains("--set: `training.freeze` has the pattern `nobody`")
        .doesNotContain("training.yaml");
  }

  /// The queries' matrices are 128 x 128.
  @Test
  void aRankAboveThatOfTheMatrices() {
    List<String> wrong = List.of("training.lora.rank=129", "training.lora.targets=*.query");
    InProcess bench =
        InProcess.run(
            Stream.concat(Stream.of("bench", project.toString(), "--a"), wrong.stream())
                .toArray(String[]::new));
    assertThat(bench.refusal())
        .contains("`training.lora.rank` is 129, but no matrix that it adapts has a rank above 128");
  }

  @Test
  void anUnknownFormat() {
    assertThat(InProcess.run("export", project.toString(), "--format", "gguf").refusal())
        .contains("'--format'", "`gguf` must be safetensors");
  }
}
