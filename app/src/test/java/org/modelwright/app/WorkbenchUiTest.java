package org.modelwright.app;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Properties;
import java.util.Set;
import java.util.concurrent.atomic.AtomicReference;
import javafx.application.ColorScheme;
import javafx.scene.control.Label;
import javafx.scene.image.WritableImage;
import javafx.scene.paint.Color;
import javafx.scene.text.Text;
import javafx.stage.Stage;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.modelwright.app.common.Texts;
import org.testfx.api.FxRobot;
import org.testfx.framework.junit5.ApplicationExtension;
import org.testfx.framework.junit5.Start;

@ExtendWith(ApplicationExtension.class)
class WorkbenchUiTest {

  private static final OpenProject PROJECT =
      new OpenProject("Java model", Path.of("home", "java-model"));

  private Stage stage;

  @Start
  void start(Stage stage) {
    this.stage = stage;
  }

  @Test
  void theTitleNamesTheProject(FxRobot robot) {
    show(robot, PROJECT, Locale.ENGLISH, ColorScheme.LIGHT);
    assertThat(stage.getTitle()).isEqualTo("Java model - Modelwright");
    assertThat(text(robot, "#heading")).isEqualTo("Java model");
    assertThat(text(robot, "#next")).contains(PROJECT.folder().toString(), "the project's layers");
  }

  @Test
  void withoutAProjectItSaysHowToOpenOne(FxRobot robot) {
    show(robot, null, Locale.ENGLISH, ColorScheme.LIGHT);
    assertThat(stage.getTitle()).isEqualTo("Modelwright");
    assertThat(text(robot, "#heading")).isEqualTo("No project open");
    assertThat(text(robot, "#next")).contains("\"modelwright new my-model --template java-lm\"");
  }

  @Test
  void theSameInChinese(FxRobot robot) {
    show(robot, null, Locale.SIMPLIFIED_CHINESE, ColorScheme.LIGHT);
    assertThat(text(robot, "#heading")).isEqualTo("未打开项目");
    assertThat(text(robot, "#next")).contains("“modelwright new my-model --template java-lm”");
    show(robot, PROJECT, Locale.SIMPLIFIED_CHINESE, ColorScheme.LIGHT);
    assertThat(stage.getTitle()).isEqualTo("Java model - Modelwright");
    assertThat(text(robot, "#next")).contains("开始训练", PROJECT.folder().toString());
  }

  @Test
  void aLanguageWithoutATranslationGetsEnglish(FxRobot robot) {
    Locale system = Locale.getDefault();
    try {
      Locale.setDefault(Locale.SIMPLIFIED_CHINESE);
      show(robot, null, Locale.FRENCH, ColorScheme.LIGHT);
      assertThat(text(robot, "#heading")).isEqualTo("No project open");
    } finally {
      Locale.setDefault(system);
    }
  }

  @Test
  void everyTextIsTranslated() throws IOException {
    assertThat(keys("workbench_zh_CN.properties"))
        .isEqualTo(keys("workbench.properties"))
        .isNotEmpty();
  }

  @Test
  void theWordsStandOutInLightAndInDark(FxRobot robot) {
    for (ColorScheme colors : ColorScheme.values()) {
      show(robot, PROJECT, Locale.ENGLISH, colors);
      var picture = new AtomicReference<WritableImage>();
      robot.interact(() -> picture.set(stage.getScene().snapshot(null)));
      Color background = picture.get().getPixelReader().getColor(2, 2);
      Text words = robot.lookup("#heading .text").queryAs(Text.class);
      double difference = background.getBrightness() - ((Color) words.getFill()).getBrightness();
      assertThat(colors == ColorScheme.LIGHT ? difference : -difference)
          .as("contrast in %s", colors)
          .isGreaterThan(0.5);
    }
  }

  private void show(FxRobot robot, @Nullable OpenProject project, Locale locale, ColorScheme c) {
    robot.interact(() -> Workbench.show(stage, project, new Texts(locale), c));
  }

  private static String text(FxRobot robot, String id) {
    return robot.lookup(id).queryAs(Label.class).getText();
  }

  private static Set<String> keys(String file) throws IOException {
    var texts = new Properties();
    try (InputStream in =
        WorkbenchUiTest.class.getResourceAsStream("/org/modelwright/assets/i18n/" + file)) {
      texts.load(new InputStreamReader(in, StandardCharsets.UTF_8));
    }
    return texts.stringPropertyNames();
  }
}
