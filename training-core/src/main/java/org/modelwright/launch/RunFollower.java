package org.modelwright.launch;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.atomic.AtomicBoolean;
import org.jspecify.annotations.Nullable;
import org.modelwright.file.InputException;
import org.modelwright.run.Command;
import org.modelwright.run.CommandLog;
import org.modelwright.run.Event;
import org.modelwright.run.EventTail;
import org.modelwright.run.Heartbeat;
import org.modelwright.run.RunFolder;
import org.modelwright.run.RunStatus;

/// Shows a run's events to a listener until the run ends, by its own word or because its worker is
/// gone.
public final class RunFollower {

  private static final Duration BETWEEN_POLLS = Duration.ofMillis(100);

  /// How many polls pass between two looks at a worker that is not our child.
  private static final int POLLS_A_LOOK = 10;

  /// Both methods are called in the following thread, one at a time.
  @FunctionalInterface
  public interface Listener {

    void event(Event event);

    /// Ctrl+C was pressed; the worker has been told to save and stop.
    default void interrupted() {}
  }

  private final RunFolder run;
  private final @Nullable WorkerProcess worker;
  private final EventTail events;

  private RunFollower(RunFolder run, @Nullable WorkerProcess worker, EventTail events) {
    this.run = run;
    this.worker = worker;
    this.events = events;
  }

  /// Follows a run that somebody else started, from its first event on. Ctrl+C ends only the
  /// follower.
  public static RunFollower attach(RunFolder run) {
    return new RunFollower(run, null, new EventTail(run.events()));
  }

  /// Starts a worker and follows it, from its own first event on; see `WorkerProcess.start`. Ctrl+C
  /// tells the worker to save and stop, and goes on following; a second one leaves at once, with exit
  /// status 130, and the worker still saves.
  public static RunFollower start(RunFolder run, String mainClass, List<String> jvmFlags) {
    EventTail events = EventTail.fromNowOn(run.events());
    try {
      return new RunFollower(run, WorkerProcess.start(run, mainClass, jvmFlags), events);
    } catch (RuntimeException e) {
      events.close();
      throw e;
    }
  }

  /// Blocks until the run has ended, all its events have been heard and, of a worker started here,
  /// the exit status is on disk. To be called once.
  ///
  /// @throws InputException where another worker was faster to take up the run
  /// @throws InterruptedException where this thread is interrupted; the run goes on
  public RunStatus follow(Listener listener) throws InterruptedException {
    try (events) {
      if (worker == null) {
        return followOther(listener);
      }
      var pressed = new AtomicBoolean();
      var toldToStop = false;
      try (var _ = CtrlC.catching(pressed)) {
        while (worker.isAlive()) {
          hear(listener);
          if (pressed.get() && !toldToStop) {
            toldToStop = true;
            CommandLog.append(run, Command.stop(true));
            listener.interrupted();
          }
          Thread.sleep(BETWEEN_POLLS);
        }
      }
      if (worker.waitForEnd() == WorkerProcess.TAKEN) {
        throw new InputException(
            "Run "
                + run.name()
                + " was taken up by another worker at the same moment; see `modelwright runs`.");
      }
      hear(listener);
      return RunStatus.of(run);
    }
  }

  private RunStatus followOther(Listener listener) throws InterruptedException {
    for (int poll = 0; ; poll++) {
      // Life first, events second: what a dead worker wrote is heard to its end.
      boolean over = poll % POLLS_A_LOOK == 0 && !Heartbeat.isAlive(run);
      hear(listener);
      if (over) {
        RunStatus status = RunStatus.of(run);
        if (status.state().isFinal()) {
          return status;
        }
      }
      Thread.sleep(BETWEEN_POLLS);
    }
  }

  private void hear(Listener listener) {
    events.poll().forEach(listener::event);
  }
}
