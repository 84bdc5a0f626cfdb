package org.modelwright.app.workbench;

import static org.assertj.core.api.Assertions.assertThat;
import static org.modelwright.app.workbench.RunTour.waitFor;

import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.List;
import java.util.Optional;
import javafx.stage.Stage;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.modelwright.app.curves.Marker;
import org.modelwright.app.runs.live.RunFiles;
import org.modelwright.run.Event;
import org.modelwright.run.EventLog;
import org.modelwright.run.Heartbeat;
import org.modelwright.run.RunFacts;
import org.modelwright.run.RunFolder;
import org.modelwright.run.RunState;
import org.testfx.api.FxRobot;
import org.testfx.framework.junit5.ApplicationExtension;
import org.testfx.framework.junit5.Start;

/// From a template to trained, watched and compared runs, with the mouse alone; the workers are
/// processes of their own.
@ExtendWith(ApplicationExtension.class)
class RunTourIT {

  private static final int FIRST_STEPS = 300;
  private static final int SECOND_STEPS = 60;

  @TempDir Path folder;

  private Stage stage;
  private RunTour tour;

  @Start
  void start(Stage stage) {
    this.stage = stage;
    stage.setX(0);
    stage.setY(0);
  }

  @AfterEach
  void end() {
    if (tour != null) {
      tour.end();
    }
  }

  @Test
  void runsAreTrainedWatchedComparedAndRepeated(FxRobot robot) {
    tour = new RunTour(stage, robot, folder, "letters", Optional.empty());
    tour.create("text-char");
    plan();
    RunFolder first = startFirst();
    pauseAndContinue();
    leaveAndComeBack(first);

    waitFor(() -> tour.model().state() == RunState.COMPLETED);
    tour.waitForNotice("Run " + first.name() + " is complete.");
    tour.assertWholeTo(FIRST_STEPS);
    tour.window.shot("complete");

    tour.choose("train", "showTraining");
    tour.set("#training-steps", String.valueOf(SECOND_STEPS));
    tour.set("#training-learningrate", "0.002");
    RunFolder second = tour.start();
    waitFor(() -> tour.model().state() == RunState.COMPLETED);
    tour.assertWholeTo(SECOND_STEPS);

    compare(robot, first, second);
    repeat(second);
    prompt(robot, second);
    tour.window.assertNothingFailed();
  }

  private void plan() {
    tour.choose("train", "showPlanner");
    waitFor(() -> tour.words("#planner-plan").stream().anyMatch(w -> w.startsWith("It fits: ")));
    assertThat(tour.text("#planner-verdict")).contains("Estimated");
    tour.window.shot("planner");
  }

  private RunFolder startFirst() {
    tour.choose("train", "showTraining");
    tour.preset("quick");
    tour.set("#training-steps", String.valueOf(FIRST_STEPS));
    tour.set("#training-batchsize", "2");
    tour.window.shot("training");
    RunFolder run = tour.start();
    assertThat(tour.window.window.session().dirty()).as("the start saves").isFalse();
    waitFor(() -> tour.model().state() == RunState.RUNNING && tour.loss().size() > 5);
    int points = tour.loss().size();
    waitFor(() -> tour.loss().size() > points);
    assertThat(tour.text("#run-state")).isEqualTo("Running");
    assertThat(tour.words("#run-figures")).anyMatch(w -> w.endsWith(" of " + FIRST_STEPS));
    tour.window.shot("running");
    return run;
  }

  private void pauseAndContinue() {
    tour.click("#run-pause-run");
    tour.waitForState(RunState.PAUSED, "Paused");
    int points = tour.loss().size();
    tour.window.shot("paused");
    assertThat(tour.loss().size()).isEqualTo(points);
    tour.click("#run-continue-run");
    waitFor(() -> tour.model().state() == RunState.RUNNING && tour.loss().size() > points);
  }

  private void leaveAndComeBack(RunFolder run) {
    tour.closeAndLetGoOn();
    assertThat(Heartbeat.isAlive(run)).as("it goes on").isTrue();
    // however quick this machine is, it is at work when the window is back
    RunTour.signal(run, "STOP");
    tour.openAgain();
    waitFor(() -> tour.isShown(run) && tour.model().loadedProperty().get());
    tour.assertWholeTo(tour.model().progress().step());
    tour.window.shot("again");
    RunTour.signal(run, "CONT");
  }

  private void compare(FxRobot robot, RunFolder first, RunFolder second) {
    tour.choose("train", "showRuns");
    tour.select(first, second);
    tour.click("#runs-overlay");
    waitFor(() -> robot.lookup("#runs-overlay-pane").tryQuery().isPresent());
    assertThat(robot.from(robot.lookup("#runs-overlay-pane")).lookup(".curve-legend").queryAll())
        .hasSize(2);
    tour.window.shot("overlay");
    tour.click("#runs-difference");
    waitFor(() -> robot.lookup("#runs-difference-pane").tryQuery().isPresent());
    assertThat(tour.words("#runs-difference-pane"))
        .contains("training.steps", "300", "60", "training.learningRate", "0.002");
    tour.window.shot("difference");
  }

  private void repeat(RunFolder of) {
    tour.select(of);
    tour.click("#runs-repeat");
    waitFor(() -> tour.runs().size() == 3 && tour.isShown(tour.newest()));
    RunFolder again = tour.newest();
    waitFor(() -> tour.model().state() == RunState.COMPLETED);
    assertThat(RunFacts.of(again).repeatOf()).isEqualTo(of.name());
    assertThat(losses(again)).as("the same to the bit").isEqualTo(losses(of)).isNotEmpty();
    tour.window.shot("repeated");
  }

  private void prompt(FxRobot robot, RunFolder run) {
    tour.choose("train", "showRuns");
    tour.select(run);
    tour.click("#runs-prompt");
    robot.clickOn("#playground-prompt").write("int sum");
    tour.window.retype("#playground-maxTokens", "20");
    tour.click("#playground-generate");
    waitFor(() -> tour.text("#playground-state-1").contains("20 tokens"));
    assertThat(tour.text("#playground-state-1")).startsWith("Step " + SECOND_STEPS + ": ");
    tour.window.shot("prompted");
  }

  private static List<Double> losses(RunFolder run) {
    return EventLog.read(run.events()).stream()
        .filter(Event.Step.class::isInstance)
        .map(event -> ((Event.Step) event).loss())
        .toList();
  }

  @Test
  void aKilledRunSaysWhyAndIsResumedAndBranched(FxRobot robot) throws Exception {
    RunFiles.tinyProject(folder.resolve("tiny"), 2_000_000);
    tour = new RunTour(stage, robot, folder, "tiny", Optional.of(folder.resolve("tiny")));
    tour.choose("train", "showTraining");
    RunFolder run = tour.start();
    waitFor(() -> tour.model().state() == RunState.RUNNING && tour.loss().size() > 20);
    tour.click("#run-checkpoint-now");
    waitFor(() -> has(Marker.Kind.CHECKPOINT));

    // as native code prints where it can say no more
    Files.writeString(run.log(), "warning: out of luck\n", StandardOpenOption.APPEND);

    RunTour.kill(run);
    tour.waitForState(RunState.FAILED, "Failed");
    waitFor(() -> !tour.text("#run-cause").isEmpty());
    assertThat(tour.text("#run-cause")).contains("killed");
    assertThat(tour.text("#run-cause-lines")).endsWith("warning: out of luck");
    tour.waitForNotice("Run " + run.name() + " failed: ");
    tour.window.shot("killed");

    tour.click("#run-failure-resume");
    waitFor(() -> tour.model().state() == RunState.RUNNING && has(Marker.Kind.RESUMED));
    int points = tour.loss().size();
    waitFor(() -> tour.loss().size() > points + 20);
    tour.click("#run-stop-run");
    tour.click("#run-stop-save");
    tour.waitForState(RunState.STOPPED, "Stopped");
    tour.assertWholeTo(tour.model().progress().step());
    tour.window.shot("resumed");

    tour.choose("train", "showRuns");
    tour.select(run);
    tour.click("#runs-branch");
    waitFor(() -> tour.runs().size() == 2 && tour.isShown(tour.newest()));
    waitFor(() -> tour.model().state() == RunState.RUNNING && !tour.loss().isEmpty());
    assertThat(RunFacts.of(tour.newest()).branchOf()).startsWith(run.name());
    tour.click("#run-stop-run");
    tour.click("#run-stop-discard");
    tour.waitForState(RunState.STOPPED, "Stopped");
    tour.window.assertNothingFailed();
  }

  private boolean has(Marker.Kind kind) {
    return tour.model().curves().markers().stream().anyMatch(m -> m.kind() == kind);
  }
}
