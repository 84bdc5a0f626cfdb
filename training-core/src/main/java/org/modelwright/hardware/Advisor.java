package org.modelwright.hardware;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.modelwright.file.InputException;
import org.modelwright.hardware.Advice.Reason;
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

  /// Of them on other hardware; those that cost least.
  private static final int MOST_ELSEWHERE = 3;

  private final Plan plan;
  private final TrainingSettings training;
  private final List<Candidate> candidates = new ArrayList<>();

  /// @param alike whether the training stays as it is
  private record Candidate(boolean alike, Advice advice) {}

  private Advisor(Plan plan) {
    this.plan = plan;
    training = plan.workload().training();
  }

  /// @param others hardware that could be used in place of the plan's
  static List<Advice> advise(Plan plan, List<Profile> others) {
    var advisor = new Advisor(plan);
    advisor.collect();
    List<Advice> elsewhere = advisor.elsewhere(others);
    Comparator<Candidate> order =
        plan.fits()
            ? Comparator.comparingDouble(c -> c.advice().then().hours())
            : Comparator.<Candidate, Boolean>comparing(c -> !c.advice().then().fits())
                .thenComparing(c -> !c.alike())
                .thenComparingDouble(c -> c.advice().then().hours())
                .thenComparingLong(c -> c.advice().then().memory().total());
    return Stream.concat(
            advisor.candidates.stream()
                .filter(advisor::helps)
                .sorted(order)
                .limit(MOST - elsewhere.size())
                .map(Candidate::advice),
            elsewhere.stream())
        .toList();
  }

  /// Other hardware that the training fits on, the fastest first: where it fits already, what is
  /// faster or, as far as both have a price, cheaper. What costs no less than something faster is left
  /// out.
  private List<Advice> elsewhere(List<Profile> others) {
    List<Plan> fitting =
        others.stream()
            .filter(other -> !other.name().equals(plan.profile().name()))
            .filter(other -> other.price().currency().equals(plan.profile().price().currency()))
            .filter(other -> other.peak(training.precision()).isPresent())
            .map(other -> Planner.bare(plan.workload(), other, Factors.NONE))
            .filter(Plan::fits)
            .filter(then -> !plan.fits() || then.hours() < WORTH * plan.hours() || cheaper(then))
            .sorted(Comparator.comparingDouble(Plan::hours).thenComparingDouble(Plan::cost))
            .toList();
    List<Advice> advice = new ArrayList<>();
    double least = Double.POSITIVE_INFINITY;
    for (Plan then : fitting) {
      if (then.cost() < least) {
        least = then.cost();
        advice.add(new Advice(Map.of(), Reason.OTHER_HARDWARE, then));
      }
    }
    return advice.subList(Math.max(0, advice.size() - MOST_ELSEWHERE), advice.size());
  }

  private boolean cheaper(Plan then) {
    return then.profile().price().perHour() > 0 && then.cost() < WORTH * plan.cost();
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
      add(false, lower, Reason.LOWER_PRECISION);
    }
    if (plan.fits()) {
      larger();
      moreDevices();
      return;
    }
    if (!again.isEmpty()) {
      add(true, again, Reason.CHECKPOINTING);
    }
    smaller(true, Map.of(), Reason.SMALLER_BATCHES);
    if (!again.isEmpty()) {
      smaller(true, again, Reason.SMALLER_BATCHES_AND_CHECKPOINTING);
    }
    if (!lower.isEmpty()) {
      smaller(false, join(lower, again), Reason.SMALLER_BATCHES_AND_LOWER_PRECISION);
    }
    shorter();
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
  private void smaller(boolean alike, Map<String, String> besides, Reason reason) {
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
        candidates.add(new Candidate(alike, new Advice(change, reason, then)));
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
          candidates.add(new Candidate(true, new Advice(change, Reason.LARGER_BATCHES, then)));
          return;
        }
      }
    }
  }

  private void shorter() {
    int context = plan.workload().context() / 2;
    if (context >= SHORTEST_CONTEXT) {
      Map<String, String> change = new LinkedHashMap<>();
      change.put(CONTEXT, Integer.toString(context));
      change.put(ACCUMULATION, Integer.toString(2 * training.accumulation()));
      add(false, change, Reason.SHORTER_CONTEXT);
    }
  }

  private void leanerOptimizer() {
    if (training.optimizer().kind() == OptimizerSettings.Kind.ADAMW) {
      add(false, Map.of(OPTIMIZER, "lion"), Reason.LEANER_OPTIMIZER);
    }
    if (training.optimizer().averageDecay() > 0) {
      add(false, Map.of("training.averageDecay", "0"), Reason.NO_AVERAGES);
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
                  Reason.MORE_DEVICES,
                  Planner.bare(plan.workload(), profile.withCount(count), plan.factors()))));
    }
  }

  private void add(boolean alike, Map<String, String> change, Reason reason) {
    Plan then = planned(change);
    if (then != null) {
      candidates.add(new Candidate(alike, new Advice(change, reason, then)));
    }
  }

  /// Null where the settings do not allow it.
  private @Nullable Plan planned(Map<String, String> change) {
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
