package org.modelwright.run;

import com.fasterxml.jackson.annotation.JsonSubTypes;
import com.fasterxml.jackson.annotation.JsonTypeInfo;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/// One line of `events.jsonl`: `{"type":"step","time":"2026-11-23T10:15:30.123Z","step":7,...}`.
///
/// A number is written as the shortest decimal that reads back to the same bits. JSON has no word
/// for a loss that is not a number: `NaN`, `Infinity` and `-Infinity` are written as texts,
/// `"loss":"NaN"`, and read back as numbers.
@JsonTypeInfo(use = JsonTypeInfo.Id.NAME, property = "type", defaultImpl = Void.class)
@JsonSubTypes({
  @JsonSubTypes.Type(value = Event.StateChanged.class, name = "state"),
  @JsonSubTypes.Type(value = Event.Step.class, name = "step"),
  @JsonSubTypes.Type(value = Event.Statistics.class, name = "statistics"),
  @JsonSubTypes.Type(value = Event.Fault.class, name = "fault"),
  @JsonSubTypes.Type(value = Event.Validated.class, name = "validated"),
  @JsonSubTypes.Type(value = Event.CheckpointSaved.class, name = "checkpoint"),
  @JsonSubTypes.Type(value = Event.Resumed.class, name = "resumed"),
  @JsonSubTypes.Type(value = Event.LearningRateSet.class, name = "learningRate"),
  @JsonSubTypes.Type(value = Event.Message.class, name = "message"),
  @JsonSubTypes.Type(value = Event.Failed.class, name = "failed"),
  @JsonSubTypes.Type(value = Event.Completed.class, name = "completed"),
  @JsonSubTypes.Type(value = Event.Stopped.class, name = "stopped"),
})
public sealed interface Event {

  /// The step of an event that belongs to none; a resume never drops such an event.
  long NO_STEP = -1;

  /// When it happened, by the worker's clock.
  Instant time();

  /// Optimizer steps done when this happened, from 1, or `NO_STEP`.
  default long step() {
    return NO_STEP;
  }

  /// The worker's own word on what it does. The first event of every worker is `preparing`.
  record StateChanged(Instant time, RunState state) implements Event {}

  /// One optimizer step.
  ///
  /// @param tokens tokens (or examples) seen since step 0
  /// @param loss cross-entropy, mean over the step's batch, before the update
  /// @param gradientNorm before clipping; where it is not finite no update was made
  /// @param lossScale what the step was computed at; null where the precision needs none
  /// @param auxiliaryLoss what layers add to the loss that is trained on; null where none does
  /// @param droppedTokens share of choices that full experts dropped, 0 to 1; null without experts
  /// @param tokensPerSecond of this step alone
  /// @param mfu share of the device's peak, 0 to 1; null where the peak is not known
  /// @param memoryBytes in use after the step
  /// @param outsideNativeShare share of the step's time outside engine calls, 0 to 1
  /// @param millis wall time of the step
  record Step(
      Instant time,
      long step,
      long tokens,
      double loss,
      double learningRate,
      double gradientNorm,
      @Nullable Double lossScale,
      @Nullable Double auxiliaryLoss,
      @Nullable Double droppedTokens,
      double tokensPerSecond,
      @Nullable Double mfu,
      long memoryBytes,
      double outsideNativeShare,
      double millis)
      implements Event {}

  /// Norms of the parameters in one step.
  record Statistics(Instant time, long step, List<Group> groups) implements Event {
    public Statistics {
      groups = List.copyOf(groups);
    }
  }

  /// Parameters that belong together, such as the weight and bias of one map.
  ///
  /// @param weightNorm Euclidean, before the update
  /// @param gradientNorm Euclidean, before clipping
  /// @param updateRatio norm of the update / norm of the weights; 0 where the weights are
  record Group(String name, double weightNorm, double gradientNorm, double updateRatio) {}

  /// The guard saw a loss or gradient that is not finite, or a spike.
  ///
  /// @param explanation one sentence: what, and in which parameters it began
  /// @param snapshot the folder under `faults/`; null where none was written: one in
  ///     so many steps as the guard's window has is enough
  /// @param skipped whether the update was not made
  record Fault(
      Instant time, long step, String explanation, @Nullable String snapshot, boolean skipped)
      implements Event {}

  /// A pass over the whole validation set.
  ///
  /// @param tokens predicted tokens that the mean loss was taken over
  record Validated(Instant time, long step, double loss, long tokens) implements Event {}

  /// @param folder the checkpoint's name under `checkpoints/`
  /// @param best whether its validation loss is the lowest so far
  record CheckpointSaved(Instant time, long step, String folder, boolean best) implements Event {}

  /// Training went on from the end of `fromStep`: what earlier lines say of later steps is void.
  record Resumed(Instant time, long fromStep) implements Event {}

  /// From the step after `step` on, the schedule's learning rate is multiplied by `factor`.
  record LearningRateSet(Instant time, long step, double factor) implements Event {}

  record Message(Instant time, String text) implements Event {}

  /// The worker's last word before it gave up.
  record Failed(Instant time, String cause) implements Event {}

  record Completed(Instant time, Summary summary) implements Event {
    public Completed {
      Objects.requireNonNull(summary, "summary");
    }

    @Override
    public long step() {
      return summary.steps();
    }
  }

  /// Stopped by a command before its last step.
  record Stopped(Instant time, Summary summary) implements Event {
    public Stopped {
      Objects.requireNonNull(summary, "summary");
    }

    @Override
    public long step() {
      return summary.steps();
    }
  }

  /// What a run came to. Losses are null where none was computed.
  ///
  /// @param trainLoss of the last step
  /// @param tokensPerSecond median, the process's first ten steps left out where there are more
  /// @param millisPerStep median, the process's first ten steps left out where there are more
  /// @param outsideNativeShare 0 to 1, of the same steps, without validation and checkpoints
  record Summary(
      long steps,
      @Nullable Double trainLoss,
      @Nullable Double validationLoss,
      @Nullable Double bestValidationLoss,
      double tokensPerSecond,
      double millisPerStep,
      double outsideNativeShare,
      long peakMemoryBytes) {}
}
