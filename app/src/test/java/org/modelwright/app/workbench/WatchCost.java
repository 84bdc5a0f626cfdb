package org.modelwright.app.workbench;

import com.sun.management.OperatingSystemMXBean;
import java.lang.management.ManagementFactory;
import java.lang.management.ThreadInfo;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.FutureTask;
import java.util.concurrent.atomic.AtomicLong;
import javafx.application.Platform;
import javafx.stage.Stage;
import org.modelwright.app.curves.CurveChart;
import org.modelwright.app.runs.live.RunFiles;
import org.modelwright.app.runs.live.RunView;
import org.modelwright.file.FileTree;
import org.modelwright.run.Event;
import org.modelwright.run.EventLog;
import org.modelwright.run.Heartbeat;
import org.modelwright.run.RunFolder;
import org.modelwright.run.RunState;

/// Measures what the window costs while it watches a run that makes 10 steps a second: CPU time of the
/// whole process in 60 s, and how long after an event's line its figures and its point of the curve are
/// drawn. The steps are written by this process too.
///
/// Arguments: `watch`, `minimized`, `drawing` (the run's tab is not in front) or `none` (no run); then
/// how many steps there were before.
public final class WatchCost {

  private static final int SECONDS = 60;
  private static final int WARM_UP = 20;

  private final AtomicLong written = new AtomicLong();
  private final List<Double> figures = new ArrayList<>();
  private final List<Double> points = new ArrayList<>();
  private volatile boolean measuring;
  private volatile boolean over;

  private WatchCost() {}

  public static void main(String[] args) throws Exception {
    new WatchCost().run(args[0], Integer.parseInt(args[1]));
  }

  private void run(String mode, int before) throws Exception {
    var ready = new CountDownLatch(1);
    Platform.startup(ready::countDown);
    ready.await();
    Path folder = Files.createTempDirectory("watch-cost");
    Path project = TestWindow.project(folder.resolve("p"), "text-char");
    RunFolder run = RunFiles.prepared(project);
    RunFiles.write(run, RunFiles.history(before));
    RunFiles.write(run, List.of(new Event.StateChanged(Instant.now(), RunState.RUNNING)));
    Heartbeat worker = mode.equals("none") ? null : Heartbeat.start(run);
    var stage =
        new FutureTask<>(() -> {
          var made = new Stage();
          made.setX(0);
          made.setY(0);
          return made;
        });
    Platform.runLater(stage);
    Stage shown = stage.get();
    var window = new FutureTask<>(() -> new TestWindow(shown, folder, Optional.of(project)));
    Platform.runLater(window);
    TestWindow open = window.get();
    TestWindow.waitFor(
        () -> open.isOpen() && (worker == null || shown.getScene().lookup("#chart-loss") != null));
    Thread.sleep(3000);
    if (mode.equals("watch")) {
      Platform.runLater(() -> listen(shown));
    } else if (mode.equals("minimized")) {
      Platform.runLater(() -> shown.setIconified(true));
    } else {
      Platform.runLater(
          () -> open.context.commands().run(org.modelwright.app.command.CommandId.SHOW_DRAWING));
    }
    Thread writer =
        mode.equals("none") ? null : Thread.ofPlatform().daemon().start(() -> write(run, before));
    Thread.sleep(WARM_UP * 1000L);
    var system = ManagementFactory.getPlatformMXBean(OperatingSystemMXBean.class);
    measuring = true;
    Map<String, Long> threads = threads();
    long cpu = system.getProcessCpuTime();
    long start = System.nanoTime();
    Thread.sleep(SECONDS * 1000L);
    double seconds = (System.nanoTime() - start) / 1e9;
    double used = (system.getProcessCpuTime() - cpu) / 1e9;
    measuring = false;
    threads()
        .forEach((name, nanos) -> {
          double share = (nanos - threads.getOrDefault(name, 0L)) / 1e7 / seconds;
          if (share >= 0.05) {
            System.out.printf(Locale.ROOT, "  %s: %.2f %%%n", name, share);
          }
        });
    System.out.printf(
        Locale.ROOT,
        "%s, %d steps before: %.2f s of CPU time in %.1f s, %.2f %% of one core%n",
        mode,
        before,
        used,
        seconds,
        100 * used / seconds);
    report("figures", figures);
    report("points of the loss", points);
    over = true;
    if (writer != null) {
      writer.join();
    }
    if (worker != null) {
      worker.close();
    }
    FileTree.delete(folder);
    System.exit(0);
  }

  /// CPU time by the names of Java's threads; those of compiler and collector are not among them.
  private static Map<String, Long> threads() {
    var bean = ManagementFactory.getThreadMXBean();
    var times = new TreeMap<String, Long>();
    for (ThreadInfo info : bean.getThreadInfo(bean.getAllThreadIds())) {
      if (info != null) {
        times.merge(info.getThreadName(), bean.getThreadCpuTime(info.getThreadId()), Long::sum);
      }
    }
    return times;
  }

  private static void report(String what, List<Double> millis) {
    if (!millis.isEmpty()) {
      double[] sorted = millis.stream().mapToDouble(Double::doubleValue).toArray();
      Arrays.sort(sorted);
      System.out.printf(
          Locale.ROOT,
          "%s on screen after p50 %.0f, p95 %.0f, at most %.0f ms (%d)%n",
          what,
          sorted[sorted.length / 2],
          sorted[sorted.length * 95 / 100],
          sorted[sorted.length - 1],
          sorted.length);
    }
  }

  private void write(RunFolder run, int before) {
    try (var log = new EventLog(run.events())) {
      for (int i = before + 1; !over; i++) {
        log.append(
            RunFiles.step(i, Instant.now(), 1.9 + 0.1 * Math.sin(i) + 0.05 * Math.cos(7.0 * i)));
        written.set(System.nanoTime());
        Thread.sleep(100);
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  /// After each layout: the picture that is then handed to the renderer has what the nodes have.
  private void listen(Stage shown) {
    RunView view = (RunView) shown.getScene().lookup("#run-view");
    CurveChart loss = (CurveChart) view.lookup("#chart-loss");
    var figure = new AtomicLong();
    var point = new AtomicLong();
    view.model()
        .versionProperty()
        .subscribe((_, _) -> {
          figure.compareAndSet(0, written.get());
          point.compareAndSet(0, written.get());
        });
    shown
        .getScene()
        .addPostLayoutPulseListener(() -> {
          long now = System.nanoTime();
          take(figure, now, figures);
          if (!loss.isDirty()) {
            take(point, now, points);
          }
        });
  }

  private void take(AtomicLong since, long now, List<Double> into) {
    long then = since.getAndSet(0);
    if (then != 0 && measuring) {
      into.add((now - then) / 1e6);
    }
  }
}
