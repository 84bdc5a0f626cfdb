package org.modelwright.hardware;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;
import org.modelwright.file.InputException;
import org.modelwright.train.OptimizerSettings;
import org.modelwright.train.TrainingSettings;
import org.modelwright.train.TrainingSettings.Precision;

/// Tries what could make a training fit, or faster where it fits, by planning it anew. What leaves the
/// training as it is, but for the windows that are drawn, stands before what changes it.
final class Advisor {

  private static final String BATCH = "training.batchSize";
  private static final String ACCUMULATION = "training.accumulation";
  private static final String CHECKPOINTING = "training.activationCheckpointing";
  private static final String PRECISION = "training.precision";
  private static final String OPTIMIZER = "training.optimizer";
  private static final String CONTEXT = "data.context";
  private static final int SHORTEST_CONTEXT = 64;

  /// A saving of time below this share is not worth a word.
  private static final double WORTH = 0.98;

  private static final int MOST = 8;

  private final Plan plan;
  private final TrainingSettings training;
  private final List<Candidate> candidates = new ArrayList<>();

  /// @param alike whether the training stays as it is
  private record Candidate(boolean alike, Advice advice) {}

  private Advisor(Plan plan) {
    this.plan = plan;
    training = plan.workload().training();
  }

  static List<Advice> advise(Plan plan) {
    var advisor = new Advisor(plan);
    advisor.collect();
    Comparator<Candidate> order =
        plan.fits()
            ? Comparator.comparingDouble(c -> c.advice().then().hours())
            : Comparator.<Candidate, Boolean>comparing(c -> !c.advice().then().fits())
                .thenComparing(c -> !c.alike())
                .thenComparingDouble(c -> c.advice().then().hours())
                .thenComparingLong(c -> c.advice().then().memory().total());
    return advisor.candidates.stream()
        .filter(advisor::helps)
        .sorted(order)
        .limit(MOST)
        .map(Candidate::advice)
        .toList();
  }

  private boolean helps(Candidate candidate) {
    Plan then = candidate.advice().then();
    return plan.fits()
        ? then.fits() && then.hours() < WORTH * plan.hours()
        : then.fits() || then.memory().total() < plan.memory().total();
  }

  private void collect() {
    Map<String, String> lower = lowerPrecision();
    Map<String, String> again =
        training.activationCheckpointing() == 0 && Planner.hasBlocks(plan.workload())
            ? Map.of(CHECKPOINTING, "1")
            : Map.of();
    if (!lower.isEmpty()) {
      add(false, lower, "matrix products in bfloat16, parameters in float32 as before");
    }
    if (plan.fits()) {
      larger();
      moreDevices();
      return;
    }
    if (!again.isEmpty()) {
      add(true, again, "what is inside blocks is computed again in the backward pass, not kept");
    }
    smaller(true, Map.of(), "smaller micro-batches, and as many more of them a step");
    if (!again.isEmpty()) {
      smaller(true, again, "smaller micro-batches, and blocks computed again");
    }
    if (!lower.isEmpty()) {
      smaller(false, join(lower, again), "smaller micro-batches in bfloat16");
    }
    shorter(
        Map.of(), "a shorter view of the text, and more micro-batches a step to make up for it");
    leanerOptimizer();
  }

  /// Empty where the precision is low already, or no faster on this device.
  private Map<String, String> lowerPrecision() {
    OptionalDouble full = plan.profile().peak(Precision.FP32);
    OptionalDouble half = plan.profile().peak(Precision.BF16);
    boolean faster =
        training.precision() == Precision.FP32
            && full.isPresent()
            && half.isPresent()
            && half.getAsDouble() > full.getAsDouble();
    return faster ? Map.of(PRECISION, "bf16") : Map.of();
  }

  /// The largest divisor of the micro-batch that fits; one window where none does.
  private void smaller(boolean alike, Map<String, String> besides, String why) {
    int batch = training.batchSize();
    for (int rows = batch / 2; rows >= 1; rows--) {
      if (batch % rows != 0) {
        continue;
      }
      Map<String, String> change = new LinkedHashMap<>();
      change.put(BATCH, Integer.toString(rows));
      change.put(ACCUMULATION, Long.toString((long) training.accumulation() * (batch / rows)));
      change.putAll(besides);
      Plan then = planned(change);
      if (then != null && (then.fits() || rows == 1)) {
        candidates.add(new Candidate(alike, new Advice(change, plan.profile().count(), why, then)));
        return;
      }
    }
  }

  /// The largest micro-batch that fits and shares out the same windows.
  private void larger() {
    int windows = training.accumulation();
    for (int fewer = 1; fewer < windows; fewer++) {
      long rows = (long) training.batchSize() * windows / fewer;
      if (windows % fewer == 0 && rows <= Short.MAX_VALUE) {
        Map<String, String> change = new LinkedHashMap<>();
        change.put(BATCH, Long.toString(rows));
        change.put(ACCUMULATION, Integer.toString(fewer));
        Plan then = planned(change);
        if (then != null && then.fits()) {
          candidates.add(
              new Candidate(
                  true,
                  new Advice(
                      change,
                      plan.profile().count(),
                      "larger micro-batches, and fewer of them a step",
                      then)));
          return;
        }
      }
    }
  }

  private void shorter(Map<String, String> besides, String why) {
    int context = plan.workload().context() / 2;
    if (context >= SHORTEST_CONTEXT) {
      Map<String, String> change = new LinkedHashMap<>();
      change.put(CONTEXT, Integer.toString(context));
      change.put(ACCUMULATION, Integer.toString(2 * training.accumulation()));
      change.putAll(besides);
      add(false, change, why);
    }
  }

  private void leanerOptimizer() {
    if (training.optimizer().kind() == OptimizerSettings.Kind.ADAMW) {
      add(
          false,
          Map.of(OPTIMIZER, "lion"),
          "one moment a parameter in place of two; Lion wants a learning rate 3 to 10 times lower");
    }
    if (training.optimizer().averageDecay() > 0) {
      add(false, Map.of("training.averageDecay", "0"), "no averages of the weights");
    }
  }

  private void moreDevices() {
    Profile profile = plan.profile();
    if (profile.kind() == Profile.Kind.CUDA && profile.bandwidth().link() > 0) {
      int count = 2 * profile.count();
      candidates.add(
          new Candidate(
              false,
              new Advice(
                  Map.of(),
                  count,
                  "twice the devices by data parallelism; a step then sees twice the tokens",
                  Planner.bare(plan.workload(), profile.withCount(count), plan.factors()))));
    }
  }

  private void add(boolean alike, Map<String, String> change, String why) {
    Plan then = planned(change);
    if (then != null) {
      candidates.add(new Candidate(alike, new Advice(change, plan.profile().count(), why, then)));
    }
  }

  /// Null where the settings do not allow it.
  private @org.jspecify.annotations.Nullable Plan planned(Map<String, String> change) {
    try {
      return Planner.bare(plan.workload().with(change), plan.profile(), plan.factors());
    } catch (InputException e) {
      return null;
    }
  }

  private static Map<String, String> join(Map<String, String> a, Map<String, String> b) {
    Map<String, String> both = new LinkedHashMap<>(a);
    both.putAll(b);
    return both;
  }
}
