package org.modelwright.app.training;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.modelwright.app.common.Texts;
import org.modelwright.app.training.TrainingField.Group;
import org.modelwright.file.Yaml;
import org.modelwright.file.YamlReader;
import org.modelwright.train.TrainingSettings;

class TrainingFieldTest {

  private static TrainingSettings settings(String yaml) {
    return TrainingSettings.readNew(new YamlReader(Yaml.parse(yaml, "training.yaml"), "training."));
  }

  /// The keys that the core names where it is given one that it does not know.
  private static List<String> known(String yaml) {
    String sentence = catchThrowable(() -> settings(yaml)).getMessage();
    return Arrays.asList(
        sentence
            .substring(sentence.indexOf("known here: ") + 12, sentence.length() - 1)
            .split(", "));
  }

  @Test
  void everyKeyOfTheCoreHasItsField() {
    Set<String> keys = new HashSet<>();
    keys.addAll(known("zzz: 1"));
    known("guard: {zzz: 1}").forEach(key -> keys.add("guard." + key));
    known("lora: {zzz: 1}").forEach(key -> keys.add("lora." + key));
    keys.removeAll(Set.of("guard", "lora", "learningRates"));
    assertThat(TrainingField.ALL.stream().filter(f -> !f.ofHardware()).map(TrainingField::key))
        .containsExactlyInAnyOrderElementsOf(keys);
  }

  @Test
  void everyFieldAndGroupHasItsWords() {
    for (Locale language : Texts.LANGUAGES) {
      var texts = new Texts(language);
      for (TrainingField field : TrainingField.ALL) {
        assertThat(texts.get(field.textKey())).isNotBlank();
        assertThat(texts.get(field.textKey() + ".help")).isNotBlank();
        field.words().forEach(w -> assertThat(texts.has(field.textKey() + "." + w)).isTrue());
      }
      for (Group group : Group.values()) {
        assertThat(texts.has("training.group." + group.word() + ".about")).isTrue();
      }
    }
  }

  /// By the table in docs/files.md.
  @ParameterizedTest
  @CsvSource({
    "steps, 1000",
    "batchSize, 8",
    "learningRate, 0.001",
    "minimumLearningRate, 0.0001",
    "warmupSteps, 100",
    "schedule, cosine",
    "epsilon, 1e-8",
    "beta2, 0.95",
    "clip, 1",
    "guard.zScore, 8",
    "guard.spike, tell",
    "lora.rank, 0",
    "hardware.device, cpu"
  })
  void whatIsNotSetIsShownAsTheCoreHasIt(String name, String value) {
    TrainingField field =
        TrainingField.ALL.stream().filter(f -> f.name().equals(name)).findFirst().orElseThrow();
    assertThat(field.value(settings(""))).isEqualTo(value);
  }

  @Test
  void whatDependsOnOthersFollowsThem() {
    assertThat(value("minimumLearningRate", "learningRate: 0.02")).isEqualTo("0.002");
    assertThat(value("warmupSteps", "steps: 50")).isEqualTo("5");
    assertThat(value("beta2", "optimizer: lion")).isEqualTo("0.99");
    assertThat(value("lora.alpha", "lora: {rank: 8}")).isEqualTo("16");
    assertThat(value("batchSize", "batchSize: auto")).isEqualTo("auto");
  }

  private static String value(String name, String yaml) {
    return TrainingField.of("training." + name).orElseThrow().value(settings(yaml));
  }

  @ParameterizedTest
  @ValueSource(doubles = {0.001, 3e-4, 1e-8, 1e-20, 0, 1, 1e9, 0.99999})
  void numbersAreReadBackAsTheyWere(double value) {
    assertThat(Double.parseDouble(TrainingField.number(value))).isEqualTo(value);
  }
}
