package org.modelwright.operator;

/// Elementwise nonlinearities.
public enum Activation {
  /// max(0, x)
  RELU,
  /// x * Phi(x), Phi the normal distribution (Hendrycks and Gimpel, "Gaussian Error Linear Units",
  /// 2016)
  GELU,
  /// its approximation by tanh, as GPT-2 uses it
  GELU_TANH,
  /// x * sigmoid(x)
  SILU,
  /// 1 / (1 + exp(-x))
  SIGMOID,
  /// (exp(x) - exp(-x)) / (exp(x) + exp(-x))
  TANH
}
