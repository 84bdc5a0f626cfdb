package org.modelwright.app.training;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import atlantafx.base.theme.PrimerLight;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.Callable;
import javafx.application.Application;
import javafx.scene.Group;
import javafx.scene.Node;
import javafx.scene.Scene;
import javafx.scene.control.ButtonBase;
import javafx.scene.control.ComboBox;
import javafx.scene.control.Labeled;
import javafx.scene.control.TextField;
import javafx.scene.control.TitledPane;
import javafx.scene.control.ToggleButton;
import javafx.stage.Stage;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.modelwright.app.AppContext;
import org.modelwright.app.command.CommandId;
import org.modelwright.app.command.Commands;
import org.modelwright.app.common.Preferences;
import org.modelwright.app.common.Tasks;
import org.modelwright.app.common.Texts;
import org.modelwright.app.common.Waiting;
import org.modelwright.app.settings.ProjectSettings;
import org.modelwright.app.settings.SmallProject;
import org.modelwright.project.LayerTrust;
import org.modelwright.project.Project;
import org.modelwright.run.RunFolder;
import org.modelwright.run.RunState;
import org.modelwright.run.RunStatus;
import org.testfx.api.FxRobot;
import org.testfx.framework.junit5.ApplicationExtension;
import org.testfx.framework.junit5.Start;
import org.testfx.util.WaitForAsyncUtils;

@ExtendWith(ApplicationExtension.class)
class TrainingViewUiTest {

  @TempDir Path folder;
  private final List<RunFolder> started = new ArrayList<>();
  private @Nullable String before;
  private Stage stage;
  private Path small;
  private AppContext context;
  private ProjectSettings project;
  private TrainingView view;

  @Start
  void start(Stage stage) {
    this.stage = stage;
    before = Application.getUserAgentStylesheet();
    Application.setUserAgentStylesheet(new PrimerLight().getUserAgentStylesheet());
  }

  @AfterEach
  void restore() {
    WaitForAsyncUtils.asyncFx(() -> {
      view.dispose();
      stage.setScene(new Scene(new Group()));
      Application.setUserAgentStylesheet(before);
    });
    WaitForAsyncUtils.waitForFxEvents();
  }

  private void show(FxRobot robot) {
    small = SmallProject.write(folder.resolve("small"));
    robot.interact(() -> {
      context =
          new AppContext(
              new Texts(Locale.ENGLISH),
              new Tasks(),
              new Commands(),
              new Preferences(folder),
              new org.modelwright.app.common.Answers());
      project = SmallProject.open(small);
      context.commands().bind(CommandId.SAVE, project::save);
      view =
          new TrainingView(
              context, project, started::add, new LayerTrust(folder.resolve("trusted")));
      stage.setScene(new Scene(view, 560, 640));
      stage.setX(0);
      stage.setY(0);
      stage.show();
    });
    await(() -> view.model().readinessProperty().get() != null);
  }

  private static void await(Callable<Boolean> condition) {
    Waiting.until(15, condition);
  }

  private String text(String id) {
    return ((Labeled) view.lookup(id)).getText();
  }

  private boolean visible(String id) {
    Node node = view.lookup(id);
    return node != null && node.isVisible();
  }

  private void type(FxRobot robot, String id, String words) {
    robot.interact(() -> ((TextField) view.lookup(id)).setText(words));
  }

  private void fire(FxRobot robot, String id) {
    robot.interact(() -> ((ButtonBase) view.lookup(id)).fire());
  }

  private String file(String name) {
    try {
      return Files.readString(small.resolve(name));
    } catch (IOException e) {
      throw new AssertionError(e);
    }
  }

  @Test
  void wrongValuesAreToldBesideTheFieldAndNothingStarts(FxRobot robot) {
    show(robot);
    assertThat(visible("#training-steps-problem")).isFalse();
    type(robot, "#training-steps", "many");
    assertThat(text("#training-steps-problem")).contains("`training.steps` is `many`");
    await(() -> text("#training-ready-verdict").equals("Not ready"));
    assertThat(((Node) view.lookup("#training-start")).isDisabled()).isTrue();
    assertThat(context.commands().run(CommandId.START_TRAINING))
        .isEqualTo("training.whyNot.notReady");
    assertThat(text("#training-check-settings")).contains("`training.steps`");
    type(robot, "#training-steps", "4");
    assertThat(text("#training-warmupsteps-problem")).contains("at most `training.steps`, 4");
    fire(robot, "#training-warmupsteps-reset");
    assertThat(visible("#training-warmupsteps-problem")).isFalse();
    TextField warmup = (TextField) view.lookup("#training-warmupsteps");
    assertThat(warmup.getText()).isEmpty();
    assertThat(warmup.getPromptText()).isEqualTo("0");
    await(() -> text("#training-ready-verdict").startsWith("Ready"));
    assertThat(text("#training-saved")).isEqualTo("Not saved");
    fire(robot, "#training-save");
    assertThat(file("training.yaml")).contains("steps: 4\n").doesNotContain("warmupSteps");
    assertThat(text("#training-saved")).isEqualTo("Saved");
  }

  @Test
  void aFoldedGroupUnfoldsForItsProblem(FxRobot robot) {
    show(robot);
    TitledPane optimizer = (TitledPane) view.lookup("#training-group-optimizer");
    assertThat(optimizer.isExpanded()).isFalse();
    robot.interact(() -> project.set(Map.of("training.beta2", "2")));
    assertThat(optimizer.isExpanded()).isTrue();
    assertThat(optimizer.getText()).isEqualTo("Optimizer (1 set)");
    await(() -> visible("#training-go-settings"));
    robot.interact(() -> project.set(Map.of("training.beta2", "")));
    robot.interact(() -> optimizer.setExpanded(true));
    fire(robot, "#training-rates-add");
    type(robot, "#training-rates-0-parameters", "embed*");
    type(robot, "#training-rates-0-factor", "-1");
    assertThat(text("#training-rates-0-factor-problem")).contains("training.learningRates.factor");
    type(robot, "#training-rates-0-factor", "0.5");
    assertThat(project.read().training().optimizer().learningRates()).hasSize(1);
    fire(robot, "#training-rates-remove-0");
    assertThat(project.training().dirtyProperty().get()).isFalse();
  }

  @Test
  void aPresetIsShownBeforeItIsApplied(FxRobot robot) {
    show(robot);
    robot.interact(() -> ((ToggleButton) view.lookup("#training-preset-quick")).fire());
    assertThat(visible("#training-preset-apply")).isTrue();
    assertThat(project.training().dirtyProperty().get()).isFalse();
    fire(robot, "#training-preset-apply");
    assertThat(visible("#training-preset-apply")).isFalse();
    assertThat(((TextField) view.lookup("#training-steps")).getText()).isEqualTo("200");
    assertThat(project.read().training().evaluateEvery()).isEqualTo(50);
    fire(robot, "#training-revert");
    assertThat(((TextField) view.lookup("#training-steps")).getText()).isEqualTo("20");
  }

  @Test
  void theScheduleFollowsTheFields(FxRobot robot) {
    show(robot);
    var points = view.schedule().points();
    assertThat(points.getItemCount()).isEqualTo(20);
    // warm-up of 5: 1/6 of the highest in step 1, all of it in step 6
    assertThat(points.getY(0).doubleValue()).isCloseTo(0.01 / 6, within(1e-15));
    assertThat(points.getMaxY()).isCloseTo(0.01, within(1e-15));
    robot.interact(
        () -> project.set(Map.of("training.schedule", "constant", "training.warmupSteps", "0")));
    assertThat(points.getMinY()).isCloseTo(0.01, within(1e-15));
    robot.interact(
        () -> project.set(Map.of("training.steps", "1000000", "training.warmupSteps", "333")));
    assertThat(points.getItemCount()).isBetween(200, 500);
    assertThat(points.getY(points.indexOf(334.0)).doubleValue()).isCloseTo(0.01, within(1e-15));
  }

  @Test
  void theStartSavesTrainsInAnotherProcessAndLoadsNoEngineHere(FxRobot robot) {
    show(robot);
    type(robot, "#training-steps", "16");
    await(() -> text("#training-ready-verdict").startsWith("Ready"));
    fire(robot, "#training-start");
    Waiting.until(60, () -> !started.isEmpty() || visible("#training-refusal"));
    assertThat(started).as(text("#training-refusal")).hasSize(1);
    assertThat(file("training.yaml")).contains("steps: 16\n");
    assertThat(text("#training-started")).contains(started.getFirst().name());
    RunFolder run = started.getFirst();
    Waiting.until(90, () -> RunStatus.of(run).state().isFinal());
    RunStatus status = RunStatus.of(run);
    assertThat(status.state()).as(String.valueOf(status.cause())).isEqualTo(RunState.COMPLETED);
    assertThat(status.steps()).isEqualTo(16);
    // 28 different characters
    assertThat(status.validationLoss()).isNotNull().isLessThan(Math.log(28));
    assertThat(loadedLibraries()).doesNotContain("libtorch");
    robot.interact(() -> view.model().readOrigins());
    await(() -> view.model().origins().contains(run.name()));
    assertThat(((ComboBox<?>) view.lookup("#training-origin")).getItems()).hasSize(2);
    assertThat(RunFolder.list(Project.runs(small))).hasSize(1);
  }

  private static String loadedLibraries() {
    try {
      return Files.readString(Path.of("/proc/self/maps"));
    } catch (IOException e) {
      return "";
    }
  }
}
