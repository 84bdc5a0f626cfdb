package org.modelwright.app.playground;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import javafx.application.Platform;
import javafx.event.Event;
import javafx.scene.Node;
import javafx.scene.Scene;
import javafx.scene.control.CheckBox;
import javafx.scene.input.KeyCode;
import javafx.scene.input.KeyEvent;
import javafx.scene.layout.StackPane;
import org.modelwright.app.AppContext;
import org.modelwright.app.command.Commands;
import org.modelwright.app.common.Answers;
import org.modelwright.app.common.Png;
import org.modelwright.app.common.Preferences;
import org.modelwright.app.common.StyleSheets;
import org.modelwright.app.common.Tasks;
import org.modelwright.app.common.Texts;
import org.modelwright.app.runs.live.RunFiles;
import org.modelwright.engine.DeviceName;
import org.modelwright.file.FileTree;
import org.modelwright.launch.RunStarter;
import org.modelwright.launch.Worker;
import org.modelwright.launch.WorkerProcess;
import org.modelwright.progress.Progress;
import org.modelwright.project.Project;
import org.modelwright.run.RunFolder;
import org.modelwright.run.RunStatus;

/// Pictures of the page with a tiny model that was trained for them: two checkpoints side by side with
/// what was expected in a token's place, in light, dark and Chinese, and the page without a run.
///
/// Argument: the folder to write to.
public final class PlaygroundPictures {

  private static final int[][] SIZES = {{1280, 720}, {730, 560}};

  private PlaygroundPictures() {}

  public static void main(String[] args) throws Exception {
    Path out = Files.createDirectories(Path.of(args[0]));
    var ready = new CountDownLatch(1);
    Platform.startup(ready::countDown);
    ready.await();
    Platform.setImplicitExit(false);
    Path folder = Files.createTempDirectory("playground-pictures");
    Path project = RunFiles.tinyProject(folder.resolve("small-model"), 400);
    take(project, out.resolve("empty"), false, Locale.ENGLISH, SIZES[0]);
    train(project);
    for (int[] size : SIZES) {
      take(project, out.resolve("playground-light"), false, Locale.ENGLISH, size);
      take(project, out.resolve("playground-dark"), true, Locale.ENGLISH, size);
      take(project, out.resolve("playground-chinese"), false, Locale.SIMPLIFIED_CHINESE, size);
    }
    FileTree.delete(folder);
    System.exit(0);
  }

  private static void train(Path project) throws Exception {
    Path training = project.resolve(Project.TRAINING);
    Files.writeString(
        training,
        Files.readString(training)
            .replaceFirst("checkpointEvery: \\d+", "")
            .replaceFirst("evaluateEvery: \\d+", "evaluateEvery: 100")
            .concat("\ncheckpointEvery: 200\n"));
    RunFolder run =
        new RunStarter(Progress.NONE, _ -> {})
            .train(Project.open(project), DeviceName.parse("cpu"));
    var _ = WorkerProcess.start(run, Worker.class.getName(), List.of());
    while (!RunStatus.of(run).state().isFinal()) {
      TimeUnit.MILLISECONDS.sleep(200);
    }
  }

  private static void take(Path project, Path file, boolean dark, Locale language, int[] size)
      throws Exception {
    var model = onFx(() -> new PlaygroundModel(Project.runs(project), CheckpointWriter::inProcess));
    PlaygroundView view = onFx(() -> view(model, project, dark, language, size));
    TimeUnit.MILLISECONDS.sleep(800);
    if (onFx(() -> model.obstacleProperty().get().isEmpty())) {
      write(model, view);
    }
    byte[] png =
        onFx(() -> {
          Png.write(view.getScene().snapshot(null));
          return Png.write(view.getScene().snapshot(null));
        });
    Files.write(
        file.resolveSibling("%s-%dx%d.png".formatted(file.getFileName(), size[0], size[1])), png);
    onFx(() -> {
      view.dispose();
      return 0;
    });
  }

  private static void write(PlaygroundModel model, PlaygroundView view) throws Exception {
    onFx(() -> {
      model.promptProperty().set("the cat ");
      model.comparingProperty().set(true);
      List<String> choices =
          model.run(model.columns().getFirst()).map(PromptableRun::choices).orElseThrow();
      model.columns().get(1).checkpointProperty().set(choices.getLast());
      ((CheckBox) view.lookup("#playground-colours")).setSelected(true);
      model.generate();
      return 0;
    });
    while (onFx(() -> model.busyProperty().get())) {
      TimeUnit.MILLISECONDS.sleep(100);
    }
    TimeUnit.MILLISECONDS.sleep(300);
    onFx(() -> {
      view.getScene().snapshot(null); // lays out
      Node text = view.lookup("#playground-text-1");
      for (int i = 0; i < 12; i++) {
        Event.fireEvent(
            text,
            new KeyEvent(KeyEvent.KEY_PRESSED, "", "", KeyCode.RIGHT, false, false, false, false));
      }
      view.getScene().snapshot(null); // the mark of the token is drawn at the next time
      return 0;
    });
  }

  private static PlaygroundView view(
      PlaygroundModel model, Path project, boolean dark, Locale language, int[] size) {
    var context =
        new AppContext(
            new Texts(language),
            new Tasks(),
            new Commands(),
            new Preferences(project.resolve("workbench.json")),
            new Answers());
    var view = new PlaygroundView(context, model);
    var root = new StackPane(view);
    root.setStyle("-fx-font-size: 13px;");
    if (dark) {
      root.getStyleClass().add("dark");
    }
    var scene = new Scene(new StackPane(), size[0], size[1]);
    scene.setUserAgentStylesheet(
        (dark ? new atlantafx.base.theme.PrimerDark() : new atlantafx.base.theme.PrimerLight())
            .getUserAgentStylesheet());
    scene.getStylesheets().add(StyleSheets.of("workbench"));
    scene.setRoot(root);
    return view;
  }

  private static <T> T onFx(Callable<T> work) throws Exception {
    var task = new FutureTask<>(work);
    Platform.runLater(task);
    return task.get();
  }
}
