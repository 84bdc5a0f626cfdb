package org.modelwright.app.runs.history;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.FutureTask;
import javafx.application.Platform;
import javafx.scene.Group;
import javafx.scene.Scene;
import javafx.scene.control.Button;
import javafx.scene.control.TableView;
import javafx.scene.layout.StackPane;
import javafx.stage.Stage;
import org.modelwright.app.AppContext;
import org.modelwright.app.command.Commands;
import org.modelwright.app.common.Png;
import org.modelwright.app.common.Preferences;
import org.modelwright.app.common.StyleSheets;
import org.modelwright.app.common.Tasks;
import org.modelwright.app.common.Texts;
import org.modelwright.file.FileTree;
import org.modelwright.run.RunFolder;

/// Writes pictures of the table of runs, light, dark and in Chinese, to the folder that is its
/// argument.
public final class RunsPictures {

  private RunsPictures() {}

  private record Page(RunsView view, Scene scene, Stage stage) {}

  public static void main(String[] args) throws Exception {
    var started = new CountDownLatch(1);
    Platform.startup(started::countDown);
    started.await();
    Platform.setImplicitExit(false);
    Path folder = Files.createTempDirectory("runs");
    SomeRuns.project(folder, 12);
    picture(folder, args[0], "light-960", Locale.ENGLISH, false, 640, 560, "runs-overlay");
    picture(folder, args[0], "light-1280", Locale.ENGLISH, false, 1200, 700, "runs-difference");
    picture(folder, args[0], "dark-1280", Locale.ENGLISH, true, 1200, 700, "runs-overlay");
    picture(
        folder, args[0], "chinese-1280", Locale.SIMPLIFIED_CHINESE, false, 1200, 700, "runs-prune");
    picture(
        folder,
        args[0],
        "chinese-960",
        Locale.SIMPLIFIED_CHINESE,
        true,
        640,
        560,
        "runs-difference");
    FileTree.delete(folder);
    Platform.exit();
  }

  private static void picture(
      Path folder,
      String out,
      String name,
      Locale language,
      boolean dark,
      double width,
      double height,
      String action)
      throws Exception {
    Page page = onFx(() -> page(folder, language, dark, width, height));
    Thread.sleep(4000);
    onFx(() -> {
      TableView<?> table = (TableView<?>) page.scene().lookup("#runs-table");
      table.getSelectionModel().selectIndices(0, 1, 3);
      ((Button) page.scene().lookup("#" + action)).fire();
      return page;
    });
    Thread.sleep(4000);
    Files.write(
        Path.of(out, "runs-" + name + ".png"), Png.write(onFx(() -> page.scene().snapshot(null))));
    onFx(() -> {
      page.view().dispose();
      page.stage().hide();
      return page;
    });
  }

  private static Page page(
      Path folder, Locale language, boolean dark, double width, double height) {
    var context =
        new AppContext(
            new Texts(language),
            new Tasks(),
            new Commands(),
            new Preferences(folder.resolve("preferences.json")),
            new org.modelwright.app.common.Answers());
    var nothing =
        new RunActions() {
          @Override
          public void open(RunFolder run) {}

          @Override
          public void prompt(RunFolder run) {}

          @Override
          public void repeat(RunFolder run) {}

          @Override
          public void resume(RunFolder run) {}

          @Override
          public void branch(RunFolder run) {}
        };
    var scene = new Scene(new Group(), width, height);
    scene.setUserAgentStylesheet(
        (dark ? new atlantafx.base.theme.PrimerDark() : new atlantafx.base.theme.PrimerLight())
            .getUserAgentStylesheet());
    scene.getStylesheets().add(StyleSheets.of("workbench"));
    var view = new RunsView(context, folder, nothing);
    var root = new StackPane(view);
    if (dark) {
      root.getStyleClass().add("dark");
    }
    scene.setRoot(root);
    var stage = new Stage();
    stage.setScene(scene);
    stage.setX(0);
    stage.setY(0);
    stage.show();
    return new Page(view, scene, stage);
  }

  private static <T> T onFx(java.util.concurrent.Callable<T> action) throws Exception {
    var task = new FutureTask<>(action);
    Platform.runLater(task);
    return task.get();
  }
}
