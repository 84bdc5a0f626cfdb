package org.modelwright.app.design.problems;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Locale;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicReference;
import javafx.scene.control.Label;
import javafx.scene.control.TableView;
import javafx.scene.input.Clipboard;
import javafx.scene.input.KeyCode;
import javafx.stage.Stage;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.modelwright.app.design.DesignModel;
import org.modelwright.app.design.Designs;
import org.modelwright.app.design.Look;
import org.modelwright.app.design.problems.ProblemsModel.Row;
import org.modelwright.graph.Edit;
import org.modelwright.graph.Problem;
import org.testfx.api.FxRobot;
import org.testfx.framework.junit5.ApplicationExtension;
import org.testfx.framework.junit5.Start;
import org.testfx.util.WaitForAsyncUtils;

@ExtendWith(ApplicationExtension.class)
class ProblemsUiTest {

  private final AtomicReference<String> editedLayer = new AtomicReference<>("");
  private DesignModel design;

  @Start
  void start(Stage stage) {
    design = Designs.of(Designs.template("java-lm"));
    design.setLayerEditor(editedLayer::set);
    var view = new ProblemsView(Designs.context(Locale.ENGLISH), design, ProblemsUiTest::fixes);
    stage.setScene(Look.scene(view, false, 960, 240));
    stage.setX(0);
    stage.setY(0);
    stage.show();
  }

  private static List<Edit> fixes(Problem problem) {
    return problem.message().contains("`heads` is 7")
        ? List.of(new Edit.SetSetting("decoder", "attention", "heads", "6"))
        : List.of();
  }

  @SuppressWarnings("unchecked")
  private static TableView<Row> table(FxRobot robot) {
    return robot.lookup("#problems-table").queryAs(TableView.class);
  }

  private void execute(FxRobot robot, Edit edit, int problems) throws TimeoutException {
    robot.interact(() -> design.execute(edit));
    WaitForAsyncUtils.waitFor(
        5, TimeUnit.SECONDS, () -> table(robot).getItems().size() == problems);
    WaitForAsyncUtils.waitForFxEvents();
  }

  private static void choose(FxRobot robot, int row) {
    robot.interact(() -> {
      table(robot).requestFocus();
      table(robot).getSelectionModel().select(row);
    });
  }

  @Test
  void withoutProblemsItSaysSo(FxRobot robot) throws TimeoutException {
    WaitForAsyncUtils.waitFor(
        5,
        TimeUnit.SECONDS,
        () ->
            robot
                .lookup("#problems-empty")
                .queryAs(Label.class)
                .getText()
                .equals("No problems: the drawing compiles."));
  }

  @Test
  void errorsComeFirstAndAClickGoesToTheNode(FxRobot robot) throws TimeoutException {
    execute(robot, new Edit.Disconnect("decoder", "add2", 1), 2);
    execute(robot, new Edit.SetSetting("decoder", "attention", "heads", "7"), 3);
    assertThat(table(robot).getItems()).extracting(Row::isError).containsExactly(true, true, false);
    assertThat(robot.lookup("#problems-counts").queryAs(Label.class).getText())
        .isEqualTo("2 errors, 1 warning");
    robot.clickOn("decoder/attention");
    assertThat(design.block().name()).isEqualTo("decoder");
    assertThat(design.selection()).containsExactly("attention");
    choose(robot, 2);
    robot.push(KeyCode.ENTER);
    assertThat(design.selection()).containsExactly("mlp");
  }

  @Test
  void aMechanicalRemedyIsDoneByButtonAndByKeyboard(FxRobot robot) throws TimeoutException {
    execute(robot, new Edit.SetSetting("decoder", "attention", "heads", "7"), 1);
    robot.clickOn("Fix: Set heads of attention to 6");
    WaitForAsyncUtils.waitFor(5, TimeUnit.SECONDS, () -> table(robot).getItems().isEmpty());
    assertThat(design.selection()).containsExactly("attention");
    execute(robot, new Edit.SetSetting("decoder", "attention", "heads", "7"), 1);
    choose(robot, 0);
    robot.press(KeyCode.ALT).press(KeyCode.ENTER).release(KeyCode.ENTER).release(KeyCode.ALT);
    WaitForAsyncUtils.waitFor(5, TimeUnit.SECONDS, () -> table(robot).getItems().isEmpty());
  }

  @Test
  void aLineIsCopiedAsText(FxRobot robot) throws TimeoutException {
    execute(robot, new Edit.SetSetting("decoder", "attention", "heads", "7"), 1);
    choose(robot, 0);
    robot.clickOn("#problems-copy");
    robot.interact(() ->
        assertThat(Clipboard.getSystemClipboard().getString())
            .isEqualTo(
                "decoder/attention: `heads` is 7, which does not divide the width 192."
                    + " Set heads to 6."));
  }

  @Test
  void theProblemOfACustomLayerOpensItsEditor(FxRobot robot) throws TimeoutException {
    var broken =
        Designs.architecture(
                """
                format: 1
                layers:
                  Broken:
                    inputs: [x]
                    code: return x +
                main:
                  nodes:
                    - {id: tokens, kind: TokenInput}
                """)
            .layers()
            .get("Broken");
    execute(robot, new Edit.PutLayer(broken), 1);
    robot.clickOn("Broken");
    assertThat(editedLayer).hasValue("Broken");
  }
}
