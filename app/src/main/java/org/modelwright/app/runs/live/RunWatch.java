package org.modelwright.app.runs.live;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.locks.LockSupport;
import javafx.application.Platform;
import org.modelwright.app.common.Disposable;
import org.modelwright.file.InputException;
import org.modelwright.run.Event;
import org.modelwright.run.EventLog;
import org.modelwright.run.Heartbeat;
import org.modelwright.run.RunFolder;
import org.modelwright.run.RunState;
import org.modelwright.run.RunStatus;

/// Knows which runs of a project are at work, whoever started them, and tells when one has ended. Looks
/// every 2 s, on a thread of its own: at the times of a few files, and only into those that changed.
public final class RunWatch implements Disposable {

  private static final long BETWEEN_LOOKS = 2_000_000_000;

  /// Of more runs only the newest are looked at: nobody resumes one that lies so far back unseen.
  private static final int NEWEST = 200;

  /// Told on the FX thread.
  public interface Listener {
    /// Runs have come, gone or changed their state.
    ///
    /// @param states by the runs' names; of the newest runs
    void changed(Map<String, RunState> states);

    /// A run was at work when the project was opened.
    void found(RunFolder run);

    /// A run that was seen at work has ended; told once for each time that it does.
    ///
    /// @param cause why it failed, in a sentence; empty where it did not
    void ended(RunFolder run, RunState state, String cause);
  }

  private record Seen(long beat, long events, boolean alive, RunState state) {}

  private final Path runs;
  private final Listener listener;
  private final Thread thread;
  private final Map<String, Seen> seen = new HashMap<>();
  private volatile Set<String> alive = Set.of();
  private volatile boolean closed;

  /// @param runs the project's folder of runs; need not exist
  public RunWatch(Path runs, Listener listener) {
    this.runs = runs;
    this.listener = listener;
    thread = Thread.ofVirtual().name("run-watch").start(this::look);
  }

  /// Looks at once, when a run has just been started or stopped here.
  public void lookNow() {
    LockSupport.unpark(thread);
  }

  /// The runs that are at work, as of the last look.
  public List<RunFolder> alive() {
    return alive.stream().sorted().map(name -> RunFolder.open(runs.resolve(name))).toList();
  }

  private void look() {
    for (boolean first = true; !closed; first = false) {
      try {
        lookAt(first);
      } catch (InputException | java.io.UncheckedIOException e) {
        // a folder that cannot be read now shows what it showed
      }
      LockSupport.parkNanos(BETWEEN_LOOKS);
    }
  }

  private void lookAt(boolean first) {
    List<RunFolder> all = RunFolder.list(runs);
    List<RunFolder> newest = all.subList(Math.max(0, all.size() - NEWEST), all.size());
    boolean changed = first;
    var names = new HashSet<String>();
    for (RunFolder run : newest) {
      names.add(run.name());
      changed |= lookAt(run, first);
    }
    changed |= seen.keySet().retainAll(names);
    var states = new HashMap<String, RunState>();
    var atWork = new HashSet<String>();
    seen.forEach((name, one) -> {
      states.put(name, one.state());
      if (one.alive()) {
        atWork.add(name);
      }
    });
    alive = Set.copyOf(atWork);
    if (changed) {
      tell(() -> listener.changed(states));
    }
  }

  /// @return whether its state is another
  private boolean lookAt(RunFolder run, boolean first) {
    Seen before = seen.get(run.name());
    long beat = modified(run.heartbeat());
    long events = modified(run.events());
    if (before != null && !before.alive() && before.beat() == beat && before.events() == events) {
      return false;
    }
    boolean lives = beat >= 0 && Heartbeat.isAlive(run);
    RunState state = glance(run, lives, beat);
    if (before != null && before.alive() && !lives) {
      RunStatus status = RunStatus.of(run);
      state = status.state();
      String cause = Objects.requireNonNullElse(status.cause(), "").lines().findFirst().orElse("");
      RunState end = state;
      tell(() -> listener.ended(run, end, cause));
    }
    if (first && lives) {
      tell(() -> listener.found(run));
    }
    seen.put(run.name(), new Seen(beat, events, lives, state));
    return before == null || before.state() != state || before.alive() != lives;
  }

  /// The state by the last event alone; `RunStatus` knows better, and reads all of them.
  private static RunState glance(RunFolder run, boolean lives, long beat) {
    Optional<Event> last = EventLog.last(run.events());
    RunState word =
        last.map(event ->
                switch (event) {
                  case Event.StateChanged changed -> changed.state();
                  case Event.Completed _ -> RunState.COMPLETED;
                  case Event.Stopped _ -> RunState.STOPPED;
                  case Event.Failed _ -> RunState.FAILED;
                  default -> RunState.RUNNING;
                })
            .orElse(lives ? RunState.PREPARING : RunState.QUEUED);
    boolean silent = !lives && !word.isFinal() && (word != RunState.QUEUED || beat >= 0);
    return silent ? RunState.FAILED : word;
  }

  private void tell(Runnable news) {
    Platform.runLater(() -> {
      if (!closed) {
        news.run();
      }
    });
  }

  private static long modified(Path file) {
    try {
      return Files.getLastModifiedTime(file).toMillis();
    } catch (IOException e) {
      return -1;
    }
  }

  @Override
  public void dispose() {
    closed = true;
    LockSupport.unpark(thread);
  }
}
