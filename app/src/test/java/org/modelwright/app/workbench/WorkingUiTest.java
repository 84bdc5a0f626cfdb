package org.modelwright.app.workbench;

import static org.assertj.core.api.Assertions.assertThat;
import static org.modelwright.app.workbench.TestWindow.waitFor;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import javafx.scene.control.Label;
import javafx.scene.control.Labeled;
import javafx.scene.control.MenuBar;
import javafx.scene.control.TabPane;
import javafx.scene.input.KeyCode;
import javafx.scene.text.Text;
import javafx.stage.Stage;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.modelwright.app.command.CommandId;
import org.modelwright.app.design.Location;
import org.testfx.api.FxRobot;
import org.testfx.framework.junit5.ApplicationExtension;
import org.testfx.framework.junit5.Start;

/// Work on a drawing in the whole window: blocks in blocks, pieces from project to project, mistakes.
@ExtendWith(ApplicationExtension.class)
class WorkingUiTest {

  @TempDir Path folder;

  private Stage stage;
  private Tour tour;

  @Start
  void start(Stage stage) {
    this.stage = stage;
  }

  @AfterEach
  void close() {
    tour.close();
  }

  @Test
  void twoNodesInABlockBecomeABlockAndTwoNodesAgain(FxRobot robot) {
    open(robot, "java-model");
    String before = tour.text();
    tour.enter("stack", "decoder");
    robot.clickOn("#zoom-fit");
    robot.interact(() -> tour.design().select(Set.of("norm2", "mlp")));
    tour.press(KeyCode.G, true, false);
    tour.shot("group");
    tour.type("feed");
    robot.press(KeyCode.ENTER).release(KeyCode.ENTER);
    Tour.settle();
    assertThat(tour.design().architecture().blocks().get("feed").nodes()).hasSize(2);
    String use = tour.design().selectedNode().orElseThrow().id();
    assertThat(tour.problems()).isEmpty();
    tour.shot("grouped");
    tour.press(KeyCode.F2, false, false);
    tour.type("forward");
    robot.press(KeyCode.ENTER).release(KeyCode.ENTER);
    Tour.settle();
    assertThat(tour.design().block().node(use)).isEmpty();
    assertThat(tour.design().block().node("forward")).isPresent();
    tour.enter("forward", "feed");
    tour.shot("in-a-block-in-a-block");
    robot.clickOn("#breadcrumb-1");
    waitFor(() -> tour.design().block().name().equals("decoder"));
    robot.clickOn("#zoom-fit");
    Tour.settle();
    robot.clickOn(tour.drawn().node("forward"));
    tour.press(KeyCode.G, true, true);
    assertThat(tour.design().block().node("mlp")).isPresent();
    assertThat(tour.design().block().node("norm2")).isPresent();
    assertThat(tour.problems()).isEmpty();
    assertThat(tour.design().architecture().blocks()).doesNotContainKey("feed");
    while (tour.design().undoEditProperty().get() != null) {
      tour.press(KeyCode.Z, true, false);
    }
    assertThat(tour.text()).isEqualTo(before);
    tour.assertNothingFailed();
  }

  @Test
  void aPieceGoesFromOneProjectToAnother(FxRobot robot) {
    open(robot, "first");
    Path other = TestWindow.project(folder.resolve("second"), "text-char");
    robot.clickOn(tour.drawn().node("stack"));
    tour.press(KeyCode.C, true, false);
    tour.window.chosen.add(other);
    tour.press(KeyCode.O, true, false);
    waitFor(() -> tour.isOpen("second"));
    int blocks = tour.design().architecture().blocks().size();
    robot.interact(() -> tour.design().open(Location.MAIN));
    tour.press(KeyCode.V, true, false);
    tour.shot("pasted");
    assertThat(tour.design().architecture().blocks().size()).isGreaterThan(blocks);
    assertThat(tour.design().selectedNode().orElseThrow().repeat()).isEqualTo(4);
    tour.press(KeyCode.Z, true, false);
    assertThat(tour.design().architecture().blocks()).hasSize(blocks);
    tour.assertNothingFailed();
  }

  @Test
  void aMistakeIsMendedByTheButtonBesideIt(FxRobot robot) {
    open(robot, "java-model");
    robot.interact(() -> tour.design().reveal("decoder/attention"));
    Tour.settle();
    tour.retype("#setting-heads", "7");
    assertThat(tour.problems()).hasSize(1);
    Tour.settle();
    tour.shot("mistake");
    robot.clickOn(".fix");
    assertThat(tour.problems()).isEmpty();
    assertThat(tour.design().architecture().blocks().get("decoder").node("attention").orElseThrow())
        .extracting(n -> n.settings().get("heads"))
        .isNotEqualTo("7");
    tour.assertNothingFailed();
  }

  @Test
  void darkAndChineseWhileAProjectIsOpen(FxRobot robot) {
    open(robot, "java-model");
    robot.interact(() -> tour.design().reveal("decoder/attention"));
    Tour.settle();
    tour.retype("#setting-heads", "7");
    assertThat(tour.problems()).hasSize(1);
    tour.command("dark");
    robot.interact(
        () -> tour.window.context.texts().localeProperty().set(Locale.SIMPLIFIED_CHINESE));
    Tour.settle();
    tour.shot("dark-chinese");
    assertThat(stage.getScene().getRoot().getStyleClass()).contains("dark");
    for (var menu : robot.lookup("#menu-bar").queryAs(MenuBar.class).getMenus()) {
      assertChinese(menu.getText());
      menu.getItems().stream()
          .filter(i -> i.getText() != null)
          .forEach(i -> {
            if (!"menu-item-english".equals(i.getId())) {
              assertChinese(i.getText());
            }
          });
    }
    for (String tabs : new String[] {"#center-tabs", "#bottom-tabs"}) {
      robot.lookup(tabs).queryAs(TabPane.class).getTabs().forEach(t -> assertChinese(t.getText()));
    }
    robot.lookup(".problem-card").queryAllAs(Label.class).forEach(l -> assertChinese(l.getText()));
    robot
        .from(robot.lookup("#problems-table").queryAll())
        .lookup(".words")
        .queryAllAs(Text.class)
        .stream()
        .map(Text::getText)
        .filter(t -> !t.isEmpty() && !t.equals("decoder/attention"))
        .forEach(WorkingUiTest::assertChinese);
    robot
        .from(robot.lookup("#inspector").queryAll())
        .lookup(".section-heading")
        .queryAllAs(Labeled.class)
        .forEach(l -> assertChinese(l.getText()));
    assertThat(robot.lookup(".fix").queryButton().getText()).startsWith("修复");
    tour.assertNothingFailed();
  }

  private static void assertChinese(String text) {
    assertThat(text).matches(s -> s.codePoints().anyMatch(Character::isIdeographic), "is Chinese");
  }

  @Test
  void twentyMistakesAreListedAndNothingFails(FxRobot robot) throws IOException {
    Path project = TestWindow.project(folder.resolve("mistaken"), "java-lm");
    String drawing;
    try (InputStream in = WorkingUiTest.class.getResourceAsStream("twenty-mistakes.yaml")) {
      drawing = new String(Objects.requireNonNull(in).readAllBytes(), StandardCharsets.UTF_8);
    }
    TestWindow.writeDrawing(project, drawing);
    tour = new Tour(stage, robot, folder, Optional.of(project));
    assertThat(tour.problems()).hasSize(20);
    tour.shot("twenty");
    assertThat(robot.lookup("#problems-table").queryTableView().getItems()).hasSize(20);
    for (CommandId id :
        new CommandId[] {
          CommandId.SHOW_PROGRAM,
          CommandId.SHOW_ANALYZER,
          CommandId.SHOW_DRAWING,
          CommandId.SHOW_PROBLEMS,
          CommandId.SELECT_ALL
        }) {
      robot.interact(() -> tour.window.context.commands().run(id));
      Tour.settle();
    }
    var blocks = tour.design().architecture().blocks().keySet();
    for (String block : Set.copyOf(blocks)) {
      robot.interact(() -> tour.design().reveal(block));
      Tour.settle();
    }
    tour.assertNothingFailed();
    assertThat(TestWindow.drawing(project)).isEqualTo(drawing);
  }

  private void open(FxRobot robot, String name) {
    Path project = TestWindow.project(folder.resolve(name), "java-lm");
    tour = new Tour(stage, robot, folder, Optional.of(project));
    tour.waitUntilAnalysed();
  }
}
