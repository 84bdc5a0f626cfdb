package org.modelwright.app.workbench;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.function.BooleanSupplier;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import javafx.geometry.Bounds;
import javafx.geometry.Point2D;
import javafx.geometry.VerticalDirection;
import javafx.scene.Node;
import javafx.scene.control.Label;
import javafx.scene.control.Labeled;
import javafx.scene.input.MouseButton;
import javafx.scene.input.MouseEvent;
import javafx.stage.Stage;
import org.controlsfx.control.NotificationPane;
import org.modelwright.app.common.Waiting;
import org.modelwright.app.curves.Curve;
import org.modelwright.app.curves.Metric;
import org.modelwright.app.curves.XAxis;
import org.modelwright.app.runs.live.RunModel;
import org.modelwright.app.runs.live.RunView;
import org.modelwright.project.Project;
import org.modelwright.run.Heartbeat;
import org.modelwright.run.RunFolder;
import org.modelwright.run.RunState;
import org.testfx.api.FxRobot;
import org.testfx.service.query.NodeQuery;

/// A user who trains: what can be done with the mouse from the start page to runs that are compared. A
/// window that was closed is opened again on the same stage.
final class RunTour {

  /// A worker that starts on a busy machine takes its time.
  private static final int PATIENCE_SECONDS = 40;

  private static final Pattern PID = Pattern.compile("\"pid\":(\\d+)");

  private final Stage stage;
  private final FxRobot robot;
  private final Path folder;
  private final Path project;
  Tour window;

  /// On any thread but the FX thread.
  ///
  /// @param name of the project
  /// @param project what to open at once; empty for the start page
  RunTour(Stage stage, FxRobot robot, Path folder, String name, Optional<Path> project) {
    this.stage = stage;
    this.robot = robot;
    this.folder = folder;
    this.project = folder.resolve(name);
    window = new Tour(stage, robot, folder, project);
  }

  /// A project of the template, of a text of the user's own.
  void create(String template) {
    click("#template-" + template);
    window.retype("#new-name", String.valueOf(project.getFileName()));
    window.retype("#new-folder", folder.toString());
    window.retype("#new-data", window.ownText().toString());
    click("#create-project");
    window.window.waitUntilOpen();
    Tour.settle();
  }

  /// Chooses from the menus.
  void choose(String menu, String item) {
    robot.clickOn("#menu-" + menu).clickOn("#menu-item-" + item);
    Tour.settle();
  }

  void click(String id) {
    robot.clickOn(id);
    Tour.settle();
  }

  /// Turns the wheel over a scrolling page until something on it can be seen.
  void reveal(String page, String id) {
    Node view = robot.lookup(page).query();
    Node wanted = robot.lookup(id).query();
    robot.moveTo(view);
    for (int i = 0; i < 60; i++) {
      Bounds seen = view.localToScreen(view.getBoundsInLocal());
      Bounds now = wanted.localToScreen(wanted.getBoundsInLocal());
      if (seen.contains(now)) {
        return;
      }
      robot.scroll(
          1, now.getMaxY() > seen.getMaxY() ? VerticalDirection.DOWN : VerticalDirection.UP);
      Tour.settle();
    }
    throw new AssertionError("the wheel does not lead to " + id);
  }

  /// Chooses a preset on the training page and applies it.
  void preset(String name) {
    for (String button : List.of("#training-preset-" + name, "#training-preset-apply")) {
      reveal("#training-scroll", button);
      click(button);
    }
  }

  /// Gives a setting on the training page another value.
  void set(String field, String value) {
    reveal("#training-scroll", field);
    window.retype(field, value);
  }

  /// Waits until the training page is ready and presses Start; the run's page opens.
  RunFolder start() {
    List<RunFolder> before = runs();
    // of a text that was not encoded yet it is ready with a remark
    waitFor(() -> text("#training-ready-verdict").startsWith("Ready"));
    click("#training-start");
    waitFor(() -> runs().size() == before.size() + 1);
    RunFolder run = newest();
    waitFor(() -> isShown(run));
    return run;
  }

  boolean isShown(RunFolder run) {
    return robot
        .lookup("#run-view")
        .tryQueryAs(RunView.class)
        .filter(view -> view.model().run().name().equals(run.name()))
        .isPresent();
  }

  /// Of the run whose page is in front.
  RunModel model() {
    return robot.lookup("#run-view").queryAs(RunView.class).model();
  }

  Curve loss() {
    return model().curves().curve(Metric.LOSS);
  }

  /// Waits for a state that the page says in words.
  void waitForState(RunState state, String words) {
    waitFor(() -> model().state() == state);
    assertThat(text("#run-state")).isEqualTo(words);
  }

  /// The curve has a point for each step from the first to so many.
  void assertWholeTo(long step) {
    Curve loss = loss();
    assertThat(loss.size()).isEqualTo((int) step);
    for (int i = 0; i < loss.size(); i++) {
      assertThat(loss.x(XAxis.STEP, i)).isEqualTo(i + 1.0);
    }
  }

  String text(String id) {
    Node node = robot.lookup(id).query();
    return node instanceof Labeled labeled ? labeled.getText() : "";
  }

  /// All words of a part of the window.
  List<String> words(String id) {
    return robot
        .from(robot.lookup(id))
        .lookup((Node node) -> node instanceof Label)
        .queryAllAs(Label.class)
        .stream()
        .map(Label::getText)
        .toList();
  }

  /// What slides in from below.
  void waitForNotice(String sentence) {
    waitFor(() -> {
      var notices = robot.lookup("#run-notices").queryAs(NotificationPane.class);
      return notices.isShowing() && notices.getText().startsWith(sentence);
    });
  }

  /// Clicks the lines of runs on the runs page, all but the first with Ctrl held.
  void select(RunFolder... runs) {
    for (int i = 0; i < runs.length; i++) {
      String name = runs[i].name();
      waitFor(() -> inside("#runs-table", name).tryQuery().isPresent());
      Node cell = inside("#runs-table", name).query();
      if (i == 0) {
        robot.clickOn(cell);
      } else {
        ctrlClick(cell);
      }
    }
    Tour.settle();
  }

  private NodeQuery inside(String part, String words) {
    return robot.from(robot.lookup(part)).lookup(words);
  }

  // the headless robot loses Ctrl
  private void ctrlClick(Node cell) {
    Point2D at = cell.localToScene(4, 4);
    robot.interact(() ->
        List.of(MouseEvent.MOUSE_PRESSED, MouseEvent.MOUSE_RELEASED)
            .forEach(type ->
                cell.fireEvent(
                    new MouseEvent(
                        type,
                        at.getX(),
                        at.getY(),
                        at.getX(),
                        at.getY(),
                        MouseButton.PRIMARY,
                        1,
                        false,
                        true,
                        false,
                        false,
                        true,
                        false,
                        false,
                        false,
                        false,
                        true,
                        null))));
  }

  /// Closes the window by its menu while runs are at work, and lets them go on.
  void closeAndLetGoOn() {
    choose("file", "quit");
    waitFor(() -> robot.lookup("#leave-let-go").tryQuery().isPresent());
    click("#leave-let-go");
    waitFor(() -> !stage.isShowing());
  }

  /// Starts again, and opens the project from the list of recent ones.
  void openAgain() {
    window = new Tour(stage, robot, folder, Optional.empty());
    String name = String.valueOf(project.getFileName());
    waitFor(() -> inside("#recent-list", name).tryQuery().isPresent());
    robot.clickOn(inside("#recent-list", name).<Node>query());
    window.window.waitUntilOpen();
    Tour.settle();
  }

  /// The oldest first.
  List<RunFolder> runs() {
    return RunFolder.list(Project.runs(project));
  }

  RunFolder newest() {
    return runs().getLast();
  }

  static void kill(RunFolder run) {
    if (Heartbeat.isAlive(run)) {
      signal(run, "KILL");
    }
  }

  /// Sends a signal to the worker of a run.
  static void signal(RunFolder run, String name) {
    try {
      Matcher pid = PID.matcher(Files.readString(run.heartbeat()));
      if (pid.find()) {
        new ProcessBuilder("kill", "-" + name, pid.group(1)).start().waitFor();
      }
    } catch (IOException | InterruptedException e) {
      throw new AssertionError(e);
    }
  }

  static void waitFor(BooleanSupplier condition) {
    Waiting.until(PATIENCE_SECONDS, condition::getAsBoolean);
  }

  /// Ends what is left.
  void end() {
    if (Files.exists(Project.runs(project))) {
      runs().forEach(RunTour::kill);
    }
    if (stage.isShowing()) {
      window.shot("end");
      window.close();
    }
  }
}
