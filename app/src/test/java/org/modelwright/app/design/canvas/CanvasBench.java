package org.modelwright.app.design.canvas;

import java.util.Arrays;
import java.util.Locale;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.FutureTask;
import javafx.application.Platform;
import javafx.scene.image.WritableImage;

/// Times the frames of a drawing of 1,000 nodes: the change of the view, styles, layout and software
/// rendering of the whole window of 1280 x 800, on one thread. Prints medians and 95th percentiles.
public final class CanvasBench {

  private static final int WARM_UP = 60;
  private static final int FRAMES = 240;

  private CanvasBench() {}

  public static void main(String[] args) throws Exception {
    var started = new CountDownLatch(1);
    Platform.startup(started::countDown);
    started.await();
    var made =
        new FutureTask<>(() -> {
          var fixture = new CanvasFixture(Drawings.grid(40, 25), Locale.ENGLISH, false, 1280, 800);
          fixture.scene.getRoot().applyCss();
          fixture.scene.getRoot().layout();
          return fixture;
        });
    Platform.runLater(made);
    CanvasFixture fixture = made.get();
    Thread.sleep(2000);
    CanvasModel model = fixture.canvas.state();
    System.out.println("nodes: " + model.picture().nodes().count());
    System.out.println("frame | p50 ms | p95 ms");
    run(fixture, "empty window (nothing changes)", _ -> {});
    model(fixture, () -> model.setViewport(new Viewport(1, -3000, -700)));
    run(fixture, "pan at scale 1", i -> model.pan(-9, i % 2 == 0 ? 5 : -5));
    model(fixture, () -> model.setViewport(new Viewport(1, -3000, -700)));
    run(fixture, "zoom around scale 1", i -> model.zoomBy(i % 40 < 20 ? 1.02 : 1 / 1.02));
    model(fixture, model::zoomToFit);
    run(fixture, "pan, all in view", i -> model.pan(i % 20 < 10 ? 3 : -3, i % 2));
    model(fixture, model::zoomToFit);
    run(fixture, "zoom, all in view", i -> model.zoomBy(i % 40 < 20 ? 1.005 : 1 / 1.005));
    Platform.exit();
  }

  private interface Frame {
    void change(int number);
  }

  private static void model(CanvasFixture fixture, Runnable change) throws Exception {
    frame(fixture, change, null);
  }

  private static void run(CanvasFixture fixture, String name, Frame frame) throws Exception {
    double[] times = new double[FRAMES];
    WritableImage image = new WritableImage(1280, 800);
    for (int i = -WARM_UP; i < FRAMES; i++) {
      int number = i;
      double time = frame(fixture, () -> frame.change(number + WARM_UP), image);
      if (i >= 0) {
        times[i] = time;
      }
    }
    Arrays.sort(times);
    System.out.printf(
        Locale.ROOT, "%s | %.1f | %.1f%n", name, times[FRAMES / 2], times[FRAMES * 95 / 100]);
  }

  private static double frame(CanvasFixture fixture, Runnable change, WritableImage image)
      throws Exception {
    var task =
        new FutureTask<>(() -> {
          long start = System.nanoTime();
          change.run();
          fixture.scene.snapshot(image);
          return (System.nanoTime() - start) / 1e6;
        });
    Platform.runLater(task);
    return task.get();
  }
}
