package org.modelwright.operator;

/// How a parameter's first values are made.
public sealed interface Initializer {

  /// Normal with mean 0 and this standard deviation.
  record Normal(double deviation) implements Initializer {}

  /// Normal, with the deviation divided by the square root of the number of projections of the whole
  /// model that add to the residual stream (Radford et al., "Language Models are Unsupervised
  /// Multitask Learners", 2019, section 2.3).
  record ResidualNormal(double deviation) implements Initializer {}

  record Constant(double value) implements Initializer {}
}
