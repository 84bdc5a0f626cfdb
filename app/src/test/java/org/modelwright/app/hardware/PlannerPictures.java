package org.modelwright.app.hardware;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import javafx.application.Platform;
import javafx.embed.swing.SwingFXUtils;
import javafx.scene.Node;
import javafx.scene.Scene;
import javafx.scene.control.Button;
import javafx.scene.control.ListView;
import javafx.scene.control.ScrollPane;
import javafx.scene.control.TabPane;
import javafx.scene.image.WritableImage;
import javax.imageio.ImageIO;
import org.modelwright.app.AppContext;
import org.modelwright.app.command.Commands;
import org.modelwright.app.common.Preferences;
import org.modelwright.app.common.Tasks;
import org.modelwright.app.common.Texts;
import org.modelwright.hardware.Profiles;

/// Pictures of the page, for a look at it: `PlannerPictures FOLDER [WIDTHxHEIGHT-THEME-LANGUAGE-PART]...`.
final class PlannerPictures {

  private PlannerPictures() {}

  public static void main(String[] args) throws Exception {
    Path out = Files.createDirectories(Path.of(args[0]));
    var started = new CountDownLatch(1);
    Platform.startup(started::countDown);
    started.await();
    Thread.setDefaultUncaughtExceptionHandler((_, e) -> {
      e.printStackTrace();
      System.exit(1);
    });
    for (String name : List.of(args).subList(1, args.length)) {
      String[] parts = name.split("-");
      String[] size = parts[0].split("x");
      picture(
          out.resolve(name + ".png"),
          Integer.parseInt(size[0]),
          Integer.parseInt(size[1]),
          parts[1].equals("dark"),
          parts[2].equals("zh") ? Locale.SIMPLIFIED_CHINESE : Locale.ENGLISH,
          parts[3]);
    }
    System.exit(0);
  }

  private static void picture(
      Path file, int width, int height, boolean dark, Locale locale, String part) throws Exception {
    Path folder = Files.createTempDirectory("planner");
    var shown = new CountDownLatch(1);
    var view = new PlannerView[1];
    var scene = new Scene[1];
    Platform.runLater(() -> {
      var profiles = new Profiles(folder.resolve("profiles"));
      profiles.copy("h200", "our-cluster");
      var project = EditedProject.of(folder.resolve("p"), "gpt2-124m");
      var context =
          new AppContext(
              new Texts(locale),
              new Tasks(),
              new Commands(),
              new Preferences(folder.resolve("x")),
              new org.modelwright.app.common.Answers());
      view[0] =
          new PlannerView(
              context, project, new Estimator(profiles, folder.resolve("calibration.json")));
      boolean tight = part.startsWith("tight");
      view[0]
          .model()
          .profileProperty()
          .set(tight ? "development" : part.equals("plan") ? "medium" : "our-cluster");
      if (tight) {
        project.set(Map.of("training.batchSize", "60"));
      }
      if (part.startsWith("cost")) {
        view[0].model().secondProperty().set("our-cluster");
      }
      scene[0] = org.modelwright.app.design.Look.scene(view[0], dark, width, height);
      scene[0].getRoot().applyCss();
      scene[0].getRoot().layout();
      shown.countDown();
    });
    shown.await();
    var waiting = new boolean[] {true};
    while (waiting[0]) {
      TimeUnit.MILLISECONDS.sleep(400);
      act(() -> waiting[0] = view[0].model().pendingProperty().get());
    }
    act(() -> {
      var tabs = (TabPane) view[0].lookup("#planner-tabs");
      int tab =
          part.startsWith("cost")
              ? 1
              : part.startsWith("measured") ? 2 : part.startsWith("profile") ? 3 : 0;
      tabs.getSelectionModel().select(tab);
      if (part.equals("profileedit")) {
        var list = (ListView<?>) view[0].lookup("#planner-profiles");
        list.getSelectionModel().selectLast();
        list.applyCss();
        settle(scene[0]);
        ((Button) view[0].lookup("#planner-profile-edit")).fire();
        settle(scene[0]);
        ((javafx.scene.control.TextField) view[0].lookup("#planner-field-memory-gigabytes"))
            .setText("much");
      }
      if (part.equals("profilehere")) {
        ((ListView<?>) view[0].lookup("#planner-profiles")).getSelectionModel().selectFirst();
      }
      if (part.equals("costedit")) {
        settle(scene[0]);
        var price = (javafx.scene.control.TextField) view[0].lookup("#planner-price-hour-b");
        price.setText("2.5");
        price.fireEvent(new javafx.event.ActionEvent());
      }
      if (part.equals("tightlow")) {
        Node scroll = view[0].lookup("#planner-plan-scroll");
        ((ScrollPane) scroll).setVvalue(1);
      }
      settle(scene[0]);
    });
    TimeUnit.MILLISECONDS.sleep(700);
    act(() -> {
      WritableImage image = scene[0].snapshot(null);
      try {
        ImageIO.write(SwingFXUtils.fromFXImage(image, null), "png", file.toFile());
      } catch (java.io.IOException e) {
        throw new IllegalStateException(e);
      }
    });
  }

  /// A scene without a window draws what was there at its first snapshot, so there is only one.
  private static void settle(Scene scene) {
    scene.getRoot().applyCss();
    scene.getRoot().layout();
  }

  private static void act(Runnable action) throws InterruptedException {
    var done = new CountDownLatch(1);
    Platform.runLater(() -> {
      action.run();
      done.countDown();
    });
    done.await();
  }
}
