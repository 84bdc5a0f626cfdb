package org.modelwright.app.workbench;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.input.KeyCode;
import javafx.stage.Stage;
import org.controlsfx.control.NotificationPane;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.modelwright.app.command.CommandId;
import org.modelwright.app.runs.live.RunFiles;
import org.modelwright.run.Event;
import org.modelwright.run.Heartbeat;
import org.modelwright.run.RunFolder;
import org.modelwright.run.RunState;
import org.testfx.api.FxRobot;
import org.testfx.framework.junit5.ApplicationExtension;
import org.testfx.framework.junit5.Start;

/// Runs in the window: their tabs, their end, and what is asked when the window closes.
@ExtendWith(ApplicationExtension.class)
class RunTabsUiTest {

  @TempDir Path folder;

  private Stage stage;
  private TestWindow window;
  private Heartbeat worker;
  private RunFolder run;

  @Start
  void start(Stage stage) {
    this.stage = stage;
    stage.setX(0);
    stage.setY(0);
  }

  @AfterEach
  void end(FxRobot robot) {
    robot.interact(() -> window.window.close());
    if (worker != null) {
      worker.close();
    }
  }

  /// A run that is at work as far as its folder tells; its worker is this process.
  private void running() throws Exception {
    run = RunFiles.prepared(folder.resolve("p"));
    RunFiles.write(
        run,
        List.of(
            new Event.StateChanged(Instant.now(), RunState.RUNNING),
            RunFiles.step(1, Instant.now(), 3)));
    worker = Heartbeat.start(run);
  }

  private void open(FxRobot robot) {
    robot.interact(() -> window = new TestWindow(stage, folder, Optional.of(folder.resolve("p"))));
    window.waitUntilOpen();
  }

  private boolean hasTab() {
    return window.window.scene().lookup("#run-view") != null;
  }

  @Test
  void aRunAtWorkIsFoundAndItsEndIsSaidOnce(FxRobot robot) throws Exception {
    running();
    open(robot);
    TestWindow.waitFor(this::hasTab);
    TestWindow.waitFor(
        () -> robot.lookup("#run-state").queryAs(Label.class).getText().equals("Running"));
    assertThat(window.context.commands().find(CommandId.PAUSE_RUN)).isPresent();

    RunFiles.write(
        run,
        List.of(
            new Event.Stopped(Instant.now(), new Event.Summary(1, 3.0, null, null, 1, 1, 0, 1))));
    worker.close();
    Files.writeString(
        run.heartbeat(),
        Files.readString(run.heartbeat()).replaceFirst("\"pid\":\\d+", "\"pid\":999999999"));
    TestWindow.waitFor(
        () -> robot.lookup("#run-notices").queryAs(NotificationPane.class).isShowing());
    assertThat(robot.lookup("#run-notices").queryAs(NotificationPane.class).getText())
        .isEqualTo("Run " + run.name() + " was stopped.");
    assertThat(robot.lookup("#status-message").queryAs(Label.class).getText())
        .isEqualTo("Run " + run.name() + " was stopped.");

    robot.interact(() -> window.context.commands().run(CommandId.SHOW_DRAWING));
    TestWindow.waitFor(() -> window.context.commands().find(CommandId.PAUSE_RUN).isEmpty());
  }

  @Test
  void aRunOpensFromTheTree(FxRobot robot) throws Exception {
    run = RunFiles.prepared(folder.resolve("p"));
    open(robot);
    var tree = robot.lookup("#project-tree").queryAs(ProjectTree.class);
    TestWindow.waitFor(() -> !tree.getRoot().getChildren().getLast().getChildren().isEmpty());
    robot.interact(() -> {
      tree.getRoot().getChildren().getLast().setExpanded(true);
      tree.getSelectionModel()
          .select(tree.getRoot().getChildren().getLast().getChildren().getFirst());
      tree.requestFocus();
    });
    robot.push(KeyCode.ENTER);
    TestWindow.waitFor(this::hasTab);
    TestWindow.waitFor(
        () -> robot.lookup("#run-state").queryAs(Label.class).getText().equals("Not started yet"));
  }

  @Test
  void closingTheWindowAsksAndLetsTheRunGoOn(FxRobot robot) throws Exception {
    running();
    open(robot);
    TestWindow.waitFor(this::hasTab);
    robot.interact(() -> window.window.quit());
    TestWindow.waitFor(() -> robot.lookup("#leave-cancel").tryQuery().isPresent());
    robot.interact(() -> robot.lookup("#leave-cancel").queryAs(Button.class).fire());
    TestWindow.waitFor(() -> robot.lookup("#leave-cancel").tryQuery().isEmpty());
    assertThat(stage.isShowing()).isTrue();

    robot.interact(() -> window.window.quit());
    TestWindow.waitFor(() -> robot.lookup("#leave-let-go").tryQuery().isPresent());
    robot.interact(() -> robot.lookup("#leave-let-go").queryAs(Button.class).fire());
    TestWindow.waitFor(() -> !stage.isShowing());
    assertThat(Files.exists(run.commands())).as("a command was given").isFalse();
  }
}
