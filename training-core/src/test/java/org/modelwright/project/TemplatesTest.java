package org.modelwright.project;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.modelwright.compile.Compilation;
import org.modelwright.compile.ProgramText;
import org.modelwright.data.Dataset;
import org.modelwright.engine.DeviceName;
import org.modelwright.operator.Program;
import org.modelwright.progress.Progress;
import org.modelwright.train.TrainingRun;

/// The templates as projects, over a text of our own.
class TemplatesTest {

  @TempDir private Path folder;
  private Path text;

  @BeforeEach
  void write() throws Exception {
    text = folder.resolve("text.txt");
    Files.writeString(
        text, String.join(" ", IntStream.range(0, 20_000).mapToObj(i -> "word" + i % 97).toList()));
  }

  static Stream<String> names() {
    return Templates.all().stream().map(Templates.Template::name);
  }

  private Project project(String template) {
    Path made = folder.resolve(template);
    Templates.create(made, template, Optional.of(text));
    return Project.open(made);
  }

  private static long parameters(Program program) {
    return program.slots().stream()
        .mapToLong(s -> s.type().shape().elements().resolve(Map.of()))
        .sum();
  }

  @ParameterizedTest
  @MethodSource("names")
  void everyTemplateCompiles(String name) {
    Compilation compilation = project(name).compile(Progress.NONE);
    assertThat(compilation.problems()).isEmpty();
    assertThat(ProgramText.plain(compilation.require(name))).contains("def main");
  }

  /// GPT-2's count as OpenAI's checkpoint has it, TinyLlama's as its authors'; the others by hand: twice
  /// 32000 x 768, twelve layers of 4 x 768 x 768 + 3 x 768 x 3072 + 2 x 768, and 768.
  @ParameterizedTest
  @CsvSource({"gpt2-124m, 124439808", "llama-160m, 162417408", "llama-1b, 1100048384"})
  void largeTemplatesHaveTheParametersOfTheirModels(String name, long parameters) {
    assertThat(parameters(project(name).compile(Progress.NONE).require(name)))
        .isEqualTo(parameters);
  }

  /// The text has little more than 87 numbers of two digits to make tokens of, where GPT-2 has 50000.
  @Test
  void theVocabularyFollowsTheTextWhereThatHasLess() {
    Project project = project("gpt2-124m");
    try (Dataset dataset = project.dataset(Progress.NONE)) {
      int vocabulary = dataset.tokenizer().vocabularySize();
      assertThat(vocabulary).isBetween(257 + 87, 1000);
      Program program =
          TrainingRun.compile(
              project.configuration(DeviceName.CPU),
              dataset.tokenizer().vocabularySize(),
              project.training(),
              project.data());
      assertThat(parameters(program)).isEqualTo(124_439_808L - (50257 - vocabulary) * 768L);
    }
  }
}
