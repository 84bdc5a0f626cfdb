package org.modelwright.app.workbench;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;
import static org.modelwright.app.workbench.TestWindow.waitFor;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import javafx.application.Platform;
import javafx.scene.Node;
import javafx.scene.Scene;
import javafx.scene.control.Label;
import javafx.scene.control.ListView;
import javafx.scene.control.MenuBar;
import javafx.scene.control.MenuItem;
import javafx.scene.control.TabPane;
import javafx.scene.control.Tooltip;
import javafx.scene.control.TreeItem;
import javafx.scene.control.TreeView;
import javafx.scene.input.KeyCode;
import javafx.scene.input.KeyEvent;
import javafx.scene.layout.Region;
import javafx.stage.Stage;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.modelwright.app.command.CommandId;
import org.modelwright.app.common.Preferences;
import org.testfx.api.FxRobot;
import org.testfx.framework.junit5.ApplicationExtension;
import org.testfx.framework.junit5.Start;

/// Menus, palette, panes, themes and languages of a window with a project.
@ExtendWith(ApplicationExtension.class)
class WindowUiTest {

  @TempDir Path folder;

  private Stage stage;
  private TestWindow window;

  @Start
  void start(Stage stage) {
    this.stage = stage;
  }

  @AfterEach
  void close(FxRobot robot) {
    robot.interact(() -> window.window.close());
  }

  @Test
  void thePaletteRunsACommandByKeyboard(FxRobot robot) {
    open(robot);
    press(robot, KeyCode.K);
    assertThat(robot.lookup("#command-palette").query().isVisible()).isTrue();
    robot.write("dark");
    robot.press(KeyCode.ENTER).release(KeyCode.ENTER);
    waitFor(() -> window.window.theme().darkProperty().get());
    assertThat(robot.lookup("#command-palette").query().isVisible()).isFalse();
    press(robot, KeyCode.K);
    robot.press(KeyCode.ESCAPE).release(KeyCode.ESCAPE);
    assertThat(robot.lookup("#command-palette").query().isVisible()).isFalse();
  }

  @Test
  void theToolsForDrawingStandBesideTheDrawingOnly(FxRobot robot) {
    open(robot);
    Region bottom = robot.lookup("#bottom-tabs").queryAs(Region.class);
    double height = bottom.getHeight();
    assertThat(height).isGreaterThan(100);
    double palette = robot.lookup("#palette-list").query().getLayoutBounds().getHeight();
    robot.clickOn("#tab-training");
    waitFor(() -> bottom.getHeight() < 45);
    assertThat(robot.lookup("#palette-list").tryQuery()).isEmpty();
    assertThat(robot.lookup("#inspector").tryQuery()).isEmpty();
    robot.clickOn("#tab-log");
    waitFor(() -> bottom.getHeight() > 100);
    robot.clickOn("#tab-drawing");
    waitFor(() -> Math.abs(bottom.getHeight() - height) < 2);
    assertThat(robot.lookup("#inspector").tryQuery()).isPresent();
    assertThat(robot.lookup("#palette-list").query().getLayoutBounds().getHeight())
        .isCloseTo(palette, within(2.0));
    robot.clickOn("#tab-training");
    waitFor(() -> bottom.getHeight() > 100);
  }

  @Test
  void thePaletteSaysWhyACommandCannotBeDone(FxRobot robot) {
    open(robot);
    press(robot, KeyCode.K);
    robot.write("revert");
    ListView<?> list = robot.lookup("#command-palette-list").queryListView();
    assertThat(list.getItems()).hasSize(1);
    robot.press(KeyCode.ENTER).release(KeyCode.ENTER);
    waitFor(() -> message(robot).equals("There are no unsaved changes."));
  }

  @Test
  void theMenusFollowWhatCanBeDone(FxRobot robot) {
    robot.interact(() -> window = new TestWindow(stage, folder, Optional.empty()));
    assertThat(menus(robot)).containsExactly("File", "View", "Tools", "Help");
    open(robot);
    waitFor(() -> menus(robot).contains("Edit"));
    assertThat(menus(robot))
        .containsExactly(
            "File", "Edit", "View", "Model", "Data", "Train", "Evaluate", "Tools", "Help");
    assertThat(item(robot, "undo").getStyleClass()).contains("unavailable");
    window.edit(robot);
    assertThat(item(robot, "undo").getText()).isEqualTo("Undo: Repeat stack 8 times");
    assertThat(item(robot, "undo").getStyleClass()).doesNotContain("unavailable");
    assertThat(item(robot, "undo").getAccelerator()).isNotNull();
    robot.interact(() -> window.context.texts().localeProperty().set(Locale.SIMPLIFIED_CHINESE));
    assertThat(item(robot, "undo").getText()).isEqualTo("撤销：将 stack 重复 8 次");
    assertThat(menus(robot)).startsWith("文件", "编辑");
  }

  @Test
  void anItemThatCannotBeDoneSaysWhyOnHoverAndWhenClicked(FxRobot robot) {
    open(robot);
    waitFor(() -> menus(robot).contains("Edit"));
    robot.clickOn("Edit");
    MenuItem undo = item(robot, "undo");
    waitFor(() -> undo.getStyleableNode() != null);
    Node node = undo.getStyleableNode();
    assertThat(node.getProperties().values())
        .filteredOn(Tooltip.class::isInstance)
        .extracting(t -> ((Tooltip) t).getText())
        .contains("There is nothing to undo.");
    robot.clickOn(node);
    waitFor(() -> message(robot).equals("There is nothing to undo."));
  }

  @Test
  void shortcutsWorkAndThoseThatCannotSayWhy(FxRobot robot) {
    open(robot);
    window.edit(robot);
    press(robot, KeyCode.Z);
    waitFor(() -> !window.session().dirty());
    press(robot, KeyCode.Z);
    waitFor(() -> message(robot).equals("There is nothing to undo."));
  }

  @Test
  void themeAndLanguageAreRemembered(FxRobot robot) {
    open(robot);
    window.run(robot, CommandId.DARK_THEME);
    assertThat(stage.getScene().getRoot().getStyleClass()).contains("dark");
    window.run(robot, CommandId.CHINESE);
    assertThat(tree(robot).getRoot().getChildren()).hasSize(4);
    robot.interact(() -> window.window.close());
    assertThat(new Preferences(window.preferences).get("theme", "")).isEqualTo("dark");
    robot.interact(() -> window = new TestWindow(stage, folder, Optional.empty()));
    assertThat(window.context.texts().locale()).isEqualTo(Locale.SIMPLIFIED_CHINESE);
    assertThat(window.window.theme().darkProperty().get()).isTrue();
    assertThat(stage.getScene().getRoot().getStyleClass()).contains("dark");
  }

  @Test
  void theTreeOpensBlocksAndTabsComeBack(FxRobot robot) {
    open(robot);
    TabPane tabs = robot.lookup("#center-tabs").queryAs(TabPane.class);
    robot.interact(() -> tabs.getTabs().removeIf(t -> "tab-drawing".equals(t.getId())));
    TreeView<ProjectTree.Entry> tree = tree(robot);
    TreeItem<ProjectTree.Entry> decoder =
        tree.getRoot().getChildren().getFirst().getChildren().getFirst();
    robot.interact(() -> {
      tree.requestFocus();
      tree.getSelectionModel().select(decoder);
    });
    robot.press(KeyCode.ENTER).release(KeyCode.ENTER);
    assertThat(window.session().design().block().name()).isEqualTo("decoder");
    assertThat(tabs.getSelectionModel().getSelectedItem().getId()).isEqualTo("tab-drawing");
    window.run(robot, CommandId.SHOW_DATA);
    assertThat(tabs.getSelectionModel().getSelectedItem().getId()).isEqualTo("tab-data");
    window.run(robot, CommandId.SHOW_PROGRAM_BESIDE);
    assertThat(robot.lookup("#program-beside").tryQuery()).isPresent();
    window.run(robot, CommandId.SHOW_PROGRAM_BESIDE);
    assertThat(robot.lookup("#program-beside").tryQuery()).isEmpty();
  }

  @Test
  void f6GoesFromPaneToPaneAndRound(FxRobot robot) {
    open(robot);
    robot.interact(() -> robot.lookup("#project-tree").query().requestFocus());
    Scene scene = stage.getScene();
    var owners = new ArrayList<Node>();
    for (int i = 0; i < 8; i++) {
      window.run(robot, CommandId.NEXT_PANE);
      owners.add(scene.getFocusOwner());
    }
    assertThat(owners).doesNotContainNull();
    assertThat(owners.stream().distinct().count()).isGreaterThan(1);
    assertThat(owners).contains(robot.lookup("#project-tree").query());
  }

  @Test
  void whatNobodyCaughtIsSaidOnceAndLogged(FxRobot robot) {
    open(robot);
    Platform.runLater(() -> {
      throw new IllegalStateException("a defect");
    });
    waitFor(() -> message(robot).contains("a defect"));
    waitFor(() ->
        window.window.log().lines().stream()
            .anyMatch(l ->
                l.level().equals("ERROR") && l.text().contains("IllegalStateException: a defect")));
    assertThat(stage.isShowing()).isTrue();
  }

  @Test
  void helpWindowsOpen(FxRobot robot) {
    open(robot);
    window.run(robot, CommandId.GLOSSARY);
    waitFor(() -> robot.lookup("#glossary-list").tryQuery().isPresent());
    robot.interact(
        () -> robot.lookup("#glossary-search").queryTextInputControl().setText("swiglu"));
    assertThat(robot.lookup("#glossary-list").queryListView().getItems()).hasSize(1);
    window.run(robot, CommandId.SHORTCUTS);
    waitFor(() -> robot.lookup("#shortcuts-list").tryQuery().isPresent());
    window.run(robot, CommandId.ABOUT);
    waitFor(() -> robot.lookup("#about-licence").tryQuery().isPresent());
    assertThat(robot.lookup("#about-licence").queryAs(Label.class).getText()).contains("Apache");
  }

  private void open(FxRobot robot) {
    if (window != null) {
      robot.interact(() -> window.window.close());
    }
    window = TestWindow.open(robot, stage, folder);
  }

  /// Ctrl and a letter; a robot's Ctrl is lost on the headless platform.
  private void press(FxRobot robot, KeyCode code) {
    robot.interact(() -> {
      Node target = stage.getScene().getFocusOwner();
      var event = new KeyEvent(KeyEvent.KEY_PRESSED, "", "", code, false, true, false, false);
      javafx.event.Event.fireEvent(target == null ? stage.getScene().getRoot() : target, event);
    });
  }

  private static String message(FxRobot robot) {
    return robot.lookup("#status-message").queryAs(Label.class).getText();
  }

  private static List<String> menus(FxRobot robot) {
    return robot.lookup("#menu-bar").queryAs(MenuBar.class).getMenus().stream()
        .map(m -> m.getText())
        .toList();
  }

  private static MenuItem item(FxRobot robot, String name) {
    return robot.lookup("#menu-bar").queryAs(MenuBar.class).getMenus().stream()
        .flatMap(m -> m.getItems().stream())
        .filter(i -> ("menu-item-" + name).equals(i.getId()))
        .findFirst()
        .orElseThrow();
  }

  @SuppressWarnings("unchecked") // the tree's entries are of one type
  private static TreeView<ProjectTree.Entry> tree(FxRobot robot) {
    return robot.lookup("#project-tree").queryAs(TreeView.class);
  }
}
