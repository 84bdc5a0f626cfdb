package org.modelwright.app.workbench;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Deque;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.BooleanSupplier;
import javafx.stage.Stage;
import org.modelwright.app.AppContext;
import org.modelwright.app.command.CommandId;
import org.modelwright.app.common.Answers;
import org.modelwright.app.common.Waiting;
import org.modelwright.app.design.Designs;
import org.modelwright.graph.Edit;
import org.modelwright.project.Project;
import org.modelwright.project.Templates;
import org.testfx.api.FxRobot;

/// A whole window for tests, 960 x 700, with preferences and file choosers of its own.
final class TestWindow {

  static final Edit EIGHT = new Edit.SetRepeat("main", "stack", 8);

  private final Answers files = new Answers();

  /// What the next file dialogs answer.
  final Deque<Path> chosen = files.next;

  final AppContext context;
  final Path preferences;
  WorkbenchWindow window;

  /// On the FX thread.
  TestWindow(Stage stage, Path folder, Optional<Path> project) {
    preferences = folder.resolve("workbench.json");
    context = Designs.context(Locale.ENGLISH, preferences, files);
    context.preferences().set("window.width", "960");
    context.preferences().set("window.height", "700");
    window = WorkbenchWindow.open(stage, context, false, project);
  }

  /// With a project of the template `java-lm` in `java-model`, made where it is not there.
  static TestWindow open(FxRobot robot, Stage stage, Path folder) {
    Path project = folder.resolve("java-model");
    if (Files.notExists(project)) {
      project(project, "java-lm");
    }
    var opened = new AtomicReference<TestWindow>();
    robot.interact(() -> opened.set(new TestWindow(stage, folder, Optional.of(project))));
    opened.get().waitUntilOpen();
    return opened.get();
  }

  /// Repeats the stack of the drawing 8 times instead of 4.
  void edit(FxRobot robot) {
    robot.interact(() -> assertThat(session().design().execute(EIGHT)).isTrue());
  }

  /// Runs a command that can be done now.
  void run(FxRobot robot, CommandId id) {
    robot.interact(() -> assertThat(context.commands().run(id)).isEmpty());
  }

  ProjectSession session() {
    ProjectSession session = window.projects().sessionProperty().get();
    if (session == null) {
      throw new AssertionError("no project is open: " + window.projects().failureProperty().get());
    }
    return session;
  }

  boolean isOpen() {
    return window.projects().sessionProperty().get() != null;
  }

  void waitUntilOpen() {
    waitFor(this::isOpen);
  }

  static void waitFor(BooleanSupplier condition) {
    Waiting.until(15, condition::getAsBoolean);
  }

  /// A project as the command line makes it, without a look at the data.
  static Path project(Path folder, String template) {
    try {
      Files.createDirectories(folder);
      Templates.write(folder, template, String.valueOf(folder.getFileName()));
      return folder;
    } catch (IOException e) {
      throw new AssertionError(e);
    }
  }

  static String drawing(Path project) {
    try {
      return Files.readString(project.resolve(Project.ARCHITECTURE));
    } catch (IOException e) {
      throw new AssertionError(e);
    }
  }

  static void writeDrawing(Path project, String text) {
    try {
      Files.writeString(project.resolve(Project.ARCHITECTURE), text);
    } catch (IOException e) {
      throw new AssertionError(e);
    }
  }
}
