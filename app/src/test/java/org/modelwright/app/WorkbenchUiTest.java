package org.modelwright.app;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import javafx.scene.control.Label;
import javafx.scene.image.WritableImage;
import javafx.scene.paint.Color;
import javafx.scene.text.Text;
import javafx.stage.Stage;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.modelwright.app.common.Answers;
import org.modelwright.app.design.Designs;
import org.modelwright.app.workbench.WorkbenchWindow;
import org.modelwright.project.Templates;
import org.testfx.api.FxRobot;
import org.testfx.framework.junit5.ApplicationExtension;
import org.testfx.framework.junit5.Start;
import org.testfx.util.WaitForAsyncUtils;

/// The window as the program starts it.
@ExtendWith(ApplicationExtension.class)
class WorkbenchUiTest {

  @TempDir Path folder;

  private Stage stage;
  private @Nullable WorkbenchWindow window;

  @Start
  void start(Stage stage) {
    this.stage = stage;
    stage.setX(0);
    stage.setY(0);
  }

  @AfterEach
  void close(FxRobot robot) {
    robot.interact(() -> {
      if (window != null) {
        window.close();
      }
    });
  }

  @Test
  void theTitleNamesTheProject(FxRobot robot) throws Exception {
    show(robot, Optional.of(project("Java model")), Locale.ENGLISH, false);
    waitForTitle("Java model - Modelwright");
    assertThat(text(robot, "#status-project")).isEqualTo("Java model");
    assertThat(robot.lookup("#project-tree").tryQuery()).isPresent();
  }

  @Test
  void withoutAProjectItSaysHowToOpenOne(FxRobot robot) {
    show(robot, Optional.empty(), Locale.ENGLISH, false);
    assertThat(stage.getTitle()).isEqualTo("Modelwright");
    assertThat(robot.lookup("#open-project").queryButton().getText()).isEqualTo("Open project...");
    assertThat(robot.lookup("#create-project").queryButton().getText()).isEqualTo("Create project");
  }

  @Test
  void theSameInChinese(FxRobot robot) throws Exception {
    show(robot, Optional.empty(), Locale.SIMPLIFIED_CHINESE, false);
    assertThat(robot.lookup("#open-project").queryButton().getText()).isEqualTo("打开项目...");
    robot.interact(() -> window.close());
    show(robot, Optional.of(project("Java model")), Locale.SIMPLIFIED_CHINESE, false);
    waitForTitle("Java model - Modelwright");
  }

  @Test
  void aFolderThatIsNoProjectLeavesTheStartPageWithTheReason(FxRobot robot) throws Exception {
    show(robot, Optional.of(folder.resolve("elsewhere")), Locale.ENGLISH, false);
    WaitForAsyncUtils.waitFor(
        10, TimeUnit.SECONDS, () -> robot.lookup("#start-failure").tryQuery().isPresent());
    assertThat(text(robot, "#start-failure")).contains("elsewhere is not a project");
  }

  @Test
  void aLanguageWithoutATranslationGetsEnglish(FxRobot robot) {
    assertThat(Workbench.language(Locale.FRENCH)).isEqualTo(Locale.ENGLISH);
    assertThat(Workbench.language(Locale.TRADITIONAL_CHINESE)).isEqualTo(Locale.SIMPLIFIED_CHINESE);
    Locale system = Locale.getDefault();
    try {
      Locale.setDefault(Locale.SIMPLIFIED_CHINESE);
      show(robot, Optional.empty(), Locale.FRENCH, false);
      assertThat(robot.lookup("#open-project").queryButton().getText())
          .isEqualTo("Open project...");
    } finally {
      Locale.setDefault(system);
    }
  }

  @Test
  void theWordsStandOutInLightAndInDark(FxRobot robot) {
    for (boolean dark : new boolean[] {false, true}) {
      show(robot, Optional.empty(), Locale.ENGLISH, dark);
      var picture = new AtomicReference<WritableImage>();
      robot.interact(() -> picture.set(stage.getScene().snapshot(null)));
      Color background = picture.get().getPixelReader().getColor(300, 300);
      Text words = robot.lookup("#heading .text").queryAs(Text.class);
      double difference = background.getBrightness() - ((Color) words.getFill()).getBrightness();
      assertThat(dark ? -difference : difference).as("contrast, dark %s", dark).isGreaterThan(0.5);
      robot.interact(() -> window.close());
    }
  }

  private void show(FxRobot robot, Optional<Path> project, Locale locale, boolean dark) {
    robot.interact(() -> {
      Path preferences = folder.resolve("preferences-" + dark + ".json");
      AppContext context = Designs.context(locale, preferences, new Answers());
      context.preferences().set("window.width", "960");
      context.preferences().set("window.height", "700");
      window = WorkbenchWindow.open(stage, context, dark, project);
    });
  }

  private Path project(String name) throws IOException {
    Path project = Files.createDirectory(folder.resolve("on-disk"));
    Templates.write(project, "java-lm", name);
    return project;
  }

  private void waitForTitle(String title) throws Exception {
    WaitForAsyncUtils.waitFor(10, TimeUnit.SECONDS, () -> title.equals(stage.getTitle()));
  }

  private static String text(FxRobot robot, String id) {
    return robot.lookup(id).queryAs(Label.class).getText();
  }
}
