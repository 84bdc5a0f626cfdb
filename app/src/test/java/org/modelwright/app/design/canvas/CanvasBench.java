package org.modelwright.app.design.canvas;

import java.lang.reflect.Method;
<<<<<<< HEAD
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
=======
>>>>>>> perf
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.FutureTask;
import javafx.application.Platform;
<<<<<<< HEAD
import javafx.stage.Stage;
import jdk.jfr.consumer.RecordingStream;

/// Times the work of a frame of a drawing of 1,000 nodes in a window that is shown: the change of the
/// view, styles, layout, the hand-over to the renderer and the software rendering of what changed. No
/// time between two frames is in it, and not the copy of the picture into the window: the headless
/// platform copies pixel by pixel in Java, which no other platform does. Prints medians, 95th and 99th
/// percentiles, and the median of that copy.
=======
import javafx.scene.paint.Color;
import javafx.scene.shape.Rectangle;
import javafx.stage.Stage;

/// Times the work of a frame of a drawing of 1,000 nodes in a window that is shown: the change of the
/// view, styles, layout, the hand-over to the renderer, the software rendering of what changed and the
/// copy of the picture into the window. No time between two frames is in it. Prints medians, 95th and
/// 99th percentiles.
>>>>>>> perf
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

<<<<<<< HEAD
  private final Map<String, List<Span>> timed = new LinkedHashMap<>();
  private final Map<Instant, Duration> copies = new ConcurrentHashMap<>();

=======
>>>>>>> perf
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
<<<<<<< HEAD
    try (var recording = new RecordingStream()) {
      recording
          .enable("jdk.MethodTrace")
          .with("filter", "com.sun.glass.ui.headless.HeadlessWindow::blit")
          .withoutStackTrace();
      recording.onEvent(
          "jdk.MethodTrace", e -> bench.copies.put(e.getStartTime(), e.getDuration()));
      recording.startAsync();
      Thread.sleep(2000);
      bench.run(recording);
    }
    Platform.exit();
  }

  private void run(RecordingStream recording) throws Exception {
    CanvasModel model = fixture.canvas.state();
    System.out.println("nodes: " + model.picture().nodes().count());
    System.out.println("frame | p50 ms | p95 ms | p99 ms | copy p50 ms");
    Viewport middle = new Viewport(1, -3000, -700);
    run("nothing changes", () -> {}, _ -> {});
=======
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
>>>>>>> perf
    run("pan at scale 1", () -> model.setViewport(middle), i -> model.pan(-9, i % 2 == 0 ? 5 : -5));
    run(
        "zoom around scale 1",
        () -> model.setViewport(middle),
        i -> model.zoomBy(i % 40 < 20 ? 1.02 : 1 / 1.02));
    run("pan, all in view", model::zoomToFit, i -> model.pan(i % 20 < 10 ? 3 : -3, i % 2));
    run("zoom, all in view", model::zoomToFit, i -> model.zoomBy(i % 40 < 20 ? 1.005 : 1 / 1.005));
<<<<<<< HEAD
    recording.stop();
    timed.forEach(this::print);
=======
>>>>>>> perf
  }

  private interface Frame {
    void change(int number);
  }

  private void run(String name, Runnable before, Frame frame) throws Exception {
    frame(before);
<<<<<<< HEAD
    List<Span> spans = new ArrayList<>();
    for (int i = 0; i < WARM_UP + FRAMES; i++) {
      int number = i;
      spans.add(frame(() -> frame.change(number)));
    }
    timed.put(name, spans.subList(WARM_UP, spans.size()));
  }

  private void print(String name, List<Span> spans) {
    double[] times = new double[FRAMES];
    double[] copied = new double[FRAMES];
    for (int i = 0; i < FRAMES; i++) {
      Span span = spans.get(i);
      copied[i] =
          copies.entrySet().stream()
              .filter(e -> !e.getKey().isBefore(span.start()) && e.getKey().isBefore(span.end()))
              .mapToDouble(e -> e.getValue().toNanos() / 1e6)
              .sum();
      times[i] = span.work() - copied[i];
=======
    double[] times = new double[FRAMES];
    for (int i = -WARM_UP; i < FRAMES; i++) {
      int number = i + WARM_UP;
      double time = frame(() -> frame.change(number));
      if (i >= 0) {
        times[i] = time;
      }
>>>>>>> perf
    }
    Arrays.sort(times);
    Arrays.sort(copied);
    System.out.printf(
        Locale.ROOT,
<<<<<<< HEAD
        "%s | %.1f | %.1f | %.1f | %.1f%n",
        name,
        times[FRAMES / 2],
        times[FRAMES * 95 / 100],
        times[FRAMES * 99 / 100],
        copied[FRAMES / 2]);
  }

  /// One frame.
  ///
  /// @param work in ms, with the copy
  private record Span(Instant start, Instant end, double work) {}

  private Span frame(Runnable change) throws Exception {
    var task =
        new FutureTask<>(() -> {
          rendered.invoke(collector);
          Instant from = Instant.now();
=======
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
>>>>>>> perf
          long start = System.nanoTime();
          change.run();
          pulse.invoke(toolkit);
          rendered.invoke(collector);
<<<<<<< HEAD
          return new Span(from, Instant.now(), (System.nanoTime() - start) / 1e6);
        });
    Platform.runLater(task);
    Span span = task.get();
    // as far apart as frames of a screen are
    Thread.sleep(Math.max(1, 16 - (long) span.work()));
    return span;
=======
          return (System.nanoTime() - start) / 1e6;
        });
    Platform.runLater(task);
    double time = task.get();
    // as far apart as frames of a screen are
    Thread.sleep(Math.max(1, 16 - (long) time));
    return time;
>>>>>>> perf
  }
}
