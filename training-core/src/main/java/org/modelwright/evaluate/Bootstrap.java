package org.modelwright.evaluate;

import java.util.Arrays;
import java.util.random.RandomGenerator;
import java.util.random.RandomGeneratorFactory;

/// The percentile bootstrap (Efron and Tibshirani, "An Introduction to the Bootstrap", 1993, chapter
/// 13): how far a mean would move if other windows of the same text had been held out.
public final class Bootstrap {

  private static final int RESAMPLES = 1000;
  private static final double CONFIDENCE = 0.95;

  private Bootstrap() {}

  /// A ratio of two sums with its 95 % interval.
  public record Interval(double value, double low, double high) {

    /// The interval of a growing function of the value.
    public Interval map(java.util.function.DoubleUnaryOperator function) {
      return new Interval(
          function.applyAsDouble(value), function.applyAsDouble(low), function.applyAsDouble(high));
    }
  }

  /// sum(numerators) / sum(weights), and the same over windows drawn with replacement.
  ///
  /// @param numerators one for each window, such as its summed loss
  /// @param weights one for each window, such as its number of tokens
  public static Interval ratio(double[] numerators, double[] weights, long seed) {
    RandomGenerator random = RandomGeneratorFactory.of("L64X128MixRandom").create(seed);
    double[] ratios = new double[RESAMPLES];
    for (int i = 0; i < RESAMPLES; i++) {
      double sum = 0;
      double weight = 0;
      for (int j = 0; j < numerators.length; j++) {
        int drawn = random.nextInt(numerators.length);
        sum += numerators[drawn];
        weight += weights[drawn];
      }
      ratios[i] = sum / weight;
    }
    Arrays.sort(ratios);
    int cut = (int) Math.round((1 - CONFIDENCE) / 2 * RESAMPLES);
    double value = Arrays.stream(numerators).sum() / Arrays.stream(weights).sum();
    return new Interval(value, ratios[cut], ratios[RESAMPLES - 1 - cut]);
  }
}
