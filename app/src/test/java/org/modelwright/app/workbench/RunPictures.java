package org.modelwright.app.workbench;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.FutureTask;
import javafx.application.Platform;
import javafx.scene.Group;
import javafx.scene.Parent;
import javafx.scene.Scene;
import javafx.scene.control.ScrollPane;
import javafx.stage.Stage;
import org.modelwright.app.command.CommandId;
import org.modelwright.app.common.Png;
import org.modelwright.app.runs.live.RunFiles;
import org.modelwright.file.FileTree;
import org.modelwright.run.Event;
import org.modelwright.run.Heartbeat;
import org.modelwright.run.RunFolder;
import org.modelwright.run.RunState;

/// Renders the page of a run that has made 20,000 of its steps in a window of 1280 x 800: running, in
/// light, dark and Chinese, scrolled down, asked for another learning rate, and failed.
///
/// Argument: the folder to write to.
public final class RunPictures {

  private static final double WIDTH = 1280;
  private static final double HEIGHT = 800;

  private final TestWindow window;
  private final Path out;

  private RunPictures(TestWindow window, Path out) {
    this.window = window;
    this.out = out;
  }

  public static void main(String[] args) throws Exception {
    var ready = new CountDownLatch(1);
    Platform.startup(ready::countDown);
    ready.await();
    Path folder = Files.createTempDirectory("run-pictures");
    Path project = TestWindow.project(folder.resolve("shakespeare"), "text-char");
    RunFolder run = RunFiles.prepared(project);
    RunFiles.write(run, RunFiles.history(17_400));
    RunFiles.write(run, List.of(new Event.StateChanged(RunFiles.START, RunState.RUNNING)));
    Files.writeString(
        run.log(), "--- worker launched 2026-11-23T10:00:00Z ---\nengine: libtorch 2.7.1\n");
    Heartbeat worker = Heartbeat.start(run);
    Stage stage =
        onFx(() -> {
          var made = new Stage();
          made.setX(0);
          made.setY(0);
          return made;
        });
    var pictures =
        new RunPictures(
            onFx(() -> new TestWindow(stage, folder, Optional.of(project))), Path.of(args[0]));
    Thread.sleep(4000);
    pictures.take("light", false, Locale.ENGLISH);
    pictures.take("dark", true, Locale.ENGLISH);
    pictures.take("chinese", false, Locale.SIMPLIFIED_CHINESE);
    onFx(() -> pictures.window.context.commands().run(CommandId.SET_LEARNING_RATE));
    pictures.take("rate", false, Locale.ENGLISH);
    onFx(() -> {
      pictures.window.window.scene().lookup("#run-rate-question").setVisible(false);
      ((ScrollPane) pictures.window.window.scene().lookup("#run-scroll")).setVvalue(1);
      return 0;
    });
    pictures.take("below", true, Locale.ENGLISH);
    worker.close();
    Files.writeString(
        run.heartbeat(),
        Files.readString(run.heartbeat()).replaceFirst("\"pid\":\\d+", "\"pid\":999999999"));
    onFx(() -> {
      ((ScrollPane) pictures.window.window.scene().lookup("#run-scroll")).setVvalue(0);
      return 0;
    });
    Thread.sleep(4000);
    pictures.take("failed", false, Locale.ENGLISH);
    FileTree.delete(folder);
    System.exit(0);
  }

  /// The headless screen is smaller than the picture, so the content moves to a scene of its own for a
  /// while.
  private void take(String name, boolean dark, Locale language) throws Exception {
    onFx(() -> {
      window.window.theme().darkProperty().set(dark);
      window.context.texts().localeProperty().set(language);
      return 0;
    });
    Thread.sleep(600);
    Scene shown = window.window.scene();
    Parent root = shown.getRoot();
    Scene large =
        onFx(() -> {
          shown.setRoot(new Group());
          var scene = new Scene(new Group(), WIDTH, HEIGHT);
          scene.getStylesheets().setAll(shown.getStylesheets());
          scene.setRoot(root);
          scene.snapshot(null); // lays out
          return scene;
        });
    Thread.sleep(800); // charts draw anew in their new size
    byte[] png =
        onFx(() -> {
          large.snapshot(null);
          return Png.write(large.snapshot(null));
        });
    Files.write(out.resolve("run-" + name + ".png"), png);
    onFx(() -> {
      large.setRoot(new Group());
      shown.setRoot(root);
      return 0;
    });
    Thread.sleep(600);
  }

  private static <T> T onFx(Callable<T> work) throws Exception {
    var task = new FutureTask<>(work);
    Platform.runLater(task);
    return task.get();
  }
}
