package org.modelwright.layer;

import java.util.function.DoubleUnaryOperator;

/// The nonlinearities by their formulas.
final class Activations {

  private Activations() {}

  static DoubleUnaryOperator of(String name) {
    return switch (name) {
      case "relu" -> x -> Math.max(0, x);
      case "gelu" -> x -> x * (1 + erf(x / Math.sqrt(2))) / 2;
      case "gelu-tanh" ->
          x -> x / 2 * (1 + Math.tanh(Math.sqrt(2 / Math.PI) * (x + 0.044715 * x * x * x)));
      case "silu" -> x -> x / (1 + Math.exp(-x));
      case "sigmoid" -> x -> 1 / (1 + Math.exp(-x));
      case "tanh" -> Math::tanh;
      default -> throw new AssertionError("no reference for the activation " + name);
    };
  }

  /// 2/sqrt(pi) exp(-x^2) (x + 2x^3/3 + 4x^5/(3*5) + ...) (Abramowitz and Stegun, 7.1.6).
  private static double erf(double x) {
    double term = x;
    double sum = x;
    for (int n = 1; Math.abs(term) > 1e-18 * Math.abs(sum); n++) {
      term *= 2 * x * x / (2 * n + 1);
      sum += term;
    }
    return 2 / Math.sqrt(Math.PI) * Math.exp(-x * x) * sum;
  }
}
