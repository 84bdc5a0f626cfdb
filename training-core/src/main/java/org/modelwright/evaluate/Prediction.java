package org.modelwright.evaluate;

import java.util.List;
import java.util.PriorityQueue;
import java.util.stream.IntStream;

/// What a model expected at a place in a text, and what was written there. Probabilities are the model's
/// own: a softmax of its scores, whatever the temperature and the limits of the sampling.
///
/// @param probability of the token that was written, 0 to 1
/// @param rank of the token that was written, 1 for the likeliest
/// @param likeliest the likeliest tokens, first the likeliest
public record Prediction(double probability, int rank, List<Candidate> likeliest) {

  /// How many of the likeliest tokens are named.
  public static final int NAMED = 8;

  /// @param text of the token alone; bytes that are no whole character as U+FFFD
  public record Candidate(String text, double probability) {}

  /// Names a token.
  @FunctionalInterface
  interface Names {
    String of(int token);
  }

  /// @param scores one for each token of the vocabulary
  /// @param written the token that was chosen
  static Prediction of(double[] scores, int written, Names names) {
    double most = IntStream.range(0, scores.length).mapToDouble(i -> scores[i]).max().orElseThrow();
    double sum = 0;
    int above = 0;
    var best =
        new PriorityQueue<Integer>((a, b) -> Double.compare(scores[a], scores[b])); // least first
    for (int i = 0; i < scores.length; i++) {
      sum += Math.exp(scores[i] - most);
      if (scores[i] > scores[written]) {
        above++;
      }
      if (best.size() < NAMED || scores[i] > scores[best.element()]) {
        best.add(i);
        if (best.size() > NAMED) {
          best.remove();
        }
      }
    }
    double total = sum;
    List<Candidate> likeliest =
        best.stream()
            .sorted((a, b) -> Double.compare(scores[b], scores[a]))
            .map(i -> new Candidate(names.of(i), Math.exp(scores[i] - most) / total))
            .toList();
    return new Prediction(Math.exp(scores[written] - most) / total, above + 1, likeliest);
  }
}
