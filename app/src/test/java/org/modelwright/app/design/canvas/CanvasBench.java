package org.modelwright.app.design.canvas;

import java.lang.reflect.Method;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.FutureTask;
import javafx.application.Platform;
import javafx.scene.paint.Color;
import javafx.scene.shape.Rectangle;
import javafx.stage.Stage;

/// Times the work of a frame of a drawing of 1,000 nodes in a window that is shown: the change of the
/// view, styles, layout, the hand-over to the renderer, the software rendering of what changed and the
/// copy of the picture into the window. No time between two frames is in it. Prints medians, 95th and
/// 99th percentiles.
public final class CanvasBench {

  private static final int WIDTH = 1000;
  private static final int HEIGHT = 800;
  private static final int WARM_UP = 60;
  private static final int FRAMES = 240;

  private final CanvasFixture fixture;
  private final Object toolkit;
  private final Method pulse;
  private final Object collector;
  private final Method rendered;

  private CanvasBench() throws ReflectiveOperationException {
    // what the clock of the screen calls: no public method runs one frame and waits for its end
    Class<?> type = Class.forName("com.sun.javafx.tk.quantum.QuantumToolkit");
    toolkit = Class.forName("com.sun.javafx.tk.Toolkit").getMethod("getToolkit").invoke(null);
    pulse = type.getDeclaredMethod("pulse");
    pulse.setAccessible(true);
    Class<?> painting = Class.forName("com.sun.javafx.tk.quantum.PaintCollector");
    Method instance = painting.getDeclaredMethod("getInstance");
    instance.setAccessible(true);
    collector = instance.invoke(null);
    rendered = painting.getDeclaredMethod("waitForRenderingToComplete");
    rendered.setAccessible(true);
    fixture = new CanvasFixture(Drawings.grid(40, 25), Locale.ENGLISH, false, WIDTH, HEIGHT);
    var stage = new Stage();
    stage.setScene(fixture.scene);
    stage.setX(0);
    stage.setY(0);
    stage.show();
  }

  public static void main(String[] args) throws Exception {
    var started = new CountDownLatch(1);
    Platform.startup(started::countDown);
    started.await();
    var made = new FutureTask<>(CanvasBench::new);
    Platform.runLater(made);
    CanvasBench bench = made.get();
    Thread.sleep(3000);
    bench.run();
    Platform.exit();
  }

  private void run() throws Exception {
    CanvasModel model = fixture.canvas.state();
    System.out.println("nodes: " + model.picture().nodes().count());
    System.out.println("frame | p50 ms | p95 ms | p99 ms");
    Viewport middle = new Viewport(1, -3000, -700);
    run("nothing changes", () -> {}, _ -> {});
    var sheet = new Rectangle(WIDTH, HEIGHT);
    run(
        "one rectangle over the whole canvas",
        () -> fixture.canvas.pane().getChildren().add(sheet),
        i -> sheet.setFill(i % 2 == 0 ? Color.WHITE : Color.GRAY));
    frame(() -> fixture.canvas.pane().getChildren().remove(sheet));
    run("pan at scale 1", () -> model.setViewport(middle), i -> model.pan(-9, i % 2 == 0 ? 5 : -5));
    run(
        "zoom around scale 1",
        () -> model.setViewport(middle),
        i -> model.zoomBy(i % 40 < 20 ? 1.02 : 1 / 1.02));
    run(
        "zoom around scale 1 begins",
        () -> model.setViewport(middle),
        List.of(_ -> fixture.canvas.pane().rest()),
        i -> model.zoomBy(i % 40 < 20 ? 1.02 : 1 / 1.02));
    run(
        "zoom around scale 1 comes to rest",
        () -> model.setViewport(middle),
        List.of(i -> model.zoomBy(i % 40 < 20 ? 1.02 : 1 / 1.02)),
        _ -> fixture.canvas.pane().rest());
    run("pan, all in view", model::zoomToFit, i -> model.pan(i % 20 < 10 ? 3 : -3, i % 2));
    run("zoom, all in view", model::zoomToFit, i -> model.zoomBy(i % 40 < 20 ? 1.005 : 1 / 1.005));
  }

  private interface Frame {
    void change(int number);
  }

  private void run(String name, Runnable before, Frame frame) throws Exception {
    run(name, before, List.of(), frame);
  }

  /// @param earlier the frames before each one that is timed
  private void run(String name, Runnable before, List<Frame> earlier, Frame frame)
      throws Exception {
    frame(before);
    double[] times = new double[FRAMES];
    for (int i = -WARM_UP; i < FRAMES; i++) {
      int number = i + WARM_UP;
      for (Frame each : earlier) {
        frame(() -> each.change(number));
      }
      double time = frame(() -> frame.change(number));
      if (i >= 0) {
        times[i] = time;
      }
    }
    Arrays.sort(times);
    System.out.printf(
        Locale.ROOT,
        "%s | %.1f | %.1f | %.1f%n",
        name,
        times[FRAMES / 2],
        times[FRAMES * 95 / 100],
        times[FRAMES * 99 / 100]);
  }

  private double frame(Runnable change) throws Exception {
    var task =
        new FutureTask<>(() -> {
          rendered.invoke(collector);
          long start = System.nanoTime();
          change.run();
          pulse.invoke(toolkit);
          rendered.invoke(collector);
          return (System.nanoTime() - start) / 1e6;
        });
    Platform.runLater(task);
    double time = task.get();
    // as far apart as frames of a screen are
    Thread.sleep(Math.max(1, 16 - (long) time));
    return time;
  }
}
