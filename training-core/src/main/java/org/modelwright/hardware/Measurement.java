package org.modelwright.hardware;

import org.jspecify.annotations.Nullable;

/// What a finished run took, beside what had been estimated for it.
///
/// @param device the processor with its instruction sets, of a GPU also its name among devices
/// @param precision as in training.yaml
/// @param threads of a kernel on the CPU
/// @param project its folder
/// @param run its name
/// @param drawing a fingerprint of it
/// @param memoryFactor root of measured / estimated, of all but weights, gradients and optimizer; null on a GPU, where
///     runs tell main memory alone
/// @param timeFactor measured / estimated, of a step
/// @param flopsPerSecond that the run's steps achieved
/// @param memoryBytes measured at most
/// @param predictedMemoryBytes estimated with what earlier measurements had taught
/// @param millisPerStep measured, median
/// @param predictedMillisPerStep estimated likewise
public record Measurement(
    String device,
    String precision,
    int threads,
    String project,
    String run,
    String drawing,
    @Nullable Double memoryFactor,
    double timeFactor,
    double flopsPerSecond,
    long memoryBytes,
    long predictedMemoryBytes,
    double millisPerStep,
    double predictedMillisPerStep) {

  boolean isOf(String otherProject, String otherRun) {
    return project.equals(otherProject) && run.equals(otherRun);
  }
}
