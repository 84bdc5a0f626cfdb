package org.modelwright.hardware;

import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;
import org.modelwright.compile.AttentionForm;
import org.modelwright.compile.Footprint;
import org.modelwright.compile.StateBytes;
import org.modelwright.file.InputException;
import org.modelwright.file.YamlReader;
import org.modelwright.train.TrainingSettings;
import org.modelwright.train.TrainingSettings.Precision;
import org.modelwright.train.Validation;

/// Estimates memory, time, energy and cost of a training on a profile. Several devices train by data
/// parallelism: each holds the whole model and makes its own micro-batches, so a step sees as many
/// tokens more as there are devices, and the gradients are summed in a ring between them.
public final class Planner {

  /// Of the loss and its backward pass: shares, their gradients, and the scores' gradients.
  private static final int LOSS_COPIES = 3;

  /// Scores and shares.
  private static final int VALIDATION_COPIES = 2;

  /// Times that scores, shares and their gradients are read or written.
  private static final int LOSS_PASSES = 9;

  /// The forward pass and twice as much for the backward pass.
  private static final int PASSES = 3;

  /// New gradients are read, and the sums read and written.
  private static final int ACCUMULATE_PASSES = 3;

  /// Weights are read and written, gradients read for the norm and for the step.
  private static final int UPDATE_PASSES = 4;

  private static final double HOUR = 3600;

  /// The largest threshold above which glibc's heap gives freed memory back at once (mallopt(3)).
  private static final double KEPT_BY_THE_HEAP = 32 << 20;

  /// Measured: of the bytes of a checkpoint that is written.
  private static final double COLLECTED_LATE = 0.8;

  /// A worker's Java heap is no larger.
  private static final double MOST_HEAP = 4e9;

  private final Profile profile;
  private final Factors factors;

  /// @param factors what measured runs have taught, or [Factors#NONE]
  private Planner(Profile profile, Factors factors) {
    this.profile = profile;
    this.factors = factors;
  }

  /// The plan with advice.
  ///
  /// @throws InputException where the device has no such precision, or several devices no link
  public static Plan plan(Workload workload, Profile profile, Factors factors) {
    return plan(workload, profile, factors, List.of());
  }

  /// The plan with advice, also to take other hardware.
  ///
  /// @param others that could be taken
  /// @throws InputException where the device has no such precision, or several devices no link
  public static Plan plan(
      Workload workload, Profile profile, Factors factors, List<Profile> others) {
    Plan plan = bare(workload, profile, factors);
    return plan.withAdvice(Advisor.advise(plan, others));
  }

  /// The plan without advice.
  ///
  /// @throws InputException where the device has no such precision, or several devices no link
  public static Plan bare(Workload workload, Profile profile, Factors factors) {
    return new Planner(profile, factors).estimate(workload);
  }

  private Plan estimate(Workload workload) {
    Precision precision = workload.training().precision();
    OptionalDouble peak = profile.peak(precision);
    if (peak.isEmpty()) {
      throw new InputException(
          "The profile `%s` gives no `peakTeraflops.%s`, so training.precision=%2$s cannot be planned; choose another precision."
              .formatted(profile.name(), YamlReader.word(precision)));
    }
    requireLinks();
    Assumptions assumptions = Assumptions.of(profile.kind(), precision);
    long usable = (long) (assumptions.usable() * profile.memoryBytes());
    Workload settled = settled(workload, assumptions, usable);
    TrainingSettings training = settled.training();
    MemoryNeed memory = memory(settled, assumptions, footprint(settled, training.batchSize()));
    StepTime time = time(settled, assumptions, peak.getAsDouble());
    double perStep = (double) training.tokensPerStep(settled.context());
    double rate = perStep * profile.devices() / time.seconds();
    double hours = settled.tokens() / rate / HOUR;
    int asked = training.activationCheckpointing();
    return new Plan(
        profile,
        settled,
        memory.total() <= usable,
        usable,
        memory,
        activations(settled, assumptions, 0),
        activations(settled, assumptions, hasBlocks(settled) ? Math.max(1, asked) : 0),
        time,
        rate,
        perStep * settled.flopsPerToken() / (time.seconds() * peak.getAsDouble()),
        hours,
        profile.watts() * profile.devices() * hours / 1000,
        profile.price().perHour() * profile.devices() * hours,
        factors,
        assumptions.source(),
        List.of());
  }

  /// What a file must give for several devices has to be there too where only their number was changed.
  private void requireLinks() {
    Profile.Bandwidth bandwidth = profile.bandwidth();
    String missing =
        profile.count() > 1 && bandwidth.link() == 0
            ? "link"
            : profile.nodes() > 1 && bandwidth.network() == 0 ? "network" : "";
    if (!missing.isEmpty()) {
      throw new InputException(
          "The profile `%s` gives no `bandwidth.%sGigabytesPerSecond`, so several devices cannot be planned; copy it and add that, or plan for one."
              .formatted(profile.name(), missing));
    }
  }

  static boolean hasBlocks(Workload workload) {
    return !workload.program().entry().calls().isEmpty();
  }

  /// `batchSize: auto` is the largest power of two that fits, as a worker would find it.
  private Workload settled(Workload workload, Assumptions assumptions, long usable) {
    if (!workload.training().autoBatch()) {
      return workload;
    }
    int accumulation = workload.training().accumulation();
    for (int rows = TrainingSettings.WHOLE_BATCH; ; rows /= 2) {
      Workload settled =
          workload.with(
              Map.of(
                  "training.batchSize",
                  Integer.toString(rows),
                  "training.accumulation",
                  Integer.toString(accumulation * (TrainingSettings.WHOLE_BATCH / rows))));
      if (rows == 1 || memory(settled, assumptions, footprint(settled, rows)).total() <= usable) {
        return settled;
      }
    }
  }

  private Footprint footprint(Workload workload, long rows) {
    return footprint(workload, rows, workload.training().activationCheckpointing());
  }

  private Footprint footprint(Workload workload, long rows, int checkpointing) {
    int context = workload.context();
    return Footprint.of(
        workload.cast(),
        rows,
        context,
        checkpointing,
        (_, width, attention, _) ->
            profile.kind() == Profile.Kind.CPU
                    && AttentionForm.mayCompose(attention.reach().most(context), width)
                ? AttentionForm.COMPOSED
                : AttentionForm.FUSED);
  }

  private long activations(Workload workload, Assumptions assumptions, int checkpointing) {
    return (long)
        (assumptions.allocation()
            * factors.memory()
            * footprint(workload, workload.training().batchSize(), checkpointing)
                .activationBytes());
  }

  /// The highest of the moments that take most: the loss, where all activations are there; the end of the
  /// backward pass, where all new gradients are; the update; validation; on the CPU, the checkpoint.
  private MemoryNeed memory(Workload workload, Assumptions assumptions, Footprint footprint) {
    TrainingSettings training = workload.training();
    StateBytes state = workload.state();
    double scale = assumptions.allocation();
    double activations = scale * footprint.activationBytes();
    double loss = scale * LOSS_COPIES * footprint.logits();
    int rows = Validation.windowsPerBatch(training.batchSize(), workload.context());
    double validation =
        (double) VALIDATION_COPIES * footprint.logits() / training.batchSize() * rows;
    double update = training.statisticsEvery() > 0 ? 2.0 * state.gradients() : state.gradients();
    double most =
        switch (profile.kind()) {
          case CUDA -> Math.max(Math.max(activations + loss, update), validation);
          case CPU -> {
            // what is allocated in pieces below this stays with the process when it is freed
            double stays =
                activations
                    + (footprint.logits() < KEPT_BY_THE_HEAP ? loss : 0)
                    + state.gradients();
            // Java's copies of what is written, until they are collected
            double written = Math.min(MOST_HEAP, (double) (state.total() - state.gradients()));
            yield Math.max(
                Math.max(activations + loss, stays + COLLECTED_LATE * written), validation);
          }
        };
    double factor = factors.memory();
    long kept = (long) (factor * activations);
    return new MemoryNeed(
        state.weights(),
        state.gradients(),
        state.moments() + state.averages(),
        kept,
        (long) (factor * (most + assumptions.engineBytes())) - kept);
  }

  private StepTime time(Workload workload, Assumptions assumptions, double peak) {
    TrainingSettings training = workload.training();
    Footprint footprint = footprint(workload, training.batchSize());
    StateBytes state = workload.state();
    double bandwidth = assumptions.ofBandwidth() * profile.bandwidth().memory();
    double products =
        (workload.microTokens() * workload.flopsPerToken()
                + 2.0 * footprint.recomputedMultiplyAdds())
            / (assumptions.ofPeak() * peak);
    double elementwise =
        ((double) PASSES * footprint.forwardTraffic()
                + footprint.recomputedTraffic()
                + (double) LOSS_PASSES * footprint.logits())
            / bandwidth;
    double starting = PASSES * footprint.operators() * assumptions.secondsPerOperator();
    double adding = (double) ACCUMULATE_PASSES * state.gradients() / bandwidth;
    double micro =
        switch (profile.kind()) {
          case CPU -> products + elementwise + starting + adding;
          // a GPU's share of the peak has the elementwise work in it, and kernels start ahead
          case CUDA -> Math.max(products, starting) + adding;
        };
    double update =
        ((double) UPDATE_PASSES * state.gradients() + 2.0 * (state.moments() + state.averages()))
                / bandwidth
            + 2.0
                * training
                    .optimizer()
                    .optimizer()
                    .multiplyAdds(workload.program(), training.fineTuning().trained())
                / (assumptions.ofPeak() * peak);
    double sent = Ring.bytesSent((double) state.gradients(), profile.devices());
    return new StepTime(
        factors.time() * training.accumulation() * micro,
        factors.time() * update,
        Ring.seconds((double) state.gradients(), profile),
        sent);
  }
}
