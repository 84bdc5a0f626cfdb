package org.modelwright.app.workbench;

import ch.qos.logback.classic.Level;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import javafx.application.Platform;
import javafx.beans.binding.Bindings;
import javafx.beans.value.ChangeListener;
import javafx.geometry.Insets;
import javafx.geometry.Pos;
import javafx.scene.Group;
import javafx.scene.Scene;
import javafx.scene.layout.BorderPane;
import javafx.scene.layout.StackPane;
import javafx.stage.Stage;
import org.jspecify.annotations.Nullable;
import org.modelwright.app.AppContext;
import org.modelwright.app.command.CommandMenuBar;
import org.modelwright.app.command.CommandPalette;
import org.modelwright.app.common.Disposable;
import org.modelwright.app.common.Texts;
import org.slf4j.LoggerFactory;

/// The one window, put together: menus, the start page or a project, status bar, command palette.
public final class WorkbenchWindow {

  private static final String LANGUAGE = "language";

  private final Stage stage;
  private final AppContext context;
  private final Theme theme;
  private final Messages messages = new Messages();
  private final LogLines log = new LogLines();
  private final Projects projects;
  private final HelpWindows help;
  private final Questions questions;
  private final CommandPalette palette;
  private final StatusBar status;
  private final BorderPane frame = new BorderPane();
  private final ChangeListener<@Nullable ProjectSession> sessionListener;
  private final Thread.@Nullable UncaughtExceptionHandler handlerBefore;

  /// Fills the stage and shows it.
  ///
  /// @param folder the project to begin with; empty for the start page
  public static WorkbenchWindow open(
      Stage stage, AppContext context, boolean systemIsDark, Optional<Path> folder) {
    var window = new WorkbenchWindow(stage, context, systemIsDark);
    if (folder.isEmpty()) {
      window.showContent(null);
    }
    stage.show();
    folder.ifPresent(window.projects::open);
    return window;
  }

  private WorkbenchWindow(Stage stage, AppContext context, boolean systemIsDark) {
    this.stage = stage;
    this.context = context;
    Texts texts = context.texts();
    theme = new Theme(context.preferences(), systemIsDark);
    String language = context.preferences().get(LANGUAGE, "");
    if (!language.isEmpty()) {
      texts.localeProperty().set(Locale.forLanguageTag(language));
    }
    texts
        .localeProperty()
        .subscribe((_, now) -> context.preferences().set(LANGUAGE, now.toLanguageTag()));
    log.attach();
    handlerBefore = Thread.getDefaultUncaughtExceptionHandler();
    Thread.setDefaultUncaughtExceptionHandler(new Failures(texts, messages));
    messages.newestProperty().subscribe(this::keepInLog);
    questions = new DialogQuestions(stage, texts, theme);
    projects =
        new Projects(context, messages, questions, new RecentProjects(context.preferences()));
    help = new HelpWindows(stage, texts, theme);
    palette = new CommandPalette(texts, context.commands(), messages::refuse);
    status = new StatusBar(context, projects, messages, stage);
    new WindowCommands(context, projects, theme, help, palette, this::quit).bind();
    frame.setTop(new CommandMenuBar(texts, context.commands(), messages::refuse));
    frame.setBottom(status);
    StackPane.setAlignment(palette, Pos.TOP_CENTER);
    StackPane.setMargin(palette, new Insets(48, 16, 16, 16));
    sessionListener = (_, _, now) -> showContent(now);
    projects.sessionProperty().addListener(sessionListener);
    projects
        .failureProperty()
        .subscribe(why -> {
          if (!why.isEmpty() && frame.getCenter() == null) {
            showContent(null);
          }
        });
    fill();
  }

  private void fill() {
    var size = new WindowSize(context.preferences());
    var root = new StackPane(frame, palette);
    root.setId("workbench");
    // the content comes after the style sheets, since its colours are looked up at once
    var scene = new Scene(new Group(), size.width(), size.height());
    theme.dress(scene);
    scene.setRoot(root);
    stage.setScene(scene);
    size.follow(stage);
    var dirty = projects.sessionProperty().flatMap(s -> s.dirtyProperty()).orElse(false);
    var name = projects.sessionProperty().map(ProjectSession::name).orElse("");
    stage
        .titleProperty()
        .bind(
            Bindings.createStringBinding(
                () ->
                    name.getValue().isEmpty()
                        ? context.texts().get("workbench.window.title")
                        : context
                            .texts()
                            .get(
                                dirty.getValue()
                                    ? "workbench.window.title.dirty"
                                    : "workbench.window.title.project",
                                name.getValue()),
                name,
                dirty,
                context.texts().localeProperty()));
    stage.setOnCloseRequest(e -> {
      e.consume();
      quit();
    });
    stage
        .focusedProperty()
        .subscribe(focused -> {
          if (focused) {
            projects.lookAtDisk();
          }
        });
  }

  private void showContent(@Nullable ProjectSession session) {
    Disposable.release(frame.getCenter());
    if (session == null) {
      var start = new StartPage(context, projects);
      frame.setCenter(start);
      Platform.runLater(start::focusFirst);
    } else {
      var view = new ProjectView(context, session, log, messages);
      frame.setCenter(view);
      Platform.runLater(view::focusDrawing);
    }
  }

  private void keepInLog(Messages.@Nullable Message message) {
    if (message != null) {
      switch (message.weight()) {
        case NOTE -> log.add(Level.INFO, message.sentence());
        case REFUSAL -> log.add(Level.WARN, message.sentence());
        case FAILURE -> {} // the log has it already, with its trace
      }
    }
  }

  /// Closes the window, after a question where there is unsaved work, and one where runs are at work.
  public void quit() {
    projects.leave(() ->
        new LeavingRuns(context.texts(), questions, messages)
            .leave(
                frame.getCenter() instanceof ProjectView view ? view.runsAtWork() : List.of(),
                this::close));
  }

  /// Closes the window and lets go of everything; asks nothing.
  public void close() {
    projects.sessionProperty().removeListener(sessionListener);
    Disposable.release(frame.getCenter());
    projects.dispose();
    status.dispose();
    context.preferences().save();
    log.detach();
    Thread.setDefaultUncaughtExceptionHandler(handlerBefore);
    help.close();
    stage.titleProperty().unbind();
    stage.setOnCloseRequest(null);
    stage.hide();
  }

  Scene scene() {
    return stage.getScene();
  }

  Projects projects() {
    return projects;
  }

  Messages messages() {
    return messages;
  }

  Theme theme() {
    return theme;
  }

  LogLines log() {
    return log;
  }

  /// What nobody caught: it goes to the log, and the user is told once. The window goes on.
  private record Failures(Texts texts, Messages messages)
      implements Thread.UncaughtExceptionHandler {
    @Override
    public void uncaughtException(Thread thread, Throwable thrown) {
      LoggerFactory.getLogger(WorkbenchWindow.class).error("Uncaught in {}", thread, thrown);
      Platform.runLater(() -> messages.fail(texts.get("workbench.failure", thrown.toString())));
    }
  }
}
