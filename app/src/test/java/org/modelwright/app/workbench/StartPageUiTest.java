package org.modelwright.app.workbench;

import static org.assertj.core.api.Assertions.assertThat;
import static org.modelwright.app.workbench.TestWindow.waitFor;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import javafx.scene.control.Label;
import javafx.scene.control.ListView;
import javafx.scene.control.TextField;
import javafx.scene.input.KeyCode;
import javafx.stage.Stage;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.modelwright.project.Project;
import org.testfx.api.FxRobot;
import org.testfx.framework.junit5.ApplicationExtension;
import org.testfx.framework.junit5.Start;

@ExtendWith(ApplicationExtension.class)
class StartPageUiTest {

  @TempDir Path folder;

  private Stage stage;
  private TestWindow window;

  @Start
  void start(Stage stage) {
    this.stage = stage;
    window = new TestWindow(stage, folder, Optional.empty());
  }

  @AfterEach
  void close(FxRobot robot) {
    robot.interact(() -> window.window.close());
  }

  @Test
  void aTemplateBecomesAProjectAndAWindow(FxRobot robot) throws Exception {
    robot.clickOn("#template-text-char");
    assertThat(field(robot, "#new-name").getText()).isEqualTo("my-text-char");
    Path text = Files.writeString(folder.resolve("text.txt"), "To be or not to be. ".repeat(500));
    window.chosen.addAll(List.of(folder, text));
    robot.clickOn("#browse-folder");
    robot.clickOn("#browse-data-file");
    assertThat(field(robot, "#new-data").getText()).isEqualTo(text.toString());
    robot.clickOn("#create-project");
    window.waitUntilOpen();
    assertThat(window.session().name()).isEqualTo("my-text-char");
    assertThat(stage.getTitle()).isEqualTo("my-text-char - Modelwright");
    Project project = Project.open(folder.resolve("my-text-char"));
    assertThat(project.dataTree().toString()).contains("text.txt");
    assertThat(robot.lookup("#project-view").tryQuery()).isPresent();
    assertThat(window.window.projects().recent().folders()).containsExactly(project.folder());
  }

  @Test
  void byKeyboardAlone(FxRobot robot) {
    robot.press(KeyCode.RIGHT).release(KeyCode.RIGHT);
    assertThat(field(robot, "#new-name").getText()).isEqualTo("my-text-char");
    robot.press(KeyCode.LEFT).release(KeyCode.LEFT);
    assertThat(field(robot, "#new-name").getText()).isEqualTo("my-java-lm");
    robot.interact(() -> field(robot, "#new-folder").setText(folder.toString()));
    robot.interact(() -> field(robot, "#new-name").requestFocus());
    robot.interact(() -> field(robot, "#new-name").selectAll());
    robot.write("keyed").press(KeyCode.ENTER).release(KeyCode.ENTER);
    window.waitUntilOpen();
    assertThat(window.session().folder()).isEqualTo(folder.resolve("keyed"));
  }

  @Test
  void whatIsWrongIsSaidBeforeAnythingIsWritten(FxRobot robot) {
    robot.interact(() -> field(robot, "#new-folder").setText(folder.toString()));
    robot.interact(() -> field(robot, "#new-name").setText("a/b"));
    assertThat(label(robot, "#new-complaint")).contains("cannot be named \"a/b\"");
    assertThat(robot.lookup("#create-project").queryButton().isDisabled()).isTrue();
    robot.interact(() -> field(robot, "#new-name").setText("ok"));
    assertThat(label(robot, "#new-complaint")).isEmpty();
    robot.interact(() -> field(robot, "#new-data").setText(folder.resolve("no").toString()));
    assertThat(label(robot, "#new-complaint")).contains("choose a file, folder or zip");
    robot.interact(
        () -> window.context.texts().localeProperty().set(java.util.Locale.SIMPLIFIED_CHINESE));
    assertThat(label(robot, "#new-complaint")).contains("请选择已有的文件");
    assertThat(folder.resolve("ok")).doesNotExist();
  }

  @Test
  void brokenAndNewerProjectsStayOnTheStartPageWithASentence(FxRobot robot) throws Exception {
    Path broken = TestWindow.project(folder.resolve("broken"), "java-lm");
    TestWindow.writeDrawing(broken, "format: 1\nmain: [\n");
    Path newer = TestWindow.project(folder.resolve("newer"), "java-lm");
    Files.writeString(newer.resolve("modelwright.yaml"), "format: 99\nname: newer\n");
    Path drawing = TestWindow.project(folder.resolve("drawing"), "java-lm");
    TestWindow.writeDrawing(drawing, "format: 99\nmain: {nodes: []}\n");
    expect(robot, broken, "architecture.yaml");
    expect(robot, newer, "newer version of Modelwright");
    expect(robot, drawing, "update Modelwright");
    assertThat(TestWindow.drawing(broken)).isEqualTo("format: 1\nmain: [\n");
    assertThat(newer.resolve("modelwright.yaml")).hasContent("format: 99\nname: newer\n");
    assertThat(TestWindow.drawing(drawing)).isEqualTo("format: 99\nmain: {nodes: []}\n");
  }

  private void expect(FxRobot robot, Path project, String words) {
    window.chosen.add(project);
    robot.clickOn("#open-project");
    waitFor(() -> label(robot, "#start-failure").contains(words));
    assertThat(window.isOpen()).isFalse();
    assertThat(robot.lookup("#start-page").tryQuery()).isPresent();
  }

  @Test
  void recentProjectsOpenAndCanBeTakenOffTheList(FxRobot robot) throws Exception {
    Path project = TestWindow.project(folder.resolve("earlier"), "java-lm");
    robot.interact(() -> window.window.projects().recent().opened(folder.resolve("gone")));
    robot.interact(() -> window.window.projects().recent().opened(project));
    ListView<?> list = robot.lookup("#recent-list").queryListView();
    assertThat(list.getItems()).hasSize(2);
    robot.interact(() -> {
      list.requestFocus();
      list.getSelectionModel().select(1);
    });
    robot.press(KeyCode.DELETE).release(KeyCode.DELETE);
    assertThat(list.getItems()).hasSize(1);
    robot.interact(() -> list.getSelectionModel().select(0));
    robot.press(KeyCode.ENTER).release(KeyCode.ENTER);
    window.waitUntilOpen();
    assertThat(window.session().folder()).isEqualTo(project);
  }

  @Test
  void everyTemplateHasItsPictureAndItsParameters(FxRobot robot) {
    waitFor(() -> robot.lookup(".thumbnail").queryAll().size() == 6);
    assertThat(robot.lookup(".template-card .muted").<Label>queryAllAs(Label.class))
        .extracting(Label::getText)
        .contains("124 M parameters", "1.1 B parameters");
    assertThat(TemplateCards.rounded(999)).isEqualTo("999");
    assertThat(TemplateCards.rounded(123_456)).isEqualTo("123 k");
    assertThat(TemplateCards.rounded(1_234_567)).isEqualTo("1.2 M");
  }

  private static TextField field(FxRobot robot, String id) {
    return robot.lookup(id).queryAs(TextField.class);
  }

  private static String label(FxRobot robot, String id) {
    return robot.lookup(id).queryAs(Label.class).getText();
  }
}
