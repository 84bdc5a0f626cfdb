package org.modelwright.app.runs.history;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Random;
import java.util.function.BooleanSupplier;
import javafx.event.Event;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.control.TableColumn;
import javafx.scene.control.TableView;
import javafx.scene.control.TextField;
import javafx.scene.input.KeyCode;
import javafx.scene.input.KeyEvent;
import javafx.stage.Stage;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.modelwright.app.AppContext;
import org.modelwright.app.command.Commands;
import org.modelwright.app.common.Answers;
import org.modelwright.app.common.Preferences;
import org.modelwright.app.common.Tasks;
import org.modelwright.app.common.Texts;
import org.modelwright.app.common.Waiting;
import org.modelwright.app.design.Look;
import org.modelwright.file.FileTree;
import org.modelwright.run.EventLog;
import org.modelwright.run.RunFolder;
import org.modelwright.run.RunLabels;
import org.modelwright.run.RunState;
import org.testfx.api.FxRobot;
import org.testfx.framework.junit5.ApplicationExtension;
import org.testfx.framework.junit5.Start;

@ExtendWith(ApplicationExtension.class)
class RunsViewUiTest {

  private final List<String> asked = new ArrayList<>();
  private final Answers files = new Answers();
  private Path folder;
  private RunsView view;

  @Start
  void start(Stage stage) throws Exception {
    folder = Files.createTempDirectory("runs");
    SomeRuns.project(folder, 8);
    var context =
        new AppContext(
            new Texts(Locale.ENGLISH),
            new Tasks(),
            new Commands(),
            new Preferences(folder.resolve("preferences.json")),
            files);
    view = new RunsView(context, folder, actions());
    stage.setScene(Look.scene(view, false, 960, 700));
    stage.setX(0);
    stage.setY(0);
    stage.show();
  }

  @AfterEach
  void close(FxRobot robot) throws Exception {
    robot.interact(view::dispose);
    FileTree.delete(folder);
  }

  private RunActions actions() {
    return new RunActions() {
      @Override
      public void open(RunFolder run) {
        asked.add("open " + run.name());
      }

      @Override
      public void prompt(RunFolder run) {
        asked.add("prompt " + run.name());
      }

      @Override
      public void repeat(RunFolder run) {
        asked.add("repeat " + run.name());
      }

      @Override
      public void resume(RunFolder run) {
        asked.add("resume " + run.name());
      }

      @Override
      public void branch(RunFolder run) {
        asked.add("branch " + run.name());
      }
    };
  }

  private static void waitFor(BooleanSupplier condition) {
    Waiting.until(10, condition::getAsBoolean);
  }

  @SuppressWarnings("unchecked")
  private static TableView<RunItem> table(FxRobot robot) {
    return robot.lookup("#runs-table").queryAs(TableView.class);
  }

  private static List<String> names(FxRobot robot) {
    return table(robot).getItems().stream().map(RunItem::name).toList();
  }

  private static void choose(FxRobot robot, int... lines) {
    robot.interact(() -> {
      table(robot).getSelectionModel().clearSelection();
      for (int line : lines) {
        table(robot).getSelectionModel().select(line);
      }
    });
  }

  private static void press(FxRobot robot, String id) {
    robot.interact(() -> {
      Button button = robot.lookup("#" + id).queryButton();
      assertThat(button.isDisabled()).as(id + " is disabled").isFalse();
      button.fire();
    });
  }

  private static String words(FxRobot robot, String id) {
    return robot.lookup("#" + id).queryAs(Label.class).getText();
  }

  private void search(FxRobot robot, String text) {
    robot.interact(() -> robot.lookup("#runs-search").queryAs(TextField.class).setText(text));
  }

  private void waitUntilThere(FxRobot robot) {
    waitFor(() -> table(robot).getItems().size() == 8 && view.model().loadedProperty().get());
  }

  @Test
  void theNewestComesFirstAndASearchNarrows(FxRobot robot) {
    waitUntilThere(robot);
    assertThat(names(robot).getFirst()).isEqualTo(SomeRuns.name(8));
    assertThat(table(robot).getItems().getFirst().row().state()).isEqualTo(RunState.FAILED);
    search(robot, "training.learningRate < 4.5e-4 and state = failed");
    waitFor(() -> names(robot).equals(List.of(SomeRuns.name(4))));
    assertThat(words(robot, "runs-counts")).isEqualTo("1 of 8 runs");
    search(robot, "tag = baseline");
    waitFor(() -> names(robot).equals(List.of(SomeRuns.name(1))));
    search(robot, "loss <");
    waitFor(() -> words(robot, "runs-search-refusal").contains("at character 6"));
    assertThat(names(robot)).as("what was found last stays").hasSize(1);
    search(robot, "tag = nobody");
    waitFor(() -> names(robot).isEmpty());
    assertThat(words(robot, "runs-search-refusal")).isEmpty();
    assertThat(words(robot, "runs-empty")).isEqualTo("No run is like that. Change the search.");
    search(robot, "");
    waitFor(() -> names(robot).size() == 8);
  }

  @Test
  void tagsAndNotesAreEditedInPlace(FxRobot robot) {
    waitUntilThere(robot);
    edit(robot, "tags", "wide, second");
    waitFor(
        () -> RunLabels.read(SomeRuns.folder(folder, 8)).tags().equals(List.of("wide", "second")));
    waitFor(() -> table(robot).getItems().getFirst().row().tags().contains("second"));
    edit(robot, "note", "with more heads");
    waitFor(() -> RunLabels.read(SomeRuns.folder(folder, 8)).note().equals("with more heads"));
    edit(robot, "tags", "a".repeat(60));
    waitFor(() -> words(robot, "runs-notice-words").contains("cannot be a tag"));
    assertThat(RunLabels.read(SomeRuns.folder(folder, 8)).tags()).contains("wide");
  }

  private void edit(FxRobot robot, String column, String words) {
    robot.interact(() -> {
      TableColumn<RunItem, ?> edited =
          table(robot).getColumns().stream()
              .filter(c -> c.getId().equals("runs-column-" + column))
              .findFirst()
              .orElseThrow();
      table(robot).scrollToColumn(edited);
      table(robot).layout();
      edit(table(robot), edited);
    });
    robot.interact(() -> {
      TextField field = robot.lookup("#runs-edit-" + column).queryAs(TextField.class);
      field.setText(words);
      field.fireEvent(new javafx.event.ActionEvent());
    });
  }

  private static <T> void edit(TableView<RunItem> table, TableColumn<RunItem, T> column) {
    table.edit(0, column);
  }

  @Test
  void whatIsDeletedComesBack(FxRobot robot) {
    waitUntilThere(robot);
    choose(robot, 0, 1);
    press(robot, "runs-delete");
    waitFor(() -> names(robot).size() == 6);
    assertThat(SomeRuns.name(8)).isNotIn(names(robot));
    assertThat(words(robot, "runs-notice-words")).isEqualTo("Deleted 2 runs.");
    robot.interact(() -> robot.lookup("#runs-notice-act").queryButton().fire());
    waitFor(() -> names(robot).size() == 8);
    assertThat(names(robot).getFirst()).isEqualTo(SomeRuns.name(8));
  }

  @Test
  void actionsFitTheSelectionAndReachTheirOwners(FxRobot robot) {
    waitUntilThere(robot);
    choose(robot);
    Button open = robot.lookup("#runs-open").queryButton();
    assertThat(open.isDisabled()).isTrue();
    choose(robot, 0, 2);
    assertThat(open.isDisabled()).isTrue();
    choose(robot, 2);
    press(robot, "runs-open");
    press(robot, "runs-repeat");
    press(robot, "runs-resume");
    press(robot, "runs-branch");
    robot.interact(() ->
        Event.fireEvent(
            table(robot),
            new KeyEvent(KeyEvent.KEY_PRESSED, "", "", KeyCode.ENTER, false, false, false, false)));
    String run = SomeRuns.name(6);
    assertThat(asked)
        .containsExactly(
            "open " + run, "repeat " + run, "resume " + run, "branch " + run, "open " + run);
  }

  @Test
  void runsAreComparedBelowTheTable(FxRobot robot) throws Exception {
    waitUntilThere(robot);
    choose(robot, 0, 1);
    press(robot, "runs-difference");
    waitFor(() -> robot.lookup("#runs-difference-pane").tryQuery().isPresent());
    assertThat(robot.lookup(".label").queryAllAs(Label.class))
        .extracting(Label::getText)
        .contains("data.context", "256", "128", "• `main/attention`: heads is 4 instead of 8");
    press(robot, "runs-overlay");
    waitFor(() -> robot.lookup("#runs-overlay-pane").tryQuery().isPresent());
    assertThat(robot.lookup("#runs-difference-pane").tryQuery()).isEmpty();
    assertThat(robot.lookup(".curve-chart").tryQuery()).isPresent();
    robot.interact(() -> robot.lookup("#runs-close-below").queryButton().fire());
    assertThat(robot.lookup("#runs-overlay-pane").tryQuery()).isEmpty();
    Path report = folder.resolve("report.html");
    files.next.add(report);
    press(robot, "runs-report");
    waitFor(() -> words(robot, "runs-notice-words").startsWith("Wrote "));
    assertThat(Files.readString(report)).contains(SomeRuns.name(8), SomeRuns.name(7), "<svg");
  }

  @Test
  void checkpointsGoAfterAQuestion(FxRobot robot) {
    waitUntilThere(robot);
    choose(robot, 0);
    press(robot, "runs-prune");
    assertThat(words(robot, "runs-notice-words")).contains("cannot be undone");
    Path checkpoints = SomeRuns.folder(folder, 8).checkpoints();
    assertThat(checkpoints.toFile().list()).hasSize(3);
    robot.interact(() -> robot.lookup("#runs-notice-act").queryButton().fire());
    waitFor(() -> words(robot, "runs-notice-words").endsWith(" freed."));
    assertThat(checkpoints.toFile().list()).containsExactly("step-000120");
  }

  @Test
  void aRunThatGoesOnIsFollowed(FxRobot robot) {
    waitUntilThere(robot);
    choose(robot, 1);
    RunItem chosen = table(robot).getSelectionModel().getSelectedItem();
    press(robot, "runs-overlay");
    waitFor(() -> robot.lookup("#runs-overlay-pane").tryQuery().isPresent());
    var overlay = robot.lookup("#runs-overlay-pane").queryAs(OverlayPane.class);
    Instant now = Instant.parse("2026-11-24T08:00:00Z");
    try (var log = new EventLog(SomeRuns.folder(folder, 7).events())) {
      log.append(new org.modelwright.run.Event.StateChanged(now, RunState.PREPARING));
      log.append(new org.modelwright.run.Event.Resumed(now, 200));
      log.append(SomeRuns.step(now, 201, 1.0, new Random(1)));
      log.append(new org.modelwright.run.Event.Failed(now, "It was ended."));
    }
    waitFor(() -> chosen.row().steps() == 201);
    assertThat(chosen.row().state()).isEqualTo(RunState.FAILED);
    waitFor(() -> overlay.runs().getFirst().curves().newest().step() == 201);
    assertThat(table(robot).getSelectionModel().getSelectedItems()).containsExactly(chosen);
  }
}
