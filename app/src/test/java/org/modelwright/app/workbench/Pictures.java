package org.modelwright.app.workbench;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import javafx.animation.AnimationTimer;
import javafx.application.Platform;
import javafx.scene.Group;
import javafx.scene.Parent;
import javafx.scene.Scene;
import javafx.scene.SnapshotParameters;
import javafx.scene.control.ButtonBase;
import javafx.scene.control.TableView;
import javafx.scene.image.WritableImage;
import javafx.scene.transform.Transform;
import javafx.stage.Stage;
import org.modelwright.app.command.CommandId;
import org.modelwright.app.design.Look;
import org.modelwright.app.runs.history.SomeRuns;
import org.modelwright.app.runs.live.RunFiles;
import org.modelwright.app.runs.queue.QueuePictures;
import org.modelwright.file.FileTree;
import org.modelwright.graph.Edit;
import org.modelwright.run.Event;
import org.modelwright.run.Heartbeat;
import org.modelwright.run.RunFolder;
import org.modelwright.run.RunState;

/// Renders the window's main states as PNG: 1280 x 720 and, at three times the density, 3840 x 2160; in
/// light, dark and Chinese. To add a state, add a line to `STATES`.
///
/// Arguments: the folder to write to, then the names of the states; all where none are named.
public final class Pictures {

  /// One picture's subject.
  ///
  /// @param template of the project that is open; empty for the start page
  /// @param fill adds runs to the project; what it returns is closed after the picture
  /// @param prepare brings the window into the state, on the FX thread
  /// @param go goes on from there, not on the FX thread
  private record State(
      String name,
      Optional<String> template,
      Fill fill,
      Consumer<TestWindow> prepare,
      Consumer<TestWindow> go) {

    private State(String name, Optional<String> template, Consumer<TestWindow> prepare) {
      this(name, template, _ -> () -> {}, prepare, w -> {});
    }
  }

  private interface Fill {
    AutoCloseable in(Path project) throws Exception;
  }

  /// How it is looked at.
  private record Guise(String name, boolean dark, Locale language) {}

  private static final List<State> STATES =
      List.of(
          new State("start", Optional.empty(), w -> {}),
          new State("project", Optional.of("java-lm"), w -> {}),
          new State(
              "command-palette",
              Optional.of("java-lm"),
              w -> w.context.commands().run(CommandId.COMMAND_PALETTE)),
          new State(
              "planner",
              Optional.of("java-lm"),
              w -> w.context.commands().run(CommandId.SHOW_PLANNER)),
          new State("run", Optional.of("text-char"), Pictures::running, w -> {}, w -> {}),
          new State(
              "runs",
              Optional.of("java-lm"),
              Pictures::runs,
              w -> w.context.commands().run(CommandId.SHOW_RUNS),
              w -> compare(w, "overlay")),
          new State(
              "difference",
              Optional.of("java-lm"),
              Pictures::runs,
              w -> w.context.commands().run(CommandId.SHOW_RUNS),
              w -> compare(w, "difference")),
          new State(
              "queue",
              Optional.of("java-lm"),
              QueuePictures::fill,
              w -> w.context.commands().run(CommandId.SHOW_QUEUE),
              w -> {}),
          new State(
              "sweep",
              Optional.of("java-lm"),
              QueuePictures::fill,
              w -> w.context.commands().run(CommandId.SHOW_QUEUE),
              w -> {
                TestWindow.waitFor(() -> w.window.scene().lookup("#queue-page-results") != null);
                press(w, "#queue-page-results");
              }),
          new State(
              "program-beside",
              Optional.of("java-lm"),
              w -> w.context.commands().run(CommandId.SHOW_PROGRAM_BESIDE)),
          new State(
              "analyzer",
              Optional.of("java-lm"),
              w -> {
                w.session().design().reveal("decoder/attention");
                w.context.commands().run(CommandId.SHOW_ANALYZER);
              }),
          new State(
              "problems",
              Optional.of("java-lm"),
              w -> {
                w.session()
                    .design()
                    .execute(new Edit.SetSetting("decoder", "attention", "heads", "7"));
                w.session().design().reveal("decoder/attention");
              }),
          new State(
              "data", Optional.of("java-lm"), w -> w.context.commands().run(CommandId.SHOW_DATA)),
          new State(
              "training",
              Optional.of("java-lm"),
              w -> w.context.commands().run(CommandId.SHOW_TRAINING)));

  private static final List<Guise> LOOKS =
      List.of(
          new Guise("light", false, Locale.ENGLISH),
          new Guise("dark", true, Locale.ENGLISH),
          new Guise("chinese", false, Locale.SIMPLIFIED_CHINESE));

  private static final int WIDTH = 1280;
  private static final int HEIGHT = 720;

  private Pictures() {}

  public static void main(String[] args) throws Exception {
    Path out = Files.createDirectories(Path.of(args[0]));
    List<String> wanted = List.of(args).subList(1, args.length);
    var ready = new CountDownLatch(1);
    Platform.startup(ready::countDown);
    ready.await();
    Platform.setImplicitExit(false);
    Path scratch = Files.createTempDirectory("pictures");
    try {
      for (State state : STATES) {
        if (wanted.isEmpty() || wanted.contains(state.name())) {
          render(state, scratch, out);
        }
      }
    } finally {
      FileTree.delete(scratch);
      Platform.exit();
    }
    System.exit(0);
  }

  private static void render(State state, Path scratch, Path out) throws Exception {
    Path folder = Files.createTempDirectory(scratch, state.name());
    Optional<Path> project =
        state.template().map(t -> TestWindow.project(folder.resolve("java-model"), t));
    AutoCloseable going = project.isPresent() ? state.fill().in(project.get()) : () -> {};
    TestWindow window =
        Look.onFx(() -> {
          var stage = new Stage();
          stage.setX(0);
          stage.setY(0);
          return new TestWindow(stage, folder, project);
        });
    if (project.isPresent()) {
      TestWindow.waitFor(() -> window.isOpen() && hasAnalysis(window));
      settle();
    }
    Look.onFx(() -> {
      state.prepare().accept(window);
      return 0;
    });
    settle();
    state.go().accept(window);
    for (Guise look : LOOKS) {
      Look.onFx(() -> {
        window.window.theme().darkProperty().set(look.dark());
        window.context.texts().localeProperty().set(look.language());
        return 0;
      });
      settle();
      snapshot(window, out.resolve(state.name() + "-" + look.name()));
    }
    Look.onFx(() -> {
      window.window.close();
      return 0;
    });
    going.close();
  }

  private static AutoCloseable running(Path project) throws Exception {
    RunFolder run = RunFiles.prepared(project);
    RunFiles.write(run, RunFiles.history(17_400));
    RunFiles.write(run, List.of(new Event.StateChanged(RunFiles.START, RunState.RUNNING)));
    return Heartbeat.start(run);
  }

  private static AutoCloseable runs(Path project) {
    SomeRuns.write(project, 12);
    return () -> {};
  }

  /// Selects some runs, and does something with them.
  private static void compare(TestWindow window, String action) {
    Scene scene = window.window.scene();
    TestWindow.waitFor(() ->
        scene.lookup("#runs-table") instanceof TableView<?> table && table.getItems().size() == 12);
    Look.onFx(() -> {
      ((TableView<?>) scene.lookup("#runs-table")).getSelectionModel().selectIndices(0, 1, 3);
      return 0;
    });
    press(window, "#runs-" + action);
    TestWindow.waitFor(() -> scene.lookup("#runs-close-below") != null);
  }

  private static void press(TestWindow window, String button) {
    Look.onFx(() -> {
      ((ButtonBase) window.window.scene().lookup(button)).fire();
      return 0;
    });
  }

  private static boolean hasAnalysis(TestWindow window) {
    return window.session().design().analysisProperty().get() != null;
  }

  /// The headless screen is smaller than the picture, so the content moves to a scene of its own.
  private static void snapshot(TestWindow window, Path file) throws Exception {
    Scene shown = window.window.scene();
    Parent root = shown.getRoot();
    Scene large =
        Look.onFx(() -> {
          shown.setRoot(new Group());
          var scene = new Scene(new Group(), WIDTH, HEIGHT);
          scene.getStylesheets().setAll(shown.getStylesheets());
          scene.setRoot(root); // after the style sheets: its colours are looked up at once
          scene.snapshot(null); // lays out
          return scene;
        });
    settle(); // charts draw anew in their new size
    Look.onFx(() -> {
      large.snapshot(null);
      write(root, file);
      large.setRoot(new Group());
      shown.setRoot(root);
      return 0;
    });
    settle();
  }

  private static void write(Parent root, Path file) {
    for (int scale : new int[] {1, 3}) {
      var parameters = new SnapshotParameters();
      parameters.setTransform(Transform.scale(scale, scale));
      WritableImage image = root.snapshot(parameters, null);
      Path png =
          file.resolveSibling(
              file.getFileName() + "-" + WIDTH * scale + "x" + HEIGHT * scale + ".png");
      Look.write(image, png);
    }
  }

  /// Waits until the window has been drawn a few times, and what was going on beside it is done.
  private static void settle() throws Exception {
    for (int i = 0; i < 2; i++) {
      var drawn = new CountDownLatch(20);
      Look.onFx(() -> {
        new AnimationTimer() {
          @Override
          public void handle(long now) {
            drawn.countDown();
            if (drawn.getCount() == 0) {
              stop();
            }
          }
        }.start();
        return 0;
      });
      drawn.await(10, TimeUnit.SECONDS);
    }
  }
}
