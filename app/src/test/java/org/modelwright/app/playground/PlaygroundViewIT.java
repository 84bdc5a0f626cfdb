package org.modelwright.app.playground;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.function.BooleanSupplier;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import javafx.scene.Node;
import javafx.scene.Scene;
import javafx.scene.control.Button;
import javafx.scene.control.CheckBox;
import javafx.scene.control.Label;
import javafx.scene.control.TextArea;
import javafx.scene.control.TextField;
import javafx.scene.input.KeyCode;
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
import org.modelwright.app.runs.live.RunFiles;
import org.modelwright.engine.DeviceName;
import org.modelwright.launch.RunStarter;
import org.modelwright.launch.Worker;
import org.modelwright.launch.WorkerProcess;
import org.modelwright.progress.Progress;
import org.modelwright.project.Project;
import org.modelwright.run.RunFolder;
import org.modelwright.run.RunState;
import org.modelwright.run.RunStatus;
import org.testfx.api.FxRobot;
import org.testfx.framework.junit5.ApplicationExtension;
import org.testfx.framework.junit5.Start;
import org.testfx.util.WaitForAsyncUtils;

/// The page with a model that was trained, in processes of its own.
@ExtendWith(ApplicationExtension.class)
class PlaygroundViewIT {

  @TempDir Path folder;

  private Stage stage;
  private PlaygroundModel model;
  private PlaygroundView view;

  @Start
  void start(Stage stage) {
    this.stage = stage;
    stage.setX(0);
    stage.setY(0);
  }

  @AfterEach
  void end(FxRobot robot) {
    robot.interact(() -> {
      if (view != null) {
        view.dispose();
      }
      stage.hide();
    });
  }

  private static void waitFor(BooleanSupplier condition) {
    Waiting.until(40, condition::getAsBoolean);
  }

  private void open(FxRobot robot, Path runs) {
    robot.interact(() -> {
      var context =
          new AppContext(
              new Texts(Locale.ENGLISH),
              new Tasks(),
              new Commands(),
              new Preferences(folder.resolve("preferences.json")),
              new org.modelwright.app.common.Answers());
      model = new PlaygroundModel(runs, CheckpointWriter::inProcess);
      view = new PlaygroundView(context, model);
      var scene = new Scene(view, 960, 680);
      scene.setUserAgentStylesheet(new atlantafx.base.theme.PrimerLight().getUserAgentStylesheet());
      stage.setScene(scene);
      stage.show();
    });
  }

  private static String said(FxRobot robot, String id) {
    return robot.lookup("#" + id).queryAs(Label.class).getText();
  }

  private Writing writing(int column) {
    return model.columns().get(column).writing();
  }

  private boolean isOver(int column) {
    return !writing(column).state().isBusy()
        && !(writing(column).state() instanceof Writing.State.Idle);
  }

  private static Set<ProcessHandle> children() {
    return ProcessHandle.current()
        .children()
        .filter(ProcessHandle::isAlive)
        .collect(Collectors.toSet());
  }

  @Test
  void aTrainedModelGoesOnWithAPrompt(FxRobot robot) throws Exception {
    Path project = RunFiles.tinyProject(folder.resolve("tiny"), 120);
    open(robot, Project.runs(project));
    waitFor(() -> robot.lookup("#playground-empty").query().isVisible());

    RunFolder run =
        new RunStarter(Progress.NONE, _ -> {})
            .train(Project.open(project), DeviceName.parse("cpu"));
    var _ = WorkerProcess.start(run, Worker.class.getName(), List.of());
    waitFor(() -> RunStatus.of(run).state() == RunState.COMPLETED);
    Set<ProcessHandle> before = children();
    waitFor(() -> model.obstacleProperty().get().isEmpty());
    assertThat(robot.lookup("#playground-empty").query().isVisible()).isFalse();

    TextArea prompt = robot.lookup("#playground-prompt").queryAs(TextArea.class);
    TextField tokens = robot.lookup("#playground-maxTokens").queryAs(TextField.class);
    Button generate = robot.lookup("#playground-generate").queryButton();
    robot.interact(() -> {
      prompt.setText("the ");
      tokens.setText("many");
    });
    assertThat(generate.isDisabled()).isTrue();
    assertThat(said(robot, "playground-why")).contains("from 1 to 10,000");
    robot.interact(() -> tokens.setText("40"));
    robot.interact(generate::fire);
    assertThat(robot.lookup("#playground-stop").query().isVisible()).isTrue();
    waitFor(() -> isOver(0));
    assertThat(said(robot, "playground-state-1")).startsWith("Step 120: 40 tokens");
    assertThat(writing(0).text()).startsWith("the ").hasSize(44);
    assertThat(writing(0).pieces()).filteredOn(p -> p.prediction() != null).hasSize(40);

    showsWhatWasExpected(robot);
    comparesAndStops(robot, tokens, generate);
    saysThatAProcessWasKilled(robot, before);

    robot.interact(view::dispose);
    waitFor(() -> before.containsAll(children()));
  }

  private void showsWhatWasExpected(FxRobot robot) {
    Node text = robot.lookup("#playground-text-1").query();
    Node card = text.getParent().lookup("#playground-card");
    robot.interact(text::requestFocus);
    robot.type(KeyCode.RIGHT);
    assertThat(card.isVisible()).isTrue();
    assertThat(card.lookupAll(".playground-bar")).hasSize(8);
    String first = ((Label) card.lookup(".playground-card-title")).getText();
    assertThat(first).contains("%").contains("rank");
    robot.type(KeyCode.ESCAPE);
    assertThat(card.isVisible()).isFalse();
    Node token = text.lookup(".playground-token");
    robot.moveTo(token);
    WaitForAsyncUtils.waitForFxEvents();
    assertThat(card.isVisible()).isTrue();
    assertThat(((Label) card.lookup(".playground-card-title")).getText()).isEqualTo(first);
  }

  private void comparesAndStops(FxRobot robot, TextField tokens, Button generate) throws Exception {
    robot.interact(() -> {
      robot.lookup("#playground-compare").queryAs(CheckBox.class).setSelected(true);
      tokens.setText("10000");
    });
    robot.interact(generate::fire);
    waitFor(() ->
        writing(0).state() instanceof Writing.State.Writes
            && writing(1).state() instanceof Writing.State.Writes(long _, int written, double _)
            && written > 0);
    robot.interact(robot.lookup("#playground-stop").queryButton()::fire);
    waitFor(() -> isOver(0) && isOver(1));
    assertThat(said(robot, "playground-state-2")).contains("stopped after");
    // the same checkpoint and seed, so one is the beginning of the other
    assertThat(Stream.of(writing(0).text(), writing(1).text()))
        .allMatch(t -> writing(0).text().startsWith(t) || writing(1).text().startsWith(t));
    robot.interact(() -> tokens.setText("10"));
  }

  private void saysThatAProcessWasKilled(FxRobot robot, Set<ProcessHandle> before)
      throws Exception {
    Set<ProcessHandle> born = children();
    born.removeAll(before);
    assertThat(born).hasSize(2);
    born.forEach(ProcessHandle::destroyForcibly);
    waitFor(() -> before.containsAll(children()));
    robot.interact(() -> model.generate());
    waitFor(() -> isOver(0) && isOver(1));
    assertThat(said(robot, "playground-state-1")).contains("killed");
    Button again = robot.lookup("#playground-again-1").queryButton();
    assertThat(again.isVisible()).isTrue();
    robot.interact(again::fire);
    waitFor(() -> isOver(0));
    assertThat(writing(0).text()).startsWith("the ").hasSize(14);
  }
}
