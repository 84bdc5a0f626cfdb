package org.modelwright.evaluate;

import java.util.Comparator;
import java.util.random.RandomGenerator;
import java.util.random.RandomGeneratorFactory;
import java.util.stream.IntStream;

/// Draws the next token from scores.
public final class Sampler {

  /// @param temperature divides the scores, 0 to 10; 0 takes the best token always
  /// @param topK only the best so many tokens may be drawn; 0 for no limit
  /// @param topP only the best tokens whose probabilities reach this sum may be drawn, above 0 to 1
  ///     (Holtzman et al., "The Curious Case of Neural Text Degeneration", 2020)
  public record Settings(double temperature, int topK, double topP, long seed) {}

  private final Settings settings;
  private final RandomGenerator random;

  public Sampler(Settings settings) {
    this.settings = settings;
    random = RandomGeneratorFactory.of("L64X128MixRandom").create(settings.seed());
  }

  /// @param scores one for each token of the vocabulary
  public int next(double[] scores) {
    int[] order =
        IntStream.range(0, scores.length)
            .boxed()
            .sorted(Comparator.comparingDouble((Integer i) -> -scores[i]))
            .mapToInt(Integer::intValue)
            .toArray();
    if (settings.temperature() == 0) {
      return order[0];
    }
    int kept = settings.topK() > 0 ? Math.min(settings.topK(), order.length) : order.length;
    double[] probabilities = new double[kept];
    double sum = 0;
    for (int i = 0; i < kept; i++) {
      probabilities[i] = Math.exp((scores[order[i]] - scores[order[0]]) / settings.temperature());
      sum += probabilities[i];
    }
    double nucleus = 0;
    int last = 0;
    while (last < kept - 1 && nucleus + probabilities[last] < settings.topP() * sum) {
      nucleus += probabilities[last++];
    }
    nucleus += probabilities[last];
    double drawn = random.nextDouble() * nucleus;
    for (int i = 0; i < last; i++) {
      drawn -= probabilities[i];
      if (drawn < 0) {
        return order[i];
      }
    }
    return order[last];
  }
}
