package org.modelwright.app.workbench;

import static org.assertj.core.api.Assertions.assertThat;
import static org.modelwright.app.workbench.TestWindow.waitFor;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import javafx.scene.control.Label;
import javafx.stage.Stage;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.modelwright.app.command.CommandId;
import org.testfx.api.FxRobot;
import org.testfx.framework.junit5.ApplicationExtension;
import org.testfx.framework.junit5.Start;

/// The settings of an open project and their files.
@ExtendWith(ApplicationExtension.class)
class SettingsUiTest {

  @TempDir Path folder;

  private Stage stage;
  private TestWindow window;
  private Path project;

  @Start
  void start(Stage stage) {
    this.stage = stage;
  }

  @BeforeEach
  void open(FxRobot robot) {
    project = TestWindow.project(folder.resolve("java-model"), "java-lm");
    robot.interact(() -> window = new TestWindow(stage, folder, Optional.of(project)));
    window.waitUntilOpen();
  }

  @AfterEach
  void close(FxRobot robot) {
    robot.interact(() -> window.window.close());
  }

  private void set(FxRobot robot, String key, String word) {
    robot.interact(() -> window.session().settings().set(Map.of(key, word)));
  }

  private void run(FxRobot robot, CommandId command) {
    robot.interact(() -> window.context.commands().run(command));
  }

  private String training() {
    try {
      return Files.readString(project.resolve("training.yaml"));
    } catch (IOException e) {
      throw new AssertionError(e);
    }
  }

  @Test
  void theyMakeTheProjectUnsavedAndAreSavedWithIt(FxRobot robot) {
    set(robot, "training.steps", "700");
    set(robot, "hardware.device", "cuda:1");
    assertThat(stage.getTitle()).isEqualTo("java-model • - Modelwright");
    waitFor(() -> robot.lookup("#status-device").queryAs(Label.class).getText().equals("CUDA:1"));
    run(robot, CommandId.CLOSE_PROJECT);
    robot.clickOn("#unsaved-cancel");
    assertThat(training()).contains("steps: 1000");
    run(robot, CommandId.SAVE);
    assertThat(training()).contains("steps: 700");
    assertThat(project.resolve("hardware.yaml")).content().contains("device: cuda:1");
    assertThat(stage.getTitle()).isEqualTo("java-model - Modelwright");
  }

  @Test
  void revertingForgetsThem(FxRobot robot) {
    set(robot, "training.steps", "700");
    run(robot, CommandId.REVERT);
    robot.clickOn("#revert-confirm");
    waitFor(() -> !window.session().dirty());
    assertThat(window.session().settings().text("training.steps")).isEqualTo("1000");
  }

  @Test
  void anotherProgramsChangeIsAskedAboutWhereSomethingIsUnsaved(FxRobot robot) throws Exception {
    set(robot, "training.steps", "700");
    Files.writeString(project.resolve("training.yaml"), "steps: 5\n");
    robot.interact(() -> window.window.projects().lookAtDisk());
    waitFor(() -> robot.lookup("#elsewhere-keep").tryQuery().isPresent());
    robot.clickOn("#elsewhere-keep");
    assertThat(window.session().settings().text("training.steps")).isEqualTo("700");
    run(robot, CommandId.SAVE);
    waitFor(() -> training().contains("steps: 700"));
  }

  @Test
  void anotherProgramsChangeIsFollowedWhereNothingIs(FxRobot robot) throws Exception {
    assertThat(window.session().settings().text("training.steps")).isEqualTo("1000");
    Files.writeString(project.resolve("training.yaml"), "steps: 5\n");
    robot.interact(() -> window.window.projects().lookAtDisk());
    waitFor(() -> window.session().settings().text("training.steps").equals("5"));
    assertThat(window.session().dirty()).isFalse();
  }

  @Test
  void savingDoesNotOverwriteUnasked(FxRobot robot) throws Exception {
    set(robot, "training.steps", "700");
    Files.writeString(project.resolve("training.yaml"), "steps: 5\n");
    run(robot, CommandId.SAVE);
    robot.clickOn("#overwrite-cancel");
    assertThat(training()).isEqualTo("steps: 5\n");
  }

  @Test
  void aCopyHasThemToo(FxRobot robot) {
    set(robot, "training.steps", "700");
    Path copy = folder.resolve("copy");
    window.chosen.add(copy);
    run(robot, CommandId.SAVE_AS);
    waitFor(() -> window.isOpen() && window.session().folder().equals(copy));
    assertThat(copy.resolve("training.yaml")).content().contains("steps: 700");
    assertThat(training()).contains("steps: 1000");
  }

  @Test
  void theTrainingPageOpensFromTheMenuAndSaysWhetherAllIsReady(FxRobot robot) {
    run(robot, CommandId.SHOW_TRAINING);
    waitFor(() ->
        robot.lookup("#training-ready-verdict").queryAs(Label.class).getText().startsWith("Ready"));
    run(robot, CommandId.CLOSE_PROJECT);
    waitFor(() -> !window.isOpen());
    assertThat(window.context.commands().find(CommandId.START_TRAINING)).isEmpty();
  }
}
