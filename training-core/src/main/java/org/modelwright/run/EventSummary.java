package org.modelwright.run;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// What the events of a run add up to, whether or not its worker still lives. Whoever follows a run adds
/// them as they come; figures that a resume has made void are then only those of `RunStatus`.
public final class EventSummary {

  private @Nullable RunState state;
  private @Nullable String cause;
  private @Nullable Instant updated;
  private long steps;
  private @Nullable Double trainLoss;
  private @Nullable Double validationLoss;
  private @Nullable Double bestValidationLoss;
  private @Nullable Double tokensPerSecond;
  private @Nullable Double millisPerStep;
  private @Nullable Double outsideNativeShare;
  private @Nullable Long peakMemoryBytes;

  /// Of no event yet.
  public EventSummary() {}

  /// @param events those that hold, as `EventLog.read` gives them
  EventSummary(List<Event> events) {
    events.forEach(this::add);
  }

  /// The worker's last word on what it does; nothing where there is no event.
  public Optional<RunState> state() {
    return Optional.ofNullable(state);
  }

  /// The worker's own word on why it failed, if it did.
  public @Nullable String cause() {
    return cause;
  }

  RunStatus status(RunFolder run, RunState verdict, @Nullable String why) {
    return new RunStatus(
        run.name(),
        verdict,
        steps,
        trainLoss,
        validationLoss,
        bestValidationLoss,
        tokensPerSecond,
        millisPerStep,
        outsideNativeShare,
        peakMemoryBytes,
        verdict == RunState.FAILED ? why : null,
        updated);
  }

  /// Adds the next event, which makes void none of those before it.
  public void add(Event event) {
    updated = event.time();
    if (state == null) {
      state = RunState.PREPARING;
    }
    switch (event) {
      case Event.StateChanged changed -> state = changed.state();
      case Event.Step step -> {
        steps = step.step();
        trainLoss = step.loss();
        tokensPerSecond = step.tokensPerSecond();
        millisPerStep = step.millis();
        outsideNativeShare = step.outsideNativeShare();
        peakMemoryBytes =
            Math.max(peakMemoryBytes == null ? 0 : peakMemoryBytes, step.memoryBytes());
      }
      case Event.Validated validated -> {
        validationLoss = validated.loss();
        // Double.compare puts NaN above every number: a diverged pass is never the best.
        if (bestValidationLoss == null
            || Double.compare(validated.loss(), bestValidationLoss) < 0) {
          bestValidationLoss = validated.loss();
        }
      }
      case Event.Resumed resumed -> {
        steps = resumed.fromStep();
        if (state != null && state.isFinal()) {
          state = RunState.PREPARING;
        }
      }
      case Event.Failed failed -> {
        state = RunState.FAILED;
        cause = failed.cause();
      }
      case Event.Completed completed -> end(RunState.COMPLETED, completed.summary());
      case Event.Stopped stopped -> end(RunState.STOPPED, stopped.summary());
      case Event.CheckpointSaved _,
          Event.LearningRateSet _,
          Event.Message _,
          Event.Statistics _,
          Event.Fault _ -> {}
    }
  }

  private void end(RunState how, Event.Summary summary) {
    state = how;
    steps = summary.steps();
    trainLoss = summary.trainLoss();
    validationLoss = summary.validationLoss();
    bestValidationLoss = summary.bestValidationLoss();
    tokensPerSecond = summary.tokensPerSecond();
    millisPerStep = summary.millisPerStep();
    outsideNativeShare = summary.outsideNativeShare();
    peakMemoryBytes = summary.peakMemoryBytes();
  }
}
