package org.modelwright.app.design.inspector;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import javafx.css.PseudoClass;
import javafx.scene.Node;
import javafx.scene.Parent;
import javafx.scene.control.CheckBox;
import javafx.scene.control.ComboBox;
import javafx.scene.control.Label;
import javafx.scene.control.Labeled;
import javafx.scene.control.TextField;
import javafx.scene.input.KeyCode;
import javafx.scene.text.Text;
import javafx.stage.Stage;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.modelwright.app.AppContext;
import org.modelwright.app.common.Texts;
import org.modelwright.app.design.DesignModel;
import org.modelwright.app.design.Designs;
import org.modelwright.app.design.Location;
import org.modelwright.app.design.Look;
import org.modelwright.graph.Edit;
import org.testfx.api.FxRobot;
import org.testfx.framework.junit5.ApplicationExtension;
import org.testfx.framework.junit5.Start;
import org.testfx.util.WaitForAsyncUtils;

@ExtendWith(ApplicationExtension.class)
class InspectorUiTest {

  private final List<String> refusals = new ArrayList<>();
  private AppContext context;
  private DesignModel design;
  private InspectorView view;

  @Start
  void start(Stage stage) {
    context = Designs.context(Locale.ENGLISH);
    design = Designs.of(Designs.template("java-lm"), refusals);
    design.open(new Location("main", List.of("stack")));
    view = new InspectorView(context, design);
    stage.setScene(Look.scene(view, false, 300, 700));
    stage.setX(0);
    stage.setY(0);
    stage.show();
  }

  @AfterEach
  void nothingWasRefusedBehindTheUsersBack() {
    assertThat(refusals).isEmpty();
  }

  private void select(FxRobot robot, String... ids) {
    robot.interact(() -> design.select(Set.of(ids)));
    WaitForAsyncUtils.waitForFxEvents();
  }

  private String setting(String node, String name) {
    return design.block().node(node).orElseThrow().settings().get(name);
  }

  private static void type(FxRobot robot, String id, String word) {
    robot.interact(() -> {
      TextField field = robot.lookup(id).queryAs(TextField.class);
      field.requestFocus();
      field.selectAll();
    });
    robot.push(KeyCode.DELETE);
    robot.write(word);
  }

  private static boolean visible(FxRobot robot, String id) {
    return robot.lookup(id).tryQuery().filter(Node::isVisible).isPresent();
  }

  private static String words(FxRobot robot, String id) {
    return robot.lookup(id).queryAs(Label.class).getText();
  }

  @Test
  void headsOfTheAttentionAreEditedResetAndUndone(FxRobot robot) {
    select(robot, "attention");
    assertThat(words(robot, "#inspector-title")).isEqualTo("SelfAttention");
    type(robot, "#setting-heads", "8");
    assertThat(setting("attention", "heads")).as("not before Enter").isEqualTo("6");
    robot.push(KeyCode.ENTER);
    assertThat(setting("attention", "heads")).isEqualTo("8");
    robot.push(KeyCode.UP);
    assertThat(setting("attention", "heads")).isEqualTo("9");
    robot.interact(design::undo);
    WaitForAsyncUtils.waitForFxEvents();
    assertThat(robot.lookup("#setting-heads").queryAs(TextField.class).getText()).isEqualTo("8");
    robot.clickOn("#reset-heads");
    WaitForAsyncUtils.waitForFxEvents();
    assertThat(setting("attention", "heads")).isNull();
    assertThat(visible(robot, "#reset-heads")).isFalse();
    TextField heads = robot.lookup("#setting-heads").queryAs(TextField.class);
    assertThat(heads.getText()).isEmpty();
    assertThat(heads.getPromptText()).isEqualTo("8");
  }

  @Test
  void anInvalidValueIsRefusedInWordsAtTheField(FxRobot robot) {
    select(robot, "attention");
    type(robot, "#setting-heads", "many");
    robot.push(KeyCode.TAB);
    assertThat(words(robot, "#setting-heads-fault"))
        .isEqualTo("Write a whole number from 1 to 1024.");
    assertThat(visible(robot, "#setting-heads-fault")).isTrue();
    assertThat(setting("attention", "heads")).isEqualTo("6");
    robot.interact(() -> robot.lookup("#setting-heads").query().requestFocus());
    robot.push(KeyCode.ESCAPE);
    assertThat(visible(robot, "#setting-heads-fault")).isFalse();
    assertThat(robot.lookup("#setting-heads").queryAs(TextField.class).getText()).isEqualTo("6");
  }

  @Test
  void anInvalidWordOfTheFileIsShownWithItsProblem(FxRobot robot) throws TimeoutException {
    robot.interact(
        () -> design.execute(new Edit.SetSetting("decoder", "attention", "heads", "many")));
    select(robot, "attention");
    assertThat(robot.lookup("#setting-heads").queryAs(TextField.class).getText()).isEqualTo("many");
    assertThat(visible(robot, "#setting-heads-fault")).isTrue();
    WaitForAsyncUtils.waitFor(5, TimeUnit.SECONDS, () -> visible(robot, "#inspector-problems"));
  }

  @Test
  void tabGoesOnFromFieldToFieldWhileEditsHappen(FxRobot robot) {
    select(robot, "mlp");
    type(robot, "#inspector-id", "ffn");
    robot.push(KeyCode.TAB);
    WaitForAsyncUtils.waitForFxEvents();
    assertThat(design.selection()).containsExactly("ffn");
    assertThat(design.block().node("add2").orElseThrow().from().toString()).contains("ffn");
    assertThat(view.getScene().getFocusOwner().getId()).isEqualTo("inspector-kind");
  }

  @Test
  void theKindIsChangedAndSettingsAreKept(FxRobot robot) {
    select(robot, "mlp");
    robot.interact(() -> kinds(robot).setValue("MLP"));
    WaitForAsyncUtils.waitForFxEvents();
    assertThat(design.block().node("mlp").orElseThrow().kind()).isEqualTo("MLP");
    assertThat(words(robot, "#inspector-title")).isEqualTo("MLP");
    assertThat(robot.lookup("#setting-hidden").queryAs(TextField.class).getText()).isEqualTo("512");
  }

  @SuppressWarnings("unchecked")
  private static ComboBox<String> kinds(FxRobot robot) {
    return robot.lookup("#inspector-kind").queryAs(ComboBox.class);
  }

  @Test
  void severalNodesAreEditedAtOnce(FxRobot robot) {
    robot.interact(
        () -> design.execute(new Edit.SetSetting("decoder", "norm1", "epsilon", "1e-6")));
    select(robot, "norm1", "norm2");
    assertThat(words(robot, "#inspector-title")).isEqualTo("2 x RMSNorm");
    assertThat(robot.lookup("#setting-epsilon").queryAs(TextField.class).getPromptText())
        .isEqualTo("Mixed");
    type(robot, "#setting-epsilon", "1e-7");
    robot.push(KeyCode.ENTER);
    assertThat(setting("norm1", "epsilon")).isEqualTo("1e-7");
    assertThat(setting("norm2", "epsilon")).isEqualTo("1e-7");
    robot.interact(design::undo);
    assertThat(setting("norm1", "epsilon")).isEqualTo("1e-6");
    assertThat(setting("norm2", "epsilon")).isNull();
  }

  @Test
  void aCheckBoxSaysTheDefaultUntilItIsChanged(FxRobot robot) {
    select(robot, "attention");
    CheckBox bias = robot.lookup("#setting-bias").queryAs(CheckBox.class);
    var absent = PseudoClass.getPseudoClass("absent");
    assertThat(bias.getText()).isEqualTo("Off");
    assertThat(bias.getPseudoClassStates()).contains(absent);
    robot.interact(bias::fire);
    WaitForAsyncUtils.waitForFxEvents();
    assertThat(setting("attention", "bias")).isEqualTo("true");
    assertThat(bias.getPseudoClassStates()).doesNotContain(absent);
    robot.interact(bias::fire);
    assertThat(setting("attention", "bias")).isNull();
  }

  @Test
  void theOpenBlockIsRenamedAndDeclaresSettings(FxRobot robot) {
    assertThat(words(robot, "#inspector-title")).isEqualTo("Block decoder");
    robot.clickOn("#block-setting-add");
    WaitForAsyncUtils.waitForFxEvents();
    type(robot, "#block-setting-0", "rate");
    robot.push(KeyCode.ENTER);
    WaitForAsyncUtils.waitForFxEvents();
    type(robot, "#block-default-0", "0.1");
    robot.push(KeyCode.ENTER);
    WaitForAsyncUtils.waitForFxEvents();
    assertThat(design.block().settings()).containsEntry("rate", "0.1");
    type(robot, "#block-name", "layer");
    robot.push(KeyCode.ENTER);
    WaitForAsyncUtils.waitForFxEvents();
    assertThat(design.architecture().blocks()).containsOnlyKeys("layer");
    assertThat(words(robot, "#inspector-title")).isEqualTo("Block layer");
  }

  @Test
  void theLanguageChangesWhileItIsOpen(FxRobot robot) {
    select(robot, "attention");
    robot.interact(() -> context.texts().localeProperty().set(Locale.SIMPLIFIED_CHINESE));
    WaitForAsyncUtils.waitForFxEvents();
    assertThat(words(robot, "#help-summary")).startsWith("每个位置");
    assertThat(robot.lookup("#setting-bias").queryAs(CheckBox.class).getText()).isEqualTo("关");
  }

  @Test
  void onceDisposedItNoLongerFollows(FxRobot robot) {
    robot.interact(view::dispose);
    select(robot, "attention");
    assertThat(words(robot, "#inspector-title")).isEqualTo("Block decoder");
  }

  /// At the width that a window of 960 x 700 leaves, in both languages.
  @Test
  void nothingIsCutInTheNarrowestColumn(FxRobot robot) {
    for (Locale language : Texts.LANGUAGES) {
      robot.interact(() -> {
        context.texts().localeProperty().set(language);
        view.setMaxWidth(240);
      });
      for (var node : design.block().nodes()) {
        select(robot, node.id());
        robot.interact(() -> {
          view.applyCss();
          view.layout();
        });
        assertThat(cut(view)).as(language + " " + node.id()).isEmpty();
      }
    }
  }

  private static List<String> cut(Parent view) {
    List<String> cut = new ArrayList<>();
    for (Node node : view.lookupAll("*")) {
      if (node instanceof Labeled labeled
          && !labeled.isWrapText()
          && isShown(node)
          && labeled.lookup(".text") instanceof Text shown
          && !shown.getText().equals(labeled.getText())
          && !labeled.getText().isEmpty()) {
        cut.add(labeled.getText());
      }
      if (node instanceof TextField field && isShown(node)) {
        var words = new Text(field.getText().isEmpty() ? field.getPromptText() : field.getText());
        words.setFont(field.getFont());
        double room = field.getWidth() - field.getInsets().getLeft() - field.getInsets().getRight();
        if (words.getLayoutBounds().getWidth() > room) {
          cut.add(words.getText());
        }
      }
    }
    return cut;
  }

  private static boolean isShown(Node node) {
    for (Node at = node; at != null; at = at.getParent()) {
      if (!at.isVisible() || !at.isManaged()) {
        return false;
      }
    }
    return true;
  }
}
