package org.modelwright.hardware;

import java.util.List;

/// What a training comes to on a profile.
///
/// @param workload with the micro-batch that `batchSize: auto` is taken to come to
/// @param fits whether the memory of each device is enough, margin included
/// @param usableBytes the most that may be taken of each device
/// @param memory of each device
/// @param activationsWithout what the backward pass finds without checkpointing, in bytes
/// @param activationsWith the same with every block computed again; as without where there is no block
/// @param time of a step
/// @param tokensPerSecond of all devices together
/// @param mfu model FLOPs of a step / (its seconds x the nominal peak), 0 to 1
/// @param hours for the planned tokens
/// @param energyKilowattHours of all devices at the profile's power all the time
/// @param cost of all devices for those hours, in the profile's currency
/// @param factors what measured runs have taught; 1 where there is none
/// @param assumption where speed and allocation are from, one sentence
/// @param advice the most useful first
public record Plan(
    Profile profile,
    Workload workload,
    boolean fits,
    long usableBytes,
    MemoryNeed memory,
    long activationsWithout,
    long activationsWith,
    StepTime time,
    double tokensPerSecond,
    double mfu,
    double hours,
    double energyKilowattHours,
    double cost,
    Factors factors,
    String assumption,
    List<Advice> advice) {

  public Plan {
    advice = List.copyOf(advice);
  }

  /// Optimizer steps for the planned tokens.
  public long steps() {
    double perStep =
        (double) workload.training().tokensPerStep(workload.context()) * profile.devices();
    return (long) Math.ceil(workload.tokens() / perStep);
  }

  Plan withAdvice(List<Advice> other) {
    return new Plan(
        profile,
        workload,
        fits,
        usableBytes,
        memory,
        activationsWithout,
        activationsWith,
        time,
        tokensPerSecond,
        mfu,
        hours,
        energyKilowattHours,
        cost,
        factors,
        assumption,
        other);
  }
}
