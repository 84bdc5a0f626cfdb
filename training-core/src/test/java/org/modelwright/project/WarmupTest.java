package org.modelwright.project;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.modelwright.file.InputException;
import org.modelwright.file.Yaml;
import org.modelwright.file.YamlReader;
import org.modelwright.train.TrainingSettings;

class WarmupTest {

  @TempDir Path folder;

  @BeforeEach
  void write() throws IOException {
    // steps: 2000, warmupSteps: 100
    Templates.write(folder, "text-char", "warm");
  }

  private Project open(String... overrides) {
    return Project.open(folder, List.of(overrides));
  }

  @Test
  void aWarmupThatNeverEndsIsRefused() throws IOException {
    Path file = folder.resolve("training.yaml");
    Files.writeString(file, "steps: 50\nwarmupSteps: 51\n");
    assertThatThrownBy(this::open)
        .isInstanceOf(InputException.class)
        .hasMessage(
            file
                + ":2:14: `training.warmupSteps` is `51`, but must be at most `training.steps`, 50.");
    Files.writeString(file, "steps: 50\nwarmupSteps: 50\n");
    assertThat(open().training().warmupSteps()).isEqualTo(50);
  }

  @Test
  void fewerStepsForOneRunShortenTheWarmupAndSaySo() {
    Project project = open("training.steps=10");
    assertThat(project.training().steps()).isEqualTo(10);
    assertThat(project.training().warmupSteps()).isEqualTo(1);
    assertThat(project.notes())
        .containsExactly(
            "Warm-up: 1 step instead of the 100 in training.yaml, since the run has only 10.");
    assertThat(project.configuration(project.device()).trainingSettings().warmupSteps())
        .isEqualTo(1);
  }

  @Test
  void stepsThatAreEnoughChangeNothing() {
    Project project = open("training.steps=100");
    assertThat(project.training().warmupSteps()).isEqualTo(100);
    assertThat(project.notes()).isEmpty();
  }

  @Test
  void aWarmupOnTheCommandLineIsMeant() {
    assertThatThrownBy(() -> open("training.steps=10", "training.warmupSteps=20"))
        .hasMessageContaining("`training.warmupSteps` is `20`, but must be at most")
        .hasMessageContaining("10.");
  }

  @Test
  void anEarlierRunGoesOnWithItsOwn() {
    var reader =
        new YamlReader(Yaml.parse("steps: 10\nwarmupSteps: 100\n", "run.json"), "training.");
    assertThat(TrainingSettings.read(reader).warmupSteps()).isEqualTo(100);
  }
}
