package org.modelwright.app.runs.live;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.function.BooleanSupplier;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import javafx.scene.Node;
import javafx.scene.Scene;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.control.TextField;
import javafx.stage.Stage;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.modelwright.app.AppContext;
import org.modelwright.app.command.CommandId;
import org.modelwright.app.command.Commands;
import org.modelwright.app.common.Preferences;
import org.modelwright.app.common.Tasks;
import org.modelwright.app.common.Texts;
import org.modelwright.app.common.Waiting;
import org.modelwright.app.curves.Marker;
import org.modelwright.app.curves.Metric;
import org.modelwright.engine.DeviceName;
import org.modelwright.launch.RunStarter;
import org.modelwright.launch.Worker;
import org.modelwright.launch.WorkerProcess;
import org.modelwright.progress.Progress;
import org.modelwright.project.Project;
import org.modelwright.run.RunFolder;
import org.modelwright.run.RunState;
import org.testfx.api.FxRobot;
import org.testfx.framework.junit5.ApplicationExtension;
import org.testfx.framework.junit5.Start;

/// A real worker, controlled by the page's own buttons.
@ExtendWith(ApplicationExtension.class)
class RunViewIT {

  @TempDir Path folder;

  private final List<String> refusals = new ArrayList<>();
  private Stage stage;
  private AppContext context;
  private RunFolder run;
  private RunView view;

  @Start
  void start(Stage stage) {
    this.stage = stage;
    stage.setX(0);
    stage.setY(0);
  }

  @AfterEach
  void end(FxRobot robot) throws Exception {
    robot.interact(() -> {
      if (view != null) {
        view.dispose();
      }
      stage.hide();
    });
    kill();
  }

  private static void waitFor(BooleanSupplier condition) {
    Waiting.until(40, condition::getAsBoolean);
  }

  private void open(FxRobot robot) {
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
  }

  private void kill() throws Exception {
    if (run != null && Files.exists(run.heartbeat())) {
      Matcher pid = Pattern.compile("\"pid\":(\\d+)").matcher(Files.readString(run.heartbeat()));
      if (pid.find()) {
        ProcessHandle.of(Long.parseLong(pid.group(1))).ifPresent(ProcessHandle::destroyForcibly);
      }
    }
  }

  private void press(FxRobot robot, String id) {
    Node node = view.lookup("#" + id);
    assertThat(node).as(id).isInstanceOf(Button.class);
    assertThat(node.isVisible()).as(id + " is visible").isTrue();
    robot.interact(() -> ((Button) node).fire());
  }

  private boolean has(Marker.Kind kind) {
    return view.model().curves().markers().stream().anyMatch(m -> m.kind() == kind);
  }

  private long step() {
    return view.model().progress().step();
  }

  @Test
  void aRunIsWatchedAndControlledToItsEnd(FxRobot robot) throws Exception {
    Path project = RunFiles.tinyProject(folder.resolve("tiny"), 2_000_000);
    run =
        new RunStarter(Progress.NONE, _ -> {})
            .train(Project.open(project), DeviceName.parse("cpu"));
    open(robot);
    waitFor(() -> view.model().loadedProperty().get());
    assertThat(view.model().state()).isEqualTo(RunState.QUEUED);
    assertThat(context.commands().run(CommandId.PAUSE_RUN)).isEqualTo("live.why.queued");

    var _ = WorkerProcess.start(run, Worker.class.getName(), List.of());
    waitFor(() -> view.model().state() == RunState.RUNNING && step() > 20);
    assertThat(robot.lookup("#run-state").queryAs(Label.class).getText()).isEqualTo("Running");
    assertThat(view.model().progress().secondsLeft()).isPresent();
    assertThat(view.model().progress().epochs()).isPresent();

    press(robot, "run-pause-run");
    waitFor(() -> view.model().state() == RunState.PAUSED);
    long paused = step();
    assertThat(context.commands().run(CommandId.PAUSE_RUN)).isEqualTo("live.why.paused");
    Thread.sleep(500); // a paused run makes no steps, however long one waits
    assertThat(step()).isEqualTo(paused);

    press(robot, "run-continue-run");
    waitFor(() -> view.model().state() == RunState.RUNNING && step() > paused);

    press(robot, "run-set-learning-rate");
    TextField field = robot.lookup("#run-rate").queryAs(TextField.class);
    robot.interact(() -> field.setText("0"));
    assertThat(robot.lookup("#run-rate-apply").queryAs(Button.class).isDisabled()).isTrue();
    robot.interact(() -> field.setText("2e-5"));
    assertThat(robot.lookup("#run-rate-meaning").queryAs(Label.class).getText())
        .contains("2.000e-05");
    press(robot, "run-rate-apply");
    waitFor(() -> has(Marker.Kind.LEARNING_RATE));
    long changed = step();
    waitFor(() -> step() > changed + 2);
    var rates = view.model().curves().curve(Metric.LEARNING_RATE);
    assertThat(rates.at(rates.size() - 1)).isBetween(1e-6, 1e-4);

    press(robot, "run-checkpoint-now");
    waitFor(() -> has(Marker.Kind.CHECKPOINT) || has(Marker.Kind.BEST));

    press(robot, "run-stop-run");
    press(robot, "run-stop-cancel");
    assertThat(view.lookup("#run-stop-question").isVisible()).isFalse();
    assertThat(view.model().state()).isEqualTo(RunState.RUNNING);
    press(robot, "run-stop-run");
    press(robot, "run-stop-save");
    waitFor(() -> view.model().state() == RunState.STOPPED);
    long stopped = step();
    assertThat(context.commands().run(CommandId.STOP_RUN)).isEqualTo("live.why.ended");

    press(robot, "run-resume-run");
    waitFor(() -> view.model().state() == RunState.RUNNING && step() > stopped);
    assertThat(has(Marker.Kind.RESUMED)).isTrue();
    assertThat(view.model().curves().curve(Metric.LOSS).x(org.modelwright.app.curves.XAxis.STEP, 0))
        .isEqualTo(1);

    kill();
    waitFor(() -> view.model().state() == RunState.FAILED);
    waitFor(() -> view.lookup("#run-failure").isVisible());
    assertThat(robot.lookup("#run-cause").queryAs(Label.class).getText()).contains("killed");
    press(robot, "run-failure-resume");
    waitFor(() -> view.model().state() == RunState.RUNNING);
    assertThat(view.lookup("#run-failure").isVisible()).isFalse();
    assertThat(refusals).isEmpty();

    press(robot, "run-stop-run");
    press(robot, "run-stop-discard");
    waitFor(() -> view.model().state() == RunState.STOPPED);
  }
}
