package org.modelwright.app.curves;

import java.lang.reflect.Method;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.FutureTask;
import javafx.application.Platform;
import javafx.stage.Stage;

/// Times the work of a frame in which a chart of 1,000,000 points is moved or zoomed, in a window that
/// is shown: which points are drawn, drawing them, layout, the hand-over to the renderer, the software
/// rendering of what changed and the copy into the window. No time between two frames is in it. Prints
/// medians, 95th and 99th percentiles.
public final class CurveBench {

  private static final int POINTS = 1_000_000;
  private static final int WARM_UP = 80;
  private static final int FRAMES = 300;

  private final CurvePage page;
  private final Object toolkit;
  private final Method pulse;
  private final Object collector;
  private final Method rendered;

  private CurveBench() throws ReflectiveOperationException {
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
    page = new CurvePage(Locale.ENGLISH, false, 980, 420);
    var stage = new Stage();
    stage.setScene(page.scene);
    stage.setX(0);
    stage.setY(0);
    stage.show();
  }

  public static void main(String[] args) throws Exception {
    var started = new CountDownLatch(1);
    Platform.startup(started::countDown);
    started.await();
    var made = new FutureTask<>(CurveBench::new);
    Platform.runLater(made);
    CurveBench bench = made.get();
    Thread.sleep(2000);
    bench.run();
    Platform.exit();
  }

  private void run() throws Exception {
    long start = System.nanoTime();
    Curve curve = CurvePage.loss(POINTS, 1);
    System.out.printf(
        Locale.ROOT, "%,d points added in %.0f ms%n", POINTS, (System.nanoTime() - start) / 1e6);
    var range = page.chart.state().view();
    frame(() -> page.chart.setSeries(List.of(new Series("loss", curve))));
    System.out.println("frame | p50 ms | p95 ms | p99 ms");
    run("nothing changes", _ -> {});
    for (double smoothing : new double[] {0, 0.6}) {
      String name = smoothing == 0 ? "raw" : "raw and smoothed";
      frame(() -> page.settings.smoothingProperty().set(smoothing));
      run(
          name + ", pan over a tenth",
          i -> {
            double from = 1 + 400_000 + i * 1000;
            range.moveTo(stretch(from, from + POINTS / 10.0), java.util.Optional.empty());
            page.chart.redraw();
          });
      run(
          name + ", zoom from all to a hundredth",
          i -> {
            double length = POINTS * Math.pow(10, -2 * (i % 100) / 100.0);
            range.moveTo(
                stretch(POINTS / 2.0 - length / 2, POINTS / 2.0 + length / 2),
                java.util.Optional.empty());
            page.chart.redraw();
          });
      run(
          name + ", pan, all in view",
          i -> {
            range.moveTo(stretch(i * 300, POINTS + i * 300), java.util.Optional.empty());
            page.chart.redraw();
          });
    }
  }

  private static java.util.Optional<ViewRange.Stretch> stretch(double from, double to) {
    return java.util.Optional.of(new ViewRange.Stretch(from, to));
  }

  private interface Frame {
    void change(int number);
  }

  private void run(String name, Frame frame) throws Exception {
    double[] times = new double[FRAMES];
    for (int i = -WARM_UP; i < FRAMES; i++) {
      int number = i + WARM_UP;
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
          page.chart.drawNow();
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
