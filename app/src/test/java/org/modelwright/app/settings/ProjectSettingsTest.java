package org.modelwright.app.settings;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.util.Map;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.modelwright.app.design.DesignModel;
import org.modelwright.app.design.Designs;
import org.modelwright.file.InputException;
import org.modelwright.graph.Edit;
import org.modelwright.project.Project;

class ProjectSettingsTest {

  @TempDir Path folder;
  private DesignModel design;
  private ProjectSettings project;

  @BeforeAll
  static void toolkit() {
    Designs.startToolkit();
  }

  @BeforeEach
  void open() {
    SmallProject.write(folder);
    design = SmallProject.design(folder);
    project = SmallProject.open(folder, design);
  }

  private String file(String name) throws IOException {
    return Files.readString(folder.resolve(name));
  }

  @Test
  void whatIsReadIsWhatIsEditedAndNotYetWritten() throws IOException {
    Number before = project.version().getValue();
    project.set(
        Map.of(
            "training.batchSize",
            "8",
            "data.context",
            "8",
            "hardware.threads",
            "",
            "training.guard.window",
            "20"));
    design.execute(new Edit.SetSetting("decoder", "attention", "heads", "4"));
    assertThat(project.version().getValue().longValue()).isGreaterThan(before.longValue());
    Project read = project.read();
    assertThat(read.training().batchSize()).isEqualTo(8);
    assertThat(read.training().guard().window()).isEqualTo(20);
    assertThat(read.data().context()).isEqualTo(8);
    assertThat(read.threads()).isZero();
    assertThat(read.architectureText()).contains("heads: 4");
    assertThat(file("training.yaml")).isEqualTo(SmallProject.TRAINING);
    assertThat(project.dirtyProperty().get()).isTrue();
    project.save();
    assertThat(project.dirtyProperty().get()).isFalse();
    assertThat(file("training.yaml"))
        .startsWith("# as short as it gets\nsteps: 20\nbatchSize: 8   # rows\n")
        .contains("guard: {window: 20}");
    assertThat(file("hardware.yaml")).isEqualTo("device: cpu\n");
    // the drawing is not the settings' to save
    assertThat(Project.open(folder).architectureText()).contains("heads: 2");
  }

  @Test
  void everyProblemStandsAtItsKey() {
    project.set(
        Map.of(
            "training.batchSize", "none",
            "training.learningRate", "20",
            "training.warmupSteps", "21",
            "training.guard.zScore", "0",
            "hardware.device", "tpu"));
    assertThat(project.training().problemsProperty().get())
        .containsOnlyKeys("batchSize", "learningRate", "warmupSteps", "guard.zScore")
        .containsEntry(
            "warmupSteps",
            "`training.warmupSteps` is `21`, but must be at most `training.steps`, 20.");
    assertThat(project.hardware().problemsProperty().get())
        .containsOnlyKeys("device")
        .hasEntrySatisfying("device", sentence -> assertThat(sentence).startsWith("There is no"));
    assertThat(project.training().settingsProperty().get()).isNull();
    assertThatThrownBy(project::read).isInstanceOf(InputException.class);
    project.training().reset("warmupSteps");
    assertThat(project.training().problemsProperty().get()).doesNotContainKey("warmupSteps");
  }

  @Test
  void anItemOfAListHasItsProblemsAndTheOtherKeysHaveTheirs() {
    SettingsFile<?> training = project.training();
    training.addItem("learningRates", Map.of("parameters", "embed.*", "factor", "2"));
    training.addItem("learningRates", Map.of("parameters", "*"));
    training.set("learningRates[0].factor", "-1");
    training.set("steps", "0");
    assertThat(training.problemsProperty().get())
        .containsOnlyKeys("learningRates[0].factor", "learningRates[1].factor", "steps");
    training.removeItem("learningRates", 1);
    training.set("learningRates[0].factor", "0.5");
    training.set("steps", "20");
    assertThat(project.read().training().optimizer().learningRates())
        .singleElement()
        .satisfies(rate -> assertThat(rate.factor()).isEqualTo(0.5));
    training.removeItem("learningRates", 0);
    assertThat(training.dirtyProperty().get()).isFalse();
  }

  @Test
  void whereOneFileIsNotValidNoneIsWritten() throws IOException {
    project.set(Map.of("training.steps", "30", "hardware.threads", "many"));
    assertThatThrownBy(project::save).hasMessageContaining("hardware.threads");
    assertThat(file("training.yaml")).isEqualTo(SmallProject.TRAINING);
  }

  @Test
  void aMissingHardwareFileIsMadeWhenSomethingIsSet() throws IOException {
    Files.delete(folder.resolve("hardware.yaml"));
    project = SmallProject.open(folder);
    assertThat(project.dirtyProperty().get()).isFalse();
    project.set(Map.of("hardware.threads", "2"));
    project.save();
    assertThat(file("hardware.yaml")).isEqualTo("threads: 2\n");
  }

  @Test
  void aFileThatIsNoYamlIsLeftAlone() throws IOException {
    Files.writeString(folder.resolve("training.yaml"), "steps: [");
    project = SmallProject.open(folder);
    assertThat(project.training().brokenProperty().get()).contains("training.yaml");
    assertThatThrownBy(project::read).hasMessageContaining("training.yaml");
    assertThat(project.dirtyProperty().get()).isFalse();
    project.training().replaceBroken();
    project.save();
    assertThat(project.read().training().steps()).isEqualTo(1000);
  }

  @Test
  void anotherProgramsWritingIsNoticed() throws IOException {
    SettingsFile<?> training = project.training();
    assertThat(training.changedElsewhere()).isFalse();
    training.set("steps", "40");
    Path file = folder.resolve("training.yaml");
    Files.writeString(file, "steps: 50\nseed: 3\n");
    Files.setLastModifiedTime(file, FileTime.fromMillis(1));
    assertThat(training.changedElsewhere()).isTrue();
    assertThat(training.differsElsewhere()).isTrue();
    training.keepAgainstFile();
    assertThat(training.changedElsewhere()).isFalse();
    assertThat(training.text("steps")).hasValue("40");
    assertThat(training.dirtyProperty().get()).isTrue();
    training.reload();
    assertThat(training.text("steps")).hasValue("50");
    assertThat(training.dirtyProperty().get()).isFalse();
  }

  @Test
  void noSuchSectionIsAnErrorOfTheProgram() {
    assertThatThrownBy(() -> project.set(Map.of("device.count", "2")))
        .isInstanceOf(IllegalArgumentException.class);
  }
}
