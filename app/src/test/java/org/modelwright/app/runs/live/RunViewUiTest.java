package org.modelwright.app.runs.live;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.function.BooleanSupplier;
import javafx.scene.Node;
import javafx.scene.Scene;
import javafx.scene.control.ListView;
import javafx.scene.control.ScrollPane;
import javafx.scene.text.Text;
import javafx.stage.Stage;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.modelwright.app.AppContext;
import org.modelwright.app.command.Commands;
import org.modelwright.app.common.Preferences;
import org.modelwright.app.common.Tasks;
import org.modelwright.app.common.Texts;
import org.modelwright.app.common.Waiting;
import org.modelwright.app.curves.CurveChart;
import org.modelwright.run.RunFolder;
import org.testfx.api.FxRobot;
import org.testfx.framework.junit5.ApplicationExtension;
import org.testfx.framework.junit5.Start;
import org.testfx.util.WaitForAsyncUtils;

/// The page of a run that is only read.
@ExtendWith(ApplicationExtension.class)
class RunViewUiTest {

  @TempDir Path folder;

  private Stage stage;
  private AppContext context;
  private RunView view;

  @Start
  void start(Stage stage) {
    this.stage = stage;
    stage.setX(0);
    stage.setY(0);
  }

  @AfterEach
  void end(FxRobot robot) {
    robot.interact(() -> {
      view.dispose();
      stage.hide();
    });
  }

  private static void waitFor(BooleanSupplier condition) {
    Waiting.until(10, condition::getAsBoolean);
  }

  private void open(FxRobot robot) throws Exception {
    RunFolder run = RunFiles.prepared(folder.resolve("p"));
    RunFiles.write(run, RunFiles.history(2000));
    var refusals = new ArrayList<String>();
    robot.interact(() -> {
      context =
          new AppContext(
              new Texts(Locale.ENGLISH),
              new Tasks(),
              new Commands(),
              new Preferences(folder.resolve("preferences.json")),
              new org.modelwright.app.common.Answers());
      view = new RunView(context, run, new Listening(refusals));
      var scene = new Scene(view, 900, 680);
      scene.setUserAgentStylesheet(new atlantafx.base.theme.PrimerLight().getUserAgentStylesheet());
      stage.setScene(scene);
      stage.show();
    });
    waitFor(() -> view.model().loadedProperty().get());
  }

  private CurveChart chart(String name) {
    return (CurveChart) view.lookup("#chart-" + name);
  }

  @Test
  void whatTheRunHasIsDrawnWhereItIsSeen(FxRobot robot) throws Exception {
    open(robot);
    assertThat(chart("loss-scale")).isNull();
    waitFor(() -> !chart("loss").isDirty());
    ListView<?> groups = robot.lookup("#statistics-groups").queryListView();
    assertThat(groups.getItems()).hasSize(16);
    assertThat(view.lookup("#run-statistics").isVisible()).isTrue();
    robot.interact(() -> ((ScrollPane) view.lookup("#run-scroll")).setVvalue(1));
    waitFor(() -> !chart("statistics").isDirty());
    Node section = view.lookup("#run-statistics");
    Node log = view.lookup("#run-log");
    double gap =
        log.localToScene(log.getBoundsInLocal()).getMinY()
            - section.localToScene(section.getBoundsInLocal()).getMaxY();
    assertThat(gap).isBetween(0.0, 24.0);
  }

  @Test
  void itsLayoutFollowsTheWidth(FxRobot robot) throws Exception {
    open(robot);
    waitFor(() -> chart("gradient-norm").getWidth() > 0);
    waitFor(() -> chart("gradient-norm").getBoundsInParent().getMinX() > 0);
    robot.interact(() -> stage.setWidth(600));
    waitFor(() -> chart("gradient-norm").getBoundsInParent().getMinX() < 1);
    robot.interact(() -> stage.setWidth(950));
    waitFor(() -> chart("gradient-norm").getBoundsInParent().getMinX() > 0);
    double bottom = chart("memory").getBoundsInParent().getMaxY();
    assertThat(bottom).isLessThan(420);
    Node grid = chart("memory").getParent();
    waitFor(() -> grid.getBoundsInParent().getHeight() < 420);
  }

  @Test
  void itsWordsFollowTheLanguage(FxRobot robot) throws Exception {
    open(robot);
    robot.interact(() -> context.texts().localeProperty().set(Locale.SIMPLIFIED_CHINESE));
    WaitForAsyncUtils.waitForFxEvents();
    List<String> words =
        robot.from(view.lookup("#curve-axis")).lookup(".text").queryAllAs(Text.class).stream()
            .map(Text::getText)
            .toList();
    assertThat(words).contains("步数");
  }
}
