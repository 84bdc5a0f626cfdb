package org.modelwright.app.hardware;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.Callable;
import javafx.application.Application;
import javafx.scene.Group;
import javafx.scene.Node;
import javafx.scene.Scene;
import javafx.scene.control.Button;
import javafx.scene.control.Labeled;
import javafx.scene.control.TabPane;
import javafx.scene.control.TextField;
import javafx.scene.layout.Region;
import javafx.stage.Stage;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.modelwright.app.AppContext;
import org.modelwright.app.command.Commands;
import org.modelwright.app.common.Preferences;
import org.modelwright.app.common.Tasks;
import org.modelwright.app.common.Texts;
import org.modelwright.app.common.Waiting;
import org.modelwright.engine.DeviceName;
import org.modelwright.hardware.Profiles;
import org.testfx.api.FxRobot;
import org.testfx.framework.junit5.ApplicationExtension;
import org.testfx.framework.junit5.Start;
import org.testfx.util.WaitForAsyncUtils;

@ExtendWith(ApplicationExtension.class)
class PlannerUiTest {

  @TempDir Path folder;
  private @Nullable String before;
  private Stage stage;
  private EditedProject project;
  private Profiles profiles;
  private Texts texts;
  private PlannerView view;

  @Start
  void start(Stage stage) {
    this.stage = stage;
    before = Application.getUserAgentStylesheet();
  }

  @BeforeEach
  void open(FxRobot robot) throws Exception {
    robot.interact(() -> {
      texts = new Texts(Locale.ENGLISH);
      project = EditedProject.of(folder.resolve("p"), "gpt2-124m");
      profiles = new Profiles(folder.resolve("profiles"));
      view =
          new PlannerView(
              new AppContext(
                  texts,
                  new Tasks(),
                  new Commands(),
                  new Preferences(folder.resolve("settings")),
                  new org.modelwright.app.common.Answers()),
              project,
              new Estimator(profiles, folder.resolve("calibration.json")));
      view.model().profileProperty().set("development");
      stage.setScene(org.modelwright.app.design.Look.scene(view, false, 960, 700));
      stage.setX(0);
      stage.setY(0);
      stage.show();
    });
    settled();
  }

  /// Other classes in the same process count on what was there.
  @AfterEach
  void close() {
    WaitForAsyncUtils.asyncFx(() -> {
      view.dispose();
      stage.setScene(new Scene(new Group()));
      Application.setUserAgentStylesheet(before);
    });
    WaitForAsyncUtils.waitForFxEvents();
  }

  private static void await(Callable<Boolean> condition) {
    Waiting.until(10, condition);
  }

  private void settled() throws Exception {
    await(() ->
        view.model().estimateProperty().get() != null && !view.model().pendingProperty().get());
  }

  private Node find(String id) {
    Node node = view.lookup("#planner-" + id);
    assertThat(node).as(id).isNotNull();
    return node;
  }

  private String text(String id) {
    return ((Labeled) find(id)).getText();
  }

  private void fire(FxRobot robot, String id) {
    robot.interact(() -> ((Button) find(id)).fire());
  }

  private void type(FxRobot robot, String id, String words) {
    robot.interact(() -> ((TextField) find(id)).setText(words));
  }

  private void tab(FxRobot robot, int number) {
    robot.interact(() -> ((TabPane) find("tabs")).getSelectionModel().select(number));
    WaitForAsyncUtils.waitForFxEvents();
  }

  @Test
  void theBarFollowsTheBatchAndAdviceBringsItBack(FxRobot robot) throws Exception {
    assertThat(text("verdict")).startsWith("It fits").contains("Estimated");
    assertThat(text("speed-basis")).isEqualTo("estimated");
    assertThat(text("mfu-basis")).isEqualTo("assumed");
    double weights = ((Region) find("bar-weights")).getWidth();
    double activations = ((Region) find("bar-activations")).getWidth();
    robot.interact(() -> project.set(Map.of("training.batchSize", "60")));
    await(() -> text("verdict").startsWith("It does not fit"));
    // the bar's whole width stands for more bytes now
    assertThat(((Region) find("bar-weights")).getWidth()).isLessThan(weights);
    assertThat(((Region) find("bar-activations")).getWidth()).isGreaterThan(activations);
    fire(robot, "apply-0");
    await(() -> text("verdict").startsWith("It fits"));
    assertThat(project.settings()).hasSizeGreaterThan(1);
  }

  @Test
  void severalDevicesSendTheirGradients(FxRobot robot) throws Exception {
    assertThat(view.lookup("#planner-sent")).isNull();
    robot.interact(() -> {
      ((TextField) find("devices")).setText("4");
      ((TextField) find("devices")).fireEvent(new javafx.event.ActionEvent());
    });
    await(() -> view.lookup("#planner-sent") != null);
    // 2 (4 - 1) / 4 of 124,439,808 gradients of 4 bytes
    assertThat(text("sent")).isEqualTo("747 MB");
    robot.interact(() -> view.model().profileProperty().set("h200"));
    await(() -> view.lookup("#planner-sent") == null);
  }

  @Test
  void aProfileIsCopiedAndEditedWithAWrongAndThenARightFigure(FxRobot robot) throws Exception {
    tab(robot, 3);
    type(robot, "copy-name", "Not a name");
    fire(robot, "profile-copy");
    assertThat(text("profile-problem")).contains("cannot be a profile's name");
    type(robot, "copy-name", "ours");
    fire(robot, "profile-copy");
    await(() -> view.lookup("#planner-profile-edit") != null);
    settled();
    assertThat(text("profile-name")).isEqualTo("ours");
    fire(robot, "profile-edit");
    type(robot, "field-memory-gigabytes", "0");
    assertThat(text("field-memory-gigabytes-fault"))
        .isEqualTo("`memory.gigabytes` is `0`, but must be a number from 0.1 to 1000000.");
    assertThat(find("form-save").isDisabled()).isTrue();
    type(robot, "field-memory-gigabytes", "48");
    assertThat(find("field-memory-gigabytes-fault").isVisible()).isFalse();
    fire(robot, "form-save");
    settled();
    assertThat(profiles.find("ours", DeviceName.CPU, 0).memoryBytes()).isEqualTo(48_000_000_000L);
    fire(robot, "profile-use");
    settled();
    assertThat(view.model().profileProperty().get()).isEqualTo("ours");
    fire(robot, "profile-delete");
    assertThat(profiles.file("ours")).exists();
    fire(robot, "profile-confirm");
    settled();
    assertThat(profiles.file("ours")).doesNotExist();
    assertThat(view.model().profileProperty().get()).isEqualTo("this-machine");
  }

  @Test
  void pricesAreEditedInPlace(FxRobot robot) throws Exception {
    tab(robot, 1);
    String saving = text("saving");
    assertThat(saving).contains("saves");
    String total = text("cost-total-b");
    robot.interact(() -> {
      ((TextField) find("price-hour-b")).setText("400");
      ((TextField) find("price-hour-b")).fireEvent(new javafx.event.ActionEvent());
    });
    await(() -> !text("cost-total-b").equals(total));
    assertThat(text("saving")).startsWith("a100-80gb saves");
    assertThat(find("keep-b").isDisabled()).isTrue();
    fire(robot, "drop-b");
    await(() -> text("cost-total-b").equals(total));
    assertThat(text("saving")).isEqualTo(saving);
  }

  @Test
  void itIsReadInChineseToo(FxRobot robot) {
    robot.interact(() -> texts.localeProperty().set(Locale.SIMPLIFIED_CHINESE));
    assertThat(text("verdict")).startsWith("放得下");
    assertThat(text("speed-basis")).isEqualTo("估算");
    tab(robot, 2);
    assertThat(text("calibration")).contains("没有运行");
  }
}
