package org.modelwright.app.runs.queue;

import atlantafx.base.theme.PrimerDark;
import atlantafx.base.theme.PrimerLight;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Locale;
import java.util.Random;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import javafx.application.Application;
import javafx.application.Platform;
import javafx.embed.swing.SwingFXUtils;
import javafx.scene.Scene;
import javafx.scene.control.ButtonBase;
import javafx.scene.control.RadioButton;
import javax.imageio.ImageIO;
import org.modelwright.app.AppContext;
import org.modelwright.app.command.Commands;
import org.modelwright.app.common.Preferences;
import org.modelwright.app.common.Tasks;
import org.modelwright.app.common.Texts;
import org.modelwright.run.Event;
import org.modelwright.run.EventLog;
import org.modelwright.run.Heartbeat;
import org.modelwright.run.RunFolder;
import org.modelwright.run.RunState;

/// Pictures of the pages, for a look at them: `QueuePictures FOLDER`. The runs are made up.
public final class QueuePictures {

  private static final int[][] SIZES = {{530, 430}, {960, 700}, {1280, 800}};

  private QueuePictures() {}

  public static void main(String[] args) throws Exception {
    Path out = Files.createDirectories(Path.of(args[0]));
    var started = new CountDownLatch(1);
    Platform.startup(started::countDown);
    started.await();
    Platform.setImplicitExit(false);
    SmallQueueProject project = SmallQueueProject.in(Files.createTempDirectory("queue-pictures"));
    var heartbeat = fill(project.folder());
    for (String look : new String[] {"light", "dark", "chinese"}) {
      for (String page : new String[] {"queue", "sweep", "results"}) {
        for (int[] size : SIZES) {
          String name = page + "-" + look + "-" + size[0] + ".png";
          picture(project, out.resolve(name), size, look, page);
        }
      }
    }
    heartbeat.close();
    Platform.exit();
    System.exit(0);
  }

  /// Adds a queue, in which a sweep is partly done and one of its runs at work, to a project.
  public static Heartbeat fill(Path project) throws IOException {
    var random = new Random(3);
    var yaml = new StringBuilder("format: 1\nentries:\n");
    Heartbeat heartbeat = null;
    for (int i = 1; i <= 12; i++) {
      double rate = 1e-4 * Math.pow(100, random.nextDouble());
      String batch = random.nextBoolean() ? "8" : "16";
      String set =
          "training.learningRate="
              + String.format(java.util.Locale.ROOT, "%.4f", rate)
              + " training.batchSize="
              + batch;
      RunFolder run =
          RunFolder.create(project.resolve("runs"), "java-model", LocalDate.of(2026, 11, 25));
      Files.writeString(
          run.configuration(),
          """
          {"format":1,"device":"cpu","training":{"steps":2000},"data":{},"architecture":"",
           "provenance":{"sweep":"rates","sweepRanges":"training.learningRate=1e-4..1e-2:log training.batchSize=8,16","sweepSettings":"%s"}}
          """
              .formatted(set));
      String state = i <= 8 ? "started" : i == 10 ? "cancelled" : "waiting";
      yaml.append(
          "  - {id: %d, run: %s, title: rates, set: [%s], state: %s}\n"
              .formatted(i, run.name(), set.replace(" ", ", "), state));
      if (i <= 8) {
        double loss = 1.6 + Math.pow(Math.log10(rate) + 2.8, 2) * 0.4 + random.nextDouble() * 0.05;
        try (var events = new EventLog(run.events())) {
          Instant now = Instant.now();
          events.append(new Event.StateChanged(now, RunState.RUNNING));
          events.append(
              new Event.Step(
                  now, 1240, 1, loss, rate, 1, null, null, null, 1e4, null, 1, 0.01, 30));
          if (i == 3) {
            events.append(
                new Event.Failed(
                    now,
                    "Training went astray at step 1240: the loss is not a number; lower `training.learningRate`."));
          } else if (i < 8) {
            events.append(new Event.Validated(now, 1240, loss, 1000));
            events.append(
                new Event.Completed(
                    now, new Event.Summary(2000, loss, loss, loss, 1e4, 30, 0.01, 1)));
          }
        }
        if (i == 8) {
          heartbeat = Heartbeat.start(run);
        }
      }
    }
    Files.writeString(project.resolve("queue.yaml"), yaml);
    return java.util.Objects.requireNonNull(heartbeat);
  }

  private static void picture(
      SmallQueueProject project, Path file, int[] size, String look, String page) throws Exception {
    boolean dark = look.equals("dark");
    var models = new QueueModel[1];
    var views = new QueueView[1];
    onFx(() -> {
      Application.setUserAgentStylesheet(
          (dark ? new PrimerDark() : new PrimerLight()).getUserAgentStylesheet());
      var context =
          new AppContext(
              new Texts(look.equals("chinese") ? Locale.SIMPLIFIED_CHINESE : Locale.ENGLISH),
              new Tasks(),
              new Commands(),
              new Preferences(project.folder().resolve("workbench.json")),
              new org.modelwright.app.common.Answers());
      // it would start the runs otherwise
      models[0] = new QueueModel(project.folder(), false);
      views[0] = new QueueView(context, models[0], project, _ -> {});
      views[0].setStyle("-fx-font-size: 13px;");
      if (dark) {
        views[0].getStyleClass().add("dark");
      }
      var _ = new Scene(views[0], size[0], size[1]);
      views[0].applyCss();
      views[0].layout();
      ((ButtonBase) views[0].lookup("#queue-page-" + page)).fire();
      if (page.equals("sweep")) {
        views[0].applyCss();
        views[0].layout();
        ((ButtonBase) views[0].lookup("#sweep-more")).fire();
        if (size[0] == 960) {
          ((RadioButton) views[0].lookup("#sweep-grid")).fire();
        }
      }
    });
    TimeUnit.MILLISECONDS.sleep(700);
    onFx(() -> views[0].getScene().snapshot(null));
    TimeUnit.MILLISECONDS.sleep(100);
    onFx(() -> {
      try {
        ImageIO.write(
            SwingFXUtils.fromFXImage(views[0].getScene().snapshot(null), null),
            "png",
            file.toFile());
      } catch (IOException e) {
        throw new java.io.UncheckedIOException(e);
      }
      views[0].dispose();
      models[0].dispose();
    });
  }

  private static void onFx(Runnable action) throws InterruptedException {
    var done = new CountDownLatch(1);
    Platform.runLater(() -> {
      action.run();
      done.countDown();
    });
    done.await();
  }
}
