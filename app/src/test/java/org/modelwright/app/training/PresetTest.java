package org.modelwright.app.training;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.Locale;
import java.util.Map;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.modelwright.app.common.Texts;
import org.modelwright.app.design.Designs;
import org.modelwright.app.settings.ProjectSettings;
import org.modelwright.app.settings.SmallProject;

class PresetTest {

  @TempDir Path folder;
  private ProjectSettings project;

  @BeforeAll
  static void toolkit() {
    Designs.startToolkit();
  }

  @BeforeEach
  void open() {
    project = SmallProject.open(SmallProject.write(folder));
  }

  private static Preset preset(String id) {
    return Preset.ALL.stream().filter(p -> p.id().equals(id)).findFirst().orElseThrow();
  }

  @Test
  void eachLeavesValidSettingsAndNothingMoreToChange() {
    for (Preset preset : Preset.ALL) {
      assertThat(preset.changes(project)).as(preset.id()).isNotEmpty();
      project.set(preset.settings());
      assertThat(project.training().problemsProperty().get()).as(preset.id()).isEmpty();
      assertThat(project.hardware().problemsProperty().get()).as(preset.id()).isEmpty();
      assertThat(preset.changes(project)).as(preset.id()).isEmpty();
    }
  }

  @Test
  void aChangeIsToldBeforeItIsMade() {
    project.set(Map.of("training.steps", "200", "training.accumulation", "1"));
    assertThat(preset("quick").changes(project))
        .extracting(Preset.Change::key)
        .containsExactly(
            "training.batchSize",
            "training.warmupSteps",
            "training.evaluateEvery",
            "training.checkpointEvery");
    assertThat(preset("cpu").changes(project))
        .contains(new Preset.Change("hardware.threads", "1", ""));
  }

  @Test
  void everyKeyHasAFieldAndEveryPresetItsWords() {
    for (Preset preset : Preset.ALL) {
      assertThat(preset.settings().keySet())
          .allSatisfy(key -> assertThat(TrainingField.of(key)).as(key).isPresent());
      for (Locale language : Texts.LANGUAGES) {
        assertThat(new Texts(language).has("training.preset." + preset.id() + ".help")).isTrue();
      }
    }
  }
}
