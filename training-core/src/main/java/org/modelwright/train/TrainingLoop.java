package org.modelwright.train;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.OptionalDouble;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;
import org.modelwright.engine.Stepper;
import org.modelwright.file.IoReason;
import org.modelwright.run.Command;
import org.modelwright.run.CommandTail;
import org.modelwright.run.Event;
import org.modelwright.run.EventLog;
import org.modelwright.run.RunState;

/// The steps of a run, with what happens between them: commands, validation, checkpoints, events.
final class TrainingLoop {

  private static final long PAUSE_MILLIS = 100;

  private final TrainingSettings settings;
  private final Trainee trainee;
  private final Checkpoints checkpoints;
  private final EventLog events;
  private final CommandTail commands;
  private final Costs costs;
  private final StepTimes times = new StepTimes();

  private final LossScale lossScale;
  private final Guard guard;
  private final FaultSnapshots faults;

  private long step;
  private double factor = 1;
  private @Nullable Double trainLoss;
  private @Nullable Double validationLoss;
  private @Nullable Double bestValidationLoss;
  private int validationsSinceBest;
  private long checkpointed = -1;
  private @Nullable Long snapshotted;

  /// What a step costs, for the events.
  ///
  /// @param flopsPerStep floating-point operations of a step, by the operators
  /// @param memory bytes in use now
  /// @param peakMemory the most bytes training has taken
  record Costs(
      long tokensPerStep,
      double flopsPerStep,
      OptionalDouble peakFlops,
      LongSupplier memory,
      LongSupplier peakMemory) {}

  TrainingLoop(
      TrainingSettings settings,
      Trainee trainee,
      Checkpoints checkpoints,
      FaultSnapshots faults,
      EventLog events,
      CommandTail commands,
      Costs costs) {
    this.settings = settings;
    this.trainee = trainee;
    this.checkpoints = checkpoints;
    this.faults = faults;
    this.events = events;
    this.commands = commands;
    this.costs = costs;
    lossScale = LossScale.of(settings.precision());
    guard = new Guard(settings.guard());
  }

  /// Goes on from where a checkpoint was taken.
  void resumeFrom(Checkpoints.State state) {
    step = state.step();
    checkpointed = step;
    factor = state.learningRateFactor();
    if (state.lossScale() != null) {
      lossScale.resumeFrom(state.lossScale());
    }
    guard.resumeFrom(state.guard());
    trainLoss = state.trainLoss();
    validationLoss = state.validationLoss();
    bestValidationLoss = state.bestValidationLoss();
    validationsSinceBest = state.validationsSinceBest();
  }

  /// Measures the weights that the run begins with, where they are not first values.
  void validateInitial() {
    state(RunState.RUNNING);
    validate();
  }

  /// Trains to the last step or until a command stops it.
  ///
  /// @throws TrainingFaultException where the guard ends it
  void run() {
    state(RunState.RUNNING);
    while (step < settings.steps() && !isStale()) {
      Command.@Nullable Stop stop = obey();
      if (stop != null) {
        state(RunState.STOPPING);
        if (stop.save() && step > 0) {
          checkpoint(false);
        }
        events.append(new Event.Stopped(Instant.now(), summary()));
        return;
      }
      train();
      boolean last = step == settings.steps();
      if (last || due(settings.evaluateEvery())) {
        validate();
      }
      last |= isStale();
      if (last || due(settings.checkpointEvery())) {
        checkpoint(false);
      }
    }
    events.append(new Event.Completed(Instant.now(), summary()));
  }

  /// Whether the validation loss has not fallen for so long that the run ends early.
  private boolean isStale() {
    return settings.earlyStop() > 0 && validationsSinceBest >= settings.earlyStop();
  }

  private boolean due(long every) {
    return every > 0 && step % every == 0;
  }

  private void train() {
    long begin = System.nanoTime();
    long nativeBegin = trainee.nativeNanos();
    long next = step + 1;
    double learningRate = settings.learningRateAt(next) * factor;
    double scale = lossScale.value();
    boolean statistics = settings.statisticsEvery() > 0 && next % settings.statisticsEvery() == 0;
    Trainee.Outcome outcome =
        trainee.step(next, learningRate, scale, guard::gradientLimit, statistics);
    boolean overflowed = !outcome.isFinite() && lossScale.adapt(true);
    if (outcome.isFinite()) {
      lossScale.adapt(false);
    }
    if (!overflowed) {
      guard
          .judge(outcome.loss(), outcome.gradientNorm())
          .ifPresent(fault -> report(fault, next, outcome, learningRate, scale));
    }
    step = next;
    trainLoss = shortest(outcome.loss());
    if (overflowed) {
      events.append(
          new Event.Message(
              Instant.now(),
              "step %d: a number overflowed float16, so the step is passed over; the loss scale is now %.0f."
                  .formatted(step, lossScale.value())));
    }
    long nativeNanos = trainee.nativeNanos() - nativeBegin;
    long soFar = System.nanoTime() - begin;
    double seconds = soFar / 1e9;
    events.append(
        new Event.Step(
            Instant.now(),
            step,
            step * costs.tokensPerStep(),
            trainLoss,
            learningRate,
            shortest(outcome.gradientNorm()),
            lossScale.isDynamic() ? scale : null,
            shortestOrNull(outcome.losses().auxiliary()),
            shortestOrNull(outcome.losses().droppedTokens()),
            costs.tokensPerStep() / seconds,
            costs.peakFlops().isPresent()
                ? costs.flopsPerStep() / seconds / costs.peakFlops().getAsDouble()
                : null,
            costs.memory().getAsLong(),
            Math.max(0, 1 - (double) nativeNanos / soFar),
            soFar / 1e6));
    if (statistics) {
      events.append(new Event.Statistics(Instant.now(), step, outcome.statistics()));
    }
    times.add(System.nanoTime() - begin, nativeNanos);
  }

  /// Keeps and says what was wrong with a step.
  ///
  /// @throws TrainingFaultException where it ends the run
  private void report(
      Guard.Fault fault, long at, Trainee.Outcome outcome, double learningRate, double scale) {
    List<Stepper.Norms> norms = trainee.stepper().norms(scale);
    String words = fault.words() + "; " + Guard.origin(norms, outcome.loss());
    boolean ends = fault.ends() || !Guard.weightsAreFinite(norms);
    // faults come in swarms, and a snapshot is as large as the model
    boolean due = snapshotted == null || at - snapshotted >= settings.guard().window();
    var report =
        new FaultSnapshots.Report(
            at,
            words,
            outcome.loss(),
            outcome.gradientNorm(),
            learningRate,
            !fault.skipped(),
            norms);
    String snapshot = ends || due ? snapshot(report) : null;
    events.append(new Event.Fault(Instant.now(), at, words, snapshot, fault.skipped()));
    if (ends) {
      throw new TrainingFaultException(at, words, learningRate);
    }
  }

  private @Nullable String snapshot(FaultSnapshots.Report report) {
    try {
      String name = faults.save(report, trainee).getFileName().toString();
      snapshotted = report.step();
      return name;
    } catch (IOException e) {
      events.append(
          new Event.Message(
              Instant.now(),
              "The snapshot of step "
                  + report.step()
                  + " could not be written: "
                  + IoReason.withFile(e)));
      return null;
    }
  }

  private void validate() {
    if (!trainee.canValidate()) {
      return;
    }
    Validation validation = trainee.validate();
    validationLoss = validation.loss();
    events.append(new Event.Validated(Instant.now(), step, validation.loss(), validation.tokens()));
    if (bestValidationLoss == null || validation.loss() < bestValidationLoss) {
      bestValidationLoss = validation.loss();
      validationsSinceBest = 0;
      checkpoint(true);
    } else if (++validationsSinceBest == settings.earlyStop()) {
      events.append(
          new Event.Message(
              Instant.now(),
              "The validation loss has not fallen in %d validations, so the run ends at step %d."
                  .formatted(validationsSinceBest, step)));
    }
  }

  private void checkpoint(boolean best) {
    if (checkpointed == step && !best) {
      return;
    }
    try {
      Path folder =
          checkpoints.save(
              new Checkpoints.State(
                  step,
                  trainLoss,
                  validationLoss,
                  bestValidationLoss,
                  validationsSinceBest,
                  factor,
                  lossScale.isDynamic() ? lossScale.state() : null,
                  guard.state()),
              trainee.parameters(),
              trainee.stepper(),
              best,
              settings.keepCheckpoints());
      checkpointed = step;
      events.append(
          new Event.CheckpointSaved(Instant.now(), step, folder.getFileName().toString(), best));
    } catch (IOException e) {
      throw new UncheckedIOException("the checkpoint of step " + step + " could not be written", e);
    }
  }

  /// Does what has been asked for since the last step; returns the command that ends the run, if any.
  private Command.@Nullable Stop obey() {
    boolean paused = false;
    do {
      for (Command command : commands.poll()) {
        switch (command) {
          case Command.Stop stop -> {
            return stop;
          }
          case Command.Pause pause -> {
            if (!paused) {
              state(RunState.PAUSED);
              paused = true;
            }
          }
          case Command.Continue go -> {
            if (paused) {
              state(RunState.RUNNING);
              paused = false;
            }
          }
          case Command.CheckpointNow now -> {
            if (step > 0) {
              checkpoint(false);
            }
          }
          case Command.SetLearningRate set -> {
            factor = set.factor();
            events.append(new Event.LearningRateSet(Instant.now(), step, factor));
          }
        }
      }
      if (paused) {
        sleep();
      }
    } while (paused);
    return null;
  }

  private static void sleep() {
    try {
      Thread.sleep(PAUSE_MILLIS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException("interrupted while paused", e);
    }
  }

  private void state(RunState state) {
    events.append(new Event.StateChanged(Instant.now(), state));
  }

  private Event.Summary summary() {
    double millis = times.medianMillis();
    return new Event.Summary(
        step,
        trainLoss,
        validationLoss,
        bestValidationLoss,
        millis == 0 ? 0 : costs.tokensPerStep() / millis * 1000,
        millis,
        times.outsideNativeShare(),
        costs.peakMemory().getAsLong());
  }

  private static @Nullable Double shortestOrNull(@Nullable Double value) {
    return value == null ? null : shortest(value);
  }

  /// The decimal a reader expects of a float32: 0.1 rather than 0.10000000149011612.
  private static double shortest(double value) {
    return Double.parseDouble(Float.toString((float) value));
  }
}
