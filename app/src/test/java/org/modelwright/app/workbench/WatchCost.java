package org.modelwright.app.workbench;

import com.sun.management.OperatingSystemMXBean;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.time.Duration;
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
/// drawn. The steps are written by a process of their own, as a worker does.
///
/// Arguments: `watch`, `minimized`, `drawing` (the run's tab is not in front) or `none` (no run); then
/// how many steps there were before.
public final class WatchCost {

  private static final int SECONDS = 60;
  private static final int WARM_UP = 300;
  private static final int BETWEEN_STEPS = 100;

  private final List<Double> figures = new ArrayList<>();
  private final List<Double> points = new ArrayList<>();
  private volatile boolean measuring;

  private WatchCost() {}

  public static void main(String[] args) throws Exception {
    if (args[0].equals("write")) {
      write(RunFolder.open(Path.of(args[1])), Integer.parseInt(args[2]));
    } else {
      new WatchCost().run(args[0], Integer.parseInt(args[1]));
    }
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
    Process worker = mode.equals("none") ? null : worker(run, before);
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
    if (worker != null) {
      worker.destroyForcibly().waitFor();
    }
    FileTree.delete(folder);
    System.exit(0);
  }

  /// Nanoseconds of CPU time by the names of all the process's threads, those of compiler and collector
  /// too, as Linux tells them; elsewhere empty.
  private static Map<String, Long> threads() throws IOException {
    var times = new TreeMap<String, Long>();
    Path tasks = Path.of("/proc/self/task");
    if (Files.isDirectory(tasks)) {
      try (DirectoryStream<Path> all = Files.newDirectoryStream(tasks)) {
        for (Path task : all) {
          try {
            times.merge(
                Files.readString(task.resolve("comm")).strip(),
                Long.parseLong(Files.readString(task.resolve("schedstat")).split(" ")[0]),
                Long::sum);
          } catch (NoSuchFileException e) {
            // it has ended
          }
        }
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

  private static Process worker(RunFolder run, int before) throws Exception {
    return new ProcessBuilder(
            Path.of(System.getProperty("java.home"), "bin", "java").toString(),
            "-cp",
            System.getProperty("java.class.path"),
            WatchCost.class.getName(),
            "write",
            run.path().toString(),
            Integer.toString(before))
        .inheritIO()
        .start();
  }

  private static void write(RunFolder run, int before) throws Exception {
    try (Heartbeat _ = Heartbeat.start(run);
        var log = new EventLog(run.events())) {
      for (int i = before + 1; true; i++) {
        log.append(
            RunFiles.step(i, Instant.now(), 1.9 + 0.1 * Math.sin(i) + 0.05 * Math.cos(7.0 * i)));
        Thread.sleep(BETWEEN_STEPS);
      }
    }
  }

  /// After each layout: the picture that is then handed to the renderer has what the nodes have.
  private void listen(Stage shown) {
    RunView view = (RunView) shown.getScene().lookup("#run-view");
    CurveChart loss = (CurveChart) view.lookup("#chart-loss");
    var figuresLeft = new ArrayList<Instant>();
    var pointsLeft = new ArrayList<Instant>();
    var seen = new AtomicLong();
    view.model()
        .versionProperty()
        .subscribe((_, _) -> {
          Event.Step step = view.model().lastStepProperty().get();
          if (step != null) {
            for (long i = Math.max(seen.get() + 1, step.step() - 9); i <= step.step(); i++) {
              Instant written = step.time().minusMillis(BETWEEN_STEPS * (step.step() - i));
              figuresLeft.add(written);
              pointsLeft.add(written);
            }
            seen.set(step.step());
          }
        });
    shown
        .getScene()
        .addPostLayoutPulseListener(() -> {
          take(figuresLeft, figures);
          if (!loss.isDirty()) {
            take(pointsLeft, points);
          }
        });
  }

  private void take(List<Instant> since, List<Double> into) {
    if (measuring) {
      since.forEach(then -> into.add(Duration.between(then, Instant.now()).toNanos() / 1e6));
    }
    since.clear();
  }
}
