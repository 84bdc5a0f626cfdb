package org.modelwright.run;

import java.time.Instant;
import java.util.Optional;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.modelwright.run.Heartbeat.Beat;

/// What a run is doing and what it came to, as far as its folder tells.
///
/// @param run the folder's name
/// @param steps optimizer steps that hold, after any resume
/// @param trainLoss of the last step; as all figures below null where none was reported
/// @param bestValidationLoss the lowest so far
/// @param tokensPerSecond median of the run once it has ended by its own word, else of the last step
/// @param millisPerStep likewise
/// @param outsideNativeShare likewise, 0 to 1
/// @param peakMemoryBytes the worker's own figure once it has ended by its own word, else the highest
///     that a step reported
/// @param cause why it failed: one sentence, then perhaps lines of the worker's log; null unless
///     `failed`
/// @param updated when the last event was written, by the worker's clock
public record RunStatus(
    String run,
    RunState state,
    long steps,
    @Nullable Double trainLoss,
    @Nullable Double validationLoss,
    @Nullable Double bestValidationLoss,
    @Nullable Double tokensPerSecond,
    @Nullable Double millisPerStep,
    @Nullable Double outsideNativeShare,
    @Nullable Long peakMemoryBytes,
    @Nullable String cause,
    @Nullable Instant updated) {

  /// What a worker that says it is running does or is about to do: it obeys between two steps, and one
  /// can take minutes.
  public static RunState asked(RunFolder run) {
    RunState state = RunState.RUNNING;
    try (CommandTail commands = CommandTail.open(run)) {
      for (Command command : commands.poll()) {
        state =
            switch (command) {
              case Command.Pause _ -> RunState.PAUSING;
              case Command.Continue _ -> RunState.RUNNING;
              case Command.Stop _ -> RunState.STOPPING;
              case Command.CheckpointNow _, Command.SetLearningRate _ -> state;
            };
      }
    }
    return state;
  }

  /// Looks at the folder once. A run whose worker is gone without a last word is `FAILED`: at once
  /// where the worker's process can be asked for, 10 s after its last heartbeat elsewhere.
  public static RunStatus of(RunFolder run) {
    return of(run, () -> new EventSummary(EventLog.read(run.events())));
  }

  /// The same, by whoever follows the events in a way of its own.
  ///
  /// @param summary what the events written so far add up to; asked for perhaps several times
  static RunStatus of(RunFolder run, Supplier<EventSummary> summary) {
    while (true) {
      Optional<Beat> beat = Beat.read(run);
      // Life first, events second: a worker that was gone before has written all it ever will.
      boolean alive = Heartbeat.isAlive(run);
      Optional<WorkerExit> exit = WorkerExit.read(run);
      EventSummary events = summary.get();
      if (alive) {
        RunState state = events.state().orElse(RunState.PREPARING);
        return events.status(run, state == RunState.RUNNING ? asked(run) : state, events.cause());
      }
      // A launcher saw a worker fail that had not lived to its first heartbeat.
      boolean unborn =
          exit.filter(e -> e.status() != 0)
              .filter(e -> beat.isEmpty() || e.pid() != beat.get().pid())
              .filter(e -> beat.isEmpty() || !e.time().isBefore(beat.get().time()))
              .isPresent();
      if (!unborn) {
        if (events.state().isEmpty() && beat.isEmpty() && exit.isEmpty()) {
          return events.status(run, RunState.QUEUED, null);
        }
        if (events.state().filter(RunState::isFinal).isPresent()) {
          return events.status(run, events.state().get(), events.cause());
        }
        exit = exit.filter(e -> beat.isEmpty() || e.pid() == beat.get().pid());
      }
      // A new worker may have taken over while the old one was being looked at.
      if (Beat.read(run).map(Beat::pid).equals(beat.map(Beat::pid))) {
        String cause =
            FailureCause.ofDeadWorker(run, unborn ? null : beat.orElse(null), exit.orElse(null));
        return events.status(run, RunState.FAILED, cause);
      }
    }
  }
}
