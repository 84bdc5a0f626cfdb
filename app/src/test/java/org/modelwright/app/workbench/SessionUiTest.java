package org.modelwright.app.workbench;

import static org.assertj.core.api.Assertions.assertThat;
import static org.modelwright.app.workbench.TestWindow.drawing;
import static org.modelwright.app.workbench.TestWindow.waitFor;
import static org.modelwright.app.workbench.TestWindow.writeDrawing;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;
import javafx.scene.control.Label;
import javafx.scene.control.Tab;
import javafx.scene.control.TabPane;
import javafx.stage.Stage;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.modelwright.app.command.CommandId;
import org.modelwright.graph.ArchitectureYaml;
import org.modelwright.run.ProcessIdentity;
import org.testfx.api.FxRobot;
import org.testfx.framework.junit5.ApplicationExtension;
import org.testfx.framework.junit5.Start;
import org.testfx.util.WaitForAsyncUtils;

/// An open project and its files.
@ExtendWith(ApplicationExtension.class)
class SessionUiTest {

  @TempDir Path folder;

  private Stage stage;
  private TestWindow window;
  private Path project;

  @Start
  void start(Stage stage) {
    this.stage = stage;
  }

  @AfterEach
  void close(FxRobot robot) {
    robot.interact(() -> window.window.close());
  }

  @Test
  void anEditMakesItDirtyAndUndoingMakesItClean(FxRobot robot) {
    open(robot);
    window.edit(robot);
    assertThat(stage.getTitle()).isEqualTo("java-model • - Modelwright");
    assertThat(tabTitle(robot)).isEqualTo("Drawing •");
    assertThat(detail(CommandId.UNDO)).isEqualTo("Repeat stack 8 times");
    robot.interact(
        () -> window.context.texts().localeProperty().set(java.util.Locale.SIMPLIFIED_CHINESE));
    assertThat(detail(CommandId.UNDO)).isEqualTo("将 stack 重复 8 次");
    assertThat(tabTitle(robot)).isEqualTo("绘图 •");
    window.run(robot, CommandId.UNDO);
    assertThat(stage.getTitle()).isEqualTo("java-model - Modelwright");
    assertThat(detail(CommandId.UNDO)).isEmpty();
    assertThat(detail(CommandId.REDO)).isEqualTo("将 stack 重复 8 次");
    assertThat(window.context.commands().find(CommandId.UNDO).orElseThrow().whyNot().get())
        .isEqualTo("command.why.nothingToUndo");
  }

  @Test
  void savingWritesTheDrawingAndOnlyAChangedOne(FxRobot robot) throws Exception {
    project = TestWindow.project(folder.resolve("java-model"), "java-lm");
    String commented = "# mine\n" + drawing(project);
    writeDrawing(project, commented);
    open(robot);
    robot.interact(() -> window.window.projects().save(() -> {}));
    assertThat(drawing(project)).isEqualTo(commented);
    window.edit(robot);
    window.run(robot, CommandId.SAVE);
    assertThat(drawing(project)).contains("repeat: 8").doesNotContain("# mine");
    assertThat(stage.getTitle()).isEqualTo("java-model - Modelwright");
    assertThat(ArchitectureYaml.parse(drawing(project), "it").architecture())
        .isEqualTo(window.session().design().architecture());
  }

  @Test
  void revertingGoesBackToTheFile(FxRobot robot) {
    open(robot);
    window.edit(robot);
    window.run(robot, CommandId.REVERT);
    robot.clickOn("#revert-confirm");
    waitFor(() -> !window.session().dirty());
    assertThat(repeat()).isEqualTo(4);
  }

  @Test
  void unsavedWorkIsAskedAboutAndCancelStays(FxRobot robot) {
    open(robot);
    window.edit(robot);
    window.run(robot, CommandId.CLOSE_PROJECT);
    assertThat(robot.lookup("#question-text").queryAs(Label.class).getText())
        .contains("java-model");
    robot.clickOn("#unsaved-cancel");
    assertThat(window.isOpen()).isTrue();
    assertThat(repeat()).isEqualTo(8);
  }

  @Test
  void dontSaveLeavesTheFileAsItWas(FxRobot robot) {
    open(robot);
    String before = drawing(project);
    window.edit(robot);
    window.run(robot, CommandId.CLOSE_PROJECT);
    robot.clickOn("#unsaved-discard");
    waitFor(() -> !window.isOpen());
    assertThat(drawing(project)).isEqualTo(before);
    assertThat(robot.lookup("#start-page").tryQuery()).isPresent();
  }

  @Test
  void quittingAsksAndSavesFirst(FxRobot robot) {
    open(robot);
    window.edit(robot);
    window.run(robot, CommandId.QUIT);
    assertThat(stage.isShowing()).isTrue();
    robot.clickOn("#unsaved-save");
    waitFor(() -> !stage.isShowing());
    assertThat(drawing(project)).contains("repeat: 8");
    assertThat(window.preferences).exists();
  }

  @Test
  void afterACrashUnsavedWorkIsOffered(FxRobot robot) {
    open(robot);
    window.edit(robot);
    Path kept = kept("architecture.yaml");
    robot.interact(() -> window.window.projects().keepUnsaved());
    waitFor(() -> Files.exists(kept));
    // closed without a question, and so without a word to the recovery file: as good as a crash
    robot.interact(() -> window.window.close());
    open(robot);
    waitFor(() -> robot.lookup("#recovery-restore").tryQuery().isPresent());
    assertThat(robot.lookup("#question-text").queryAs(Label.class).getText())
        .contains("architecture.yaml", "just now", "differs in 1 lines");
    assertThat(repeat()).isEqualTo(4);
    robot.clickOn("#recovery-restore");
    waitFor(() -> repeat() == 8);
    assertThat(window.session().dirty()).isTrue();
    window.run(robot, CommandId.SAVE);
    assertThat(drawing(project)).contains("repeat: 8");
    assertThat(project.resolve(".recovery")).doesNotExist();
  }

  @Test
  void afterACrashUnsavedSettingsAreOffered(FxRobot robot) throws Exception {
    open(robot);
    Path training = project.resolve("training.yaml");
    String before = Files.readString(training);
    robot.interact(() -> window.session().settings().training().set("steps", "777"));
    robot.interact(() -> window.window.projects().keepUnsaved());
    waitFor(() -> Files.exists(kept("training.yaml")));
    robot.interact(() -> window.window.close());
    assertThat(Files.readString(training)).isEqualTo(before);
    open(robot);
    waitFor(() -> robot.lookup("#recovery-restore").tryQuery().isPresent());
    assertThat(robot.lookup("#question-text").queryAs(Label.class).getText())
        .contains("training.yaml", "just now")
        .doesNotContain("architecture.yaml", "lines");
    robot.clickOn("#recovery-restore");
    waitFor(() -> window.session().dirty());
    assertThat(window.session().settings().text("training.steps")).isEqualTo("777");
    window.run(robot, CommandId.SAVE);
    assertThat(Files.readString(training)).contains("steps: 777");
    assertThat(project.resolve(".recovery")).doesNotExist();
  }

  @Test
  void whatWasUndoneIsNotKept(FxRobot robot) {
    open(robot);
    window.edit(robot);
    robot.interact(() -> window.window.projects().keepUnsaved());
    waitFor(() -> Files.exists(kept("architecture.yaml")));
    window.run(robot, CommandId.UNDO);
    robot.interact(() -> window.window.close());
    assertThat(project.resolve(".recovery")).doesNotExist();
  }

  @Test
  void whatWasGivenUpIsNotKeptWhileTheNextProjectOpens(FxRobot robot) {
    open(robot);
    window.edit(robot);
    robot.interact(() -> {
      window.session().giveUp();
      window.window.projects().keepUnsaved();
    });
    // it would be written by a thread of its own
    WaitForAsyncUtils.sleep(500, TimeUnit.MILLISECONDS);
    assertThat(project.resolve(".recovery")).doesNotExist();
  }

  @Test
  void whatIsEditedWhileTheNextProjectIsReadIsAskedAbout(FxRobot robot) {
    open(robot);
    Path other = TestWindow.project(project.resolveSibling("other"), "java-lm");
    robot.interact(() -> {
      window.window.projects().open(other);
      window.session().design().execute(TestWindow.EIGHT);
    });
    waitFor(() -> robot.lookup("#unsaved-cancel").tryQuery().isPresent());
    robot.clickOn("#unsaved-cancel");
    assertThat(window.session().folder()).isEqualTo(project);
    assertThat(repeat()).isEqualTo(8);
  }

  @Test
  void whatWasGivenUpIsAskedAboutAgainWhereTheNextProjectCannotBeOpened(FxRobot robot) {
    open(robot);
    window.edit(robot);
    robot.interact(() -> window.window.projects().open(project.resolveSibling("nowhere")));
    robot.clickOn("#unsaved-discard");
    waitFor(() -> !window.window.projects().failureProperty().get().isEmpty());
    window.run(robot, CommandId.CLOSE_PROJECT);
    robot.clickOn("#unsaved-cancel");
    assertThat(repeat()).isEqualTo(8);
  }

  @Test
  void theUnsavedWorkOfAnotherWindowIsNotOffered(FxRobot robot) throws Exception {
    open(robot);
    robot.interact(() -> window.window.close());
    long other = ProcessHandle.current().parent().orElseThrow().pid();
    Path own = Files.createDirectories(kept(other));
    String edited = drawing(project).replace("repeat: 4", "repeat: 9");
    Files.writeString(own.resolve("architecture.yaml"), edited);
    Path left = Files.createDirectories(project.resolve(".recovery").resolve("1-1"));
    Files.writeString(
        left.resolve("architecture.yaml"), drawing(project).replace("repeat: 4", "repeat: 7"));
    open(robot);
    waitFor(() -> robot.lookup("#recovery-discard").tryQuery().isPresent());
    robot.clickOn("#recovery-discard");
    waitFor(() -> Files.notExists(left));
    robot.interact(() -> window.window.close());
    open(robot);
    assertThat(robot.lookup("#recovery-restore").tryQuery()).isEmpty();
    assertThat(own.resolve("architecture.yaml")).hasContent(edited);
  }

  @Test
  void aRestoredDrawingWithoutPlacesIsLaidOut(FxRobot robot) throws Exception {
    open(robot);
    robot.interact(() -> window.window.close());
    String unplaced = drawing(project).replaceAll("(?m), at: \\[[^]]*]|^ *at: .*\\R", "");
    assertThat(unplaced).isNotEqualTo(drawing(project));
    Path left = Files.createDirectories(project.resolve(".recovery").resolve("1-1"));
    Files.writeString(
        left.resolve("architecture.yaml"), unplaced.replace("repeat: 4", "repeat: 9"));
    open(robot);
    waitFor(() -> robot.lookup("#recovery-restore").tryQuery().isPresent());
    robot.clickOn("#recovery-restore");
    waitFor(() -> repeat() == 9);
    assertThat(window.session().design().architecture().main().nodes())
        .extracting(node -> node.at())
        .doesNotHaveDuplicates();
  }

  @Test
  void anotherProgramsChangeIsShownWhereNothingIsUnsaved(FxRobot robot) {
    open(robot);
    writeDrawing(project, drawing(project).replace("repeat: 4", "repeat: 16"));
    robot.interact(() -> window.window.projects().lookAtDisk());
    waitFor(() -> repeat() == 16);
    assertThat(window.session().dirty()).isFalse();
    assertThat(robot.lookup("#status-message").queryAs(Label.class).getText()).contains("reloaded");
  }

  @Test
  void anotherProgramsChangeIsAskedAboutWhereSomethingIs(FxRobot robot) {
    open(robot);
    window.edit(robot);
    writeDrawing(project, drawing(project).replace("repeat: 4", "repeat: 16"));
    robot.interact(() -> window.window.projects().lookAtDisk());
    waitFor(() -> robot.lookup("#elsewhere-keep").tryQuery().isPresent());
    robot.clickOn("#elsewhere-keep");
    assertThat(repeat()).isEqualTo(8);
    window.run(robot, CommandId.UNDO);
    assertThat(window.session().dirty()).as("the file is neither state").isTrue();
    window.run(robot, CommandId.SAVE);
    waitFor(() -> drawing(project).contains("repeat: 4"));
  }

  @Test
  void reloadingTakesTheOtherProgramsDrawing(FxRobot robot) {
    open(robot);
    window.edit(robot);
    writeDrawing(project, drawing(project).replace("repeat: 4", "repeat: 16"));
    robot.interact(() -> window.window.projects().lookAtDisk());
    waitFor(() -> robot.lookup("#elsewhere-reload").tryQuery().isPresent());
    robot.clickOn("#elsewhere-reload");
    waitFor(() -> repeat() == 16);
    assertThat(window.session().dirty()).isFalse();
  }

  @Test
  void aFileThatBecameBrokenIsSaidAndNotOverwrittenUnasked(FxRobot robot) {
    open(robot);
    window.edit(robot);
    writeDrawing(project, "format: 1\nmain: [\n");
    robot.interact(() -> window.window.projects().lookAtDisk());
    waitFor(() ->
        robot
            .lookup("#status-message")
            .queryAs(Label.class)
            .getText()
            .contains("cannot be read any more"));
    window.run(robot, CommandId.SAVE);
    robot.clickOn("#overwrite-cancel");
    assertThat(drawing(project)).isEqualTo("format: 1\nmain: [\n");
    window.run(robot, CommandId.SAVE);
    robot.clickOn("#overwrite-save");
    waitFor(() -> drawing(project).contains("repeat: 8"));
  }

  @Test
  void theOtherFilesAreFollowed(FxRobot robot) throws Exception {
    open(robot);
    Files.writeString(project.resolve("hardware.yaml"), "device: cuda:1\n");
    robot.interact(() -> window.window.projects().lookAtDisk());
    waitFor(() -> robot.lookup("#status-device").queryAs(Label.class).getText().equals("CUDA:1"));
  }

  @Test
  void aCopyHasTheDrawingAndNoRuns(FxRobot robot) throws Exception {
    open(robot);
    Files.createDirectories(project.resolve("runs").resolve("2026-01-01-1"));
    Files.createDirectories(project.resolve("cache"));
    Files.writeString(project.resolve("notes.txt"), "mine");
    window.edit(robot);
    Path copy = folder.resolve("copy of it");
    window.chosen.add(copy);
    window.run(robot, CommandId.SAVE_AS);
    waitFor(() -> window.session().folder().equals(copy));
    assertThat(window.session().name()).isEqualTo("copy of it");
    assertThat(drawing(copy)).contains("repeat: 8");
    assertThat(drawing(project)).contains("repeat: 4");
    assertThat(copy.resolve("notes.txt")).hasContent("mine");
    assertThat(copy.resolve("runs")).doesNotExist();
    assertThat(copy.resolve("cache")).doesNotExist();
    assertThat(window.session().dirty()).isFalse();
  }

  private void open(FxRobot robot) {
    window = TestWindow.open(robot, stage, folder);
    project = window.session().folder();
  }

  /// Where this process keeps a file's unsaved work.
  private Path kept(String name) {
    return kept(ProcessHandle.current().pid()).resolve(name);
  }

  private Path kept(long pid) {
    return project
        .resolve(".recovery")
        .resolve(pid + "-" + ProcessIdentity.startOf(pid).replaceAll("\\W", ""));
  }

  private int repeat() {
    return window.session().design().architecture().main().node("stack").orElseThrow().repeat();
  }

  private String detail(CommandId id) {
    return window.context.commands().find(id).orElseThrow().detail().get();
  }

  private static String tabTitle(FxRobot robot) {
    Tab tab = robot.lookup("#center-tabs").queryAs(TabPane.class).getTabs().getFirst();
    return tab.getText();
  }
}
