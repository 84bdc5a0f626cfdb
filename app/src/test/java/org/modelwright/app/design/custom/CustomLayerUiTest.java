package org.modelwright.app.design.custom;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicReference;
import java.util.stream.Collectors;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.control.TextField;
import javafx.scene.input.KeyCode;
import javafx.stage.Stage;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.modelwright.app.AppContext;
import org.modelwright.app.command.CommandId;
import org.modelwright.app.common.CodeEditor;
import org.modelwright.app.common.Waiting;
import org.modelwright.app.design.DesignModel;
import org.modelwright.app.design.Designs;
import org.modelwright.app.design.Look;
import org.modelwright.graph.CustomLayer;
import org.modelwright.graph.Edit;
import org.modelwright.project.LayerTrust;
import org.testfx.api.FxRobot;
import org.testfx.framework.junit5.ApplicationExtension;
import org.testfx.framework.junit5.Start;

@ExtendWith(ApplicationExtension.class)
class CustomLayerUiTest {

  @TempDir static Path folder;

  private final List<String> refusals = new ArrayList<>();
  private AppContext context;
  private DesignModel design;
  private CustomLayerView view;

  @Start
  void start(Stage stage) {
    context = Designs.context(Locale.ENGLISH);
    design = Designs.of(Designs.template("java-lm"), refusals);
    var opened = new AtomicReference<String>();
    design.setLayerEditor(opened::set);
    var command = new NewCustomLayer(context, design);
    context.commands().run(CommandId.NEW_CUSTOM_LAYER);
    command.dispose();
    assertThat(context.commands().find(CommandId.NEW_CUSTOM_LAYER)).isEmpty();
    design.execute(new Edit.SetKind("decoder", "norm2", "ScaledSwish"));
    view =
        new CustomLayerView(
            context, design, opened.get(), new LayerTrust(folder.resolve("trusted-layers")));
    stage.setScene(Look.scene(view, false, 700, 560));
    stage.setX(0);
    stage.setY(0);
    stage.show();
  }

  private CustomLayer layer(String name) {
    return design.architecture().layers().get(name);
  }

  private static void waitFor(Callable<Boolean> condition) {
    Waiting.until(20, condition);
  }

  private static String said(FxRobot robot, String id) {
    return robot.from(robot.lookup(id)).lookup(".label").queryAllAs(Label.class).stream()
        .map(Label::getText)
        .collect(Collectors.joining(" "));
  }

  private static void code(FxRobot robot, String text) {
    robot.interact(() -> {
      var area = robot.lookup("#custom-code").queryAs(CodeEditor.class).area();
      area.requestFocus();
      area.selectAll();
    });
    robot.push(KeyCode.DELETE);
    robot.write(text);
  }

  private static Button button(FxRobot robot, String id) {
    return robot.lookup(id).queryButton();
  }

  @Test
  void codeIsTypedFoundWrongCorrectedAndChecked(FxRobot robot) throws TimeoutException {
    waitFor(() -> said(robot, "#custom-problems").equals("No problems found."));
    code(robot, "return gain * x.sigmod()");
    waitFor(() -> said(robot, "#custom-problems").contains("`sigmod` is not"));
    assertThat(button(robot, "#custom-check").isDisabled()).isTrue();
    assertThat(layer("ScaledSwish").code()).as("not while it is wrong").contains("beta");
    robot.interact(() -> robot.lookup("#custom-output").query().requestFocus());
    assertThat(layer("ScaledSwish").code()).as("kept when it is left").contains("sigmod");
    code(robot, "return gain * x.sigmoid()");
    waitFor(() -> layer("ScaledSwish").code().contains("sigmoid"));
    waitFor(() -> !button(robot, "#custom-check").isDisabled());
    robot.interact(() -> button(robot, "#custom-check").fire());
    assertThat(said(robot, "#custom-trial")).contains("has not run on this machine before");
    assertThat(robot.lookup("#custom-trust-allow").tryQuery()).isPresent();
    robot.interact(() -> button(robot, "#custom-trust-allow").fire());
    assertThat(context.tasks().running()).hasSize(1);
    waitFor(() -> said(robot, "#custom-trial").contains("each position by itself"));
    assertThat(said(robot, "#custom-trial"))
        .isEqualTo(
            "Gives [2, 5, 192] for 2 rows of 5 positions, each position by itself;"
                + " gradients agree with finite differences.");
    assertThat(Files.exists(folder.resolve("trusted-layers"))).isTrue();
    assertThat(refusals).isEmpty();
  }

  @Test
  void aTrialThatIsStoppedLeavesNothing(FxRobot robot) throws TimeoutException {
    waitFor(() -> !button(robot, "#custom-check").isDisabled());
    robot.interact(() -> button(robot, "#custom-check").fire());
    robot.interact(() -> {
      if (robot.lookup("#custom-trust-allow").tryQuery().isPresent()) {
        button(robot, "#custom-trust-allow").fire();
      }
    });
    robot.interact(() -> button(robot, "#custom-trial-cancel").fire());
    assertThat(robot.lookup("#custom-trial").query().isVisible()).isFalse();
    waitFor(() -> context.tasks().running().isEmpty());
    assertThat(robot.lookup("#custom-trial").query().isVisible()).isFalse();
  }

  @Test
  void linesAreAddedTypedAndRemoved(FxRobot robot) throws TimeoutException {
    robot.interact(() -> button(robot, "#custom-setting-add").fire());
    waitFor(() -> layer("ScaledSwish").settings().size() == 2);
    robot.interact(() -> {
      TextField name = robot.lookup("#custom-setting-1-0").queryAs(TextField.class);
      name.requestFocus();
      name.setText("beta");
    });
    assertThat(said(robot, "#custom-problems"))
        .isEqualTo("Two settings are named beta; rename one.");
    robot.interact(
        () -> robot.lookup("#custom-setting-1-0").queryAs(TextField.class).setText("kind"));
    assertThat(said(robot, "#custom-problems")).contains("`kind` is a key of every node");
    robot.interact(() -> button(robot, "#custom-setting-remove-1").fire());
    waitFor(() -> layer("ScaledSwish").settings().size() == 1);
    assertThat(refusals).isEmpty();
  }

  @Test
  void undoBringsBackWhatStoodThere(FxRobot robot) throws TimeoutException {
    robot.interact(
        () -> robot.lookup("#custom-setting-0-1").queryAs(TextField.class).setText("2.0"));
    waitFor(() -> "2.0".equals(layer("ScaledSwish").settings().get("beta")));
    robot.interact(design::undo);
    assertThat(robot.lookup("#custom-setting-0-1").queryAs(TextField.class).getText())
        .isEqualTo("1.0");
  }

  @Test
  void aNewNameIsFollowedByNodesAndByUndo(FxRobot robot) {
    robot.interact(() -> {
      TextField name = robot.lookup("#custom-name").queryAs(TextField.class);
      name.requestFocus();
      name.setText("Swish");
    });
    robot.push(KeyCode.ENTER);
    assertThat(layer("Swish")).isNotNull();
    assertThat(layer("ScaledSwish")).isNull();
    assertThat(design.architecture().blocks().get("decoder").node("norm2").orElseThrow().kind())
        .isEqualTo("Swish");
    assertThat(view.nameProperty().get()).isEqualTo("Swish");
    robot.interact(design::undo);
    assertThat(view.nameProperty().get()).isEqualTo("ScaledSwish");
    assertThat(robot.lookup("#custom-name").queryAs(TextField.class).getText())
        .isEqualTo("ScaledSwish");
    robot.interact(() -> button(robot, "#custom-remove").fire());
    assertThat(layer("ScaledSwish")).isNull();
    assertThat(robot.lookup("#custom-code").query().isDisabled()).isTrue();
    robot.interact(design::undo);
    assertThat(robot.lookup("#custom-code").query().isDisabled()).isFalse();
  }
}
