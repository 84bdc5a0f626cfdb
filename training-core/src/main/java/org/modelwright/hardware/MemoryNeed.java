package org.modelwright.hardware;

/// What training holds at most on one device, in bytes.
///
/// @param weights of all parameters, float32
/// @param gradients of those in training, float32
/// @param optimizer its moments, and the average of the weights where one is kept
/// @param activations what the backward pass finds
/// @param workspace what else is there at the highest moment: scores and their gradients, new gradients
///     before they are added up, a copy of the weights, and the engine itself
public record MemoryNeed(
    long weights, long gradients, long optimizer, long activations, long workspace) {

  public long total() {
    return weights + gradients + optimizer + activations + workspace;
  }

  /// What stays from step to step.
  long state() {
    return weights + gradients + optimizer;
  }
}
