package org.modelwright.app.runs.live;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalLong;
import java.util.concurrent.locks.LockSupport;
import javafx.application.Platform;
import javafx.beans.property.ReadOnlyBooleanProperty;
import javafx.beans.property.ReadOnlyBooleanWrapper;
import javafx.beans.property.ReadOnlyLongProperty;
import javafx.beans.property.ReadOnlyLongWrapper;
import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.beans.property.ReadOnlyObjectWrapper;
import javafx.beans.property.ReadOnlyStringProperty;
import javafx.beans.property.ReadOnlyStringWrapper;
import org.jspecify.annotations.Nullable;
import org.modelwright.app.common.Disposable;
import org.modelwright.app.curves.RunCurves;
import org.modelwright.data.Dataset;
import org.modelwright.file.InputException;
import org.modelwright.run.Event;
import org.modelwright.run.EventSummary;
import org.modelwright.run.EventTail;
import org.modelwright.run.Heartbeat;
import org.modelwright.run.RunFolder;
import org.modelwright.run.RunState;
import org.modelwright.run.RunStatus;
import org.modelwright.run.WorkerLog;
import org.modelwright.train.RunConfiguration;
import org.modelwright.train.TrainingRun;
import org.modelwright.train.TrainingSettings;

/// One run as its folder tells, looked at by a thread of its own while somebody watches. Everything
/// that can be observed changes on the FX thread.
public final class RunModel implements Disposable {

  /// An event is on screen within 250 ms.
  private static final long BETWEEN_POLLS = 200_000_000;

  /// Between two looks at a worker's life, and at its log.
  private static final long BETWEEN_LOOKS = 1_000_000_000;

  private static final int LOG_LINES = 300;

  /// What run.json says.
  private record Setting(Optional<TrainingSettings> training, OptionalLong trainingTokens) {
    private static final Setting UNKNOWN = new Setting(Optional.empty(), OptionalLong.empty());
  }

  /// What makes a dead run worth another look.
  private record Stamp(long events, long exit, long beat) {}

  private final RunFolder run;
  private final Thread thread;
  private final ReadOnlyObjectWrapper<RunState> state =
      new ReadOnlyObjectWrapper<>(RunState.QUEUED);
  private final ReadOnlyStringWrapper cause = new ReadOnlyStringWrapper("");
  private final ReadOnlyLongWrapper version = new ReadOnlyLongWrapper();
  private final ReadOnlyBooleanWrapper loaded = new ReadOnlyBooleanWrapper();
  private final ReadOnlyStringWrapper log = new ReadOnlyStringWrapper("");
  private final ReadOnlyObjectWrapper<Event.@Nullable Step> lastStep =
      new ReadOnlyObjectWrapper<>();
  private RunCurves curves = new RunCurves();
  private Setting setting = Setting.UNKNOWN;
  private double factor = 1;

  private volatile boolean watched;
  private volatile boolean closed;
  private volatile boolean unfinished;
  private volatile boolean asked = true;

  // of the looking thread
  private final EventSummary summary = new EventSummary();
  private @Nullable Stamp stamp;
  private boolean alive;
  private RunState verdict = RunState.QUEUED;
  private @Nullable String why;
  private long logSize = -1;

  public RunModel(RunFolder run) {
    this.run = run;
    thread = Thread.ofVirtual().name("run-" + run.name()).unstarted(this::look);
    thread.start();
  }

  public RunFolder run() {
    return run;
  }

  /// What it does; never `RUNNING` while no worker lives.
  public ReadOnlyObjectProperty<RunState> stateProperty() {
    return state.getReadOnlyProperty();
  }

  public RunState state() {
    return state.get();
  }

  /// Why it failed: a sentence, then perhaps lines of its log; empty where it did not.
  public ReadOnlyStringProperty causeProperty() {
    return cause.getReadOnlyProperty();
  }

  /// Grows with everything new that can be shown, and, where something was left to be drawn, without.
  public ReadOnlyLongProperty versionProperty() {
    return version.getReadOnlyProperty();
  }

  /// Whether all that was there at first has been read.
  public ReadOnlyBooleanProperty loadedProperty() {
    return loaded.getReadOnlyProperty();
  }

  /// The last lines of its log.
  public ReadOnlyStringProperty logProperty() {
    return log.getReadOnlyProperty();
  }

  public ReadOnlyObjectProperty<Event.@Nullable Step> lastStepProperty() {
    return lastStep.getReadOnlyProperty();
  }

  /// The curves up to now; they grow on the FX thread.
  public RunCurves curves() {
    return curves;
  }

  /// What it was started with; empty where run.json cannot be read.
  public Optional<TrainingSettings> settings() {
    return setting.training();
  }

  /// What the schedule's learning rate is multiplied by.
  public double learningRateFactor() {
    return factor;
  }

  public RunProgress progress() {
    return RunProgress.of(
        curves,
        state(),
        settings().map(TrainingSettings::steps).orElse(0L),
        setting.trainingTokens().isPresent()
            ? OptionalDouble.of((double) setting.trainingTokens().getAsLong())
            : OptionalDouble.empty());
  }

  /// Looks only while somebody does.
  public void setWatched(boolean now) {
    watched = now;
    LockSupport.unpark(thread);
  }

  /// Asks for another change of the version soon, though nothing may happen: not all has been drawn.
  public void setUnfinished(boolean now) {
    unfinished = now;
  }

  /// Looks at once, after a command or a start.
  public void lookNow() {
    asked = true;
    LockSupport.unpark(thread);
  }

  private void look() {
    readSettings();
    try (var tail = new EventTail(run.events())) {
      var first = new RunCurves();
      Event.Step newest = null;
      double set = 1;
      for (List<Event> some = tail.pollSome(); !some.isEmpty(); some = tail.pollSome()) {
        for (Event event : some) {
          first.add(event);
          summary.add(event);
          newest = event instanceof Event.Step step ? step : newest;
          set = event instanceof Event.LearningRateSet rate ? rate.factor() : set;
        }
      }
      judge(true);
      install(first, newest, set);
      long looked = System.nanoTime();
      while (!closed) {
        LockSupport.parkNanos(watched ? BETWEEN_POLLS : Long.MAX_VALUE);
        if (closed) {
          return;
        }
        if (watched || asked) {
          boolean due = asked || System.nanoTime() - looked >= BETWEEN_LOOKS;
          asked = false;
          looked = due ? System.nanoTime() : looked;
          poll(tail, due);
        }
      }
    } catch (UncheckedIOException e) {
      // the folder is gone or cannot be read: what is shown stays as it was
    }
  }

  private void readSettings() {
    Setting read = Setting.UNKNOWN;
    try {
      var configuration = RunConfiguration.read(run.configuration());
      String data = configuration.provenance().get("data");
      read =
          new Setting(
              Optional.of(configuration.trainingSettings()),
              data == null
                  ? OptionalLong.empty()
                  : Dataset.trainingTokens(TrainingRun.cache(TrainingRun.project(run)), data));
    } catch (InputException e) {
      // the curves are shown without
    }
    Setting now = read;
    Platform.runLater(() -> setting = now);
  }

  private void install(RunCurves first, Event.@Nullable Step newest, double set) {
    RunState nowState = verdict;
    String nowWhy = why == null ? "" : why;
    String lines = readLog();
    Platform.runLater(() -> {
      curves = first;
      factor = set;
      lastStep.set(newest);
      state.set(nowState);
      cause.set(nowWhy);
      if (lines != null) {
        log.set(lines);
      }
      loaded.set(true);
      version.set(version.get() + 1);
    });
  }

  private void poll(EventTail tail, boolean due) {
    // Life first, events second: a worker that was gone before has written all it ever will.
    boolean aliveBefore = alive;
    if (due) {
      alive = Heartbeat.isAlive(run);
    }
    var events = new ArrayList<Event>();
    for (List<Event> some = tail.pollSome(); !some.isEmpty(); some = tail.pollSome()) {
      events.addAll(some);
      some.forEach(summary::add);
    }
    boolean told = events.stream().anyMatch(e -> e instanceof Event.StateChanged);
    RunState before = verdict;
    String whyBefore = why;
    if (due || told) {
      judge(alive != aliveBefore || !events.isEmpty());
    }
    String lines = due ? readLog() : null;
    boolean changed =
        before != verdict || !java.util.Objects.equals(whyBefore, why) || lines != null;
    if (told) {
      readSettings(); // the first worker adds what it measured
    }
    if (changed || unfinished || !events.isEmpty()) {
      RunState nowState = verdict;
      String nowWhy = why == null ? "" : why;
      Platform.runLater(() -> apply(events, nowState, nowWhy, lines));
    }
  }

  private void apply(List<Event> events, RunState now, String nowWhy, @Nullable String lines) {
    if (closed) {
      return;
    }
    Event.Step newest = lastStep.get();
    for (Event event : events) {
      curves.add(event);
      newest = event instanceof Event.Step step ? step : newest;
      factor = event instanceof Event.LearningRateSet rate ? rate.factor() : factor;
    }
    lastStep.set(newest);
    cause.set(nowWhy);
    state.set(now);
    if (lines != null) {
      log.set(lines);
    }
    version.set(version.get() + 1);
  }

  /// @param news whether anything is known to have happened
  private void judge(boolean news) {
    alive = stamp == null ? Heartbeat.isAlive(run) : alive;
    if (alive) {
      RunState word = summary.state().orElse(RunState.PREPARING);
      verdict = word == RunState.RUNNING ? RunStatus.asked(run) : word;
      why = summary.cause();
      stamp = stampOf();
      return;
    }
    Stamp now = stampOf();
    if (news || !now.equals(stamp)) {
      // also right where a worker died before its first word
      RunStatus status = RunStatus.of(run);
      verdict = status.state();
      why = status.cause();
    }
    stamp = now;
  }

  private Stamp stampOf() {
    return new Stamp(size(run.events()), modified(run.exit()), modified(run.heartbeat()));
  }

  private static long size(Path file) {
    try {
      return Files.size(file);
    } catch (IOException e) {
      return -1;
    }
  }

  private static long modified(Path file) {
    try {
      return Files.getLastModifiedTime(file).toMillis();
    } catch (IOException e) {
      return -1;
    }
  }

  /// The last lines, where there are new ones.
  private @Nullable String readLog() {
    long size = size(run.log());
    if (size == logSize) {
      return null;
    }
    logSize = size;
    return String.join("\n", WorkerLog.tail(run.log(), LOG_LINES));
  }

  @Override
  public void dispose() {
    closed = true;
    LockSupport.unpark(thread);
  }
}
