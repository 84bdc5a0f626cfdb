package org.modelwright.evaluate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.stream.IntStream;
import org.assertj.core.data.Offset;
import org.junit.jupiter.api.Test;
import org.modelwright.evaluate.Prediction.Candidate;

class PredictionTest {

  private static final Offset<Double> CLOSE = within(1e-12);

  /// Scores that are logarithms of 1, 2, 3 and 4 tenths, and of any constant added, have those as
  /// probabilities.
  @Test
  void probabilitiesAreTheSoftmaxOfTheScores() {
    double[] scores = {
      700 + Math.log(0.2), 700 + Math.log(0.4), 700 + Math.log(0.1), 700 + Math.log(0.3)
    };

    Prediction prediction = Prediction.of(scores, 0, id -> "t" + id);

    assertThat(prediction.probability()).isCloseTo(0.2, CLOSE);
    assertThat(prediction.rank()).isEqualTo(3);
    assertThat(prediction.likeliest())
        .extracting(Candidate::text)
        .containsExactly("t1", "t3", "t0", "t2");
    assertThat(prediction.likeliest().get(1).probability()).isCloseTo(0.3, CLOSE);
  }

  @Test
  void onlyTheLikeliestOfManyAreNamed() {
    double[] scores = IntStream.range(0, 1000).mapToDouble(i -> i * 7 % 1000 * 0.01).toArray();

    Prediction prediction = Prediction.of(scores, 0, Integer::toString);

    assertThat(prediction.rank()).isEqualTo(1000);
    assertThat(prediction.likeliest()).hasSize(Prediction.NAMED);
    // 7 i = 999 modulo 1000 where i = 857
    assertThat(prediction.likeliest().getFirst().text()).isEqualTo("857");
    // a geometric series
    double first = (1 - Math.exp(-0.01)) / (1 - Math.exp(-10));
    assertThat(prediction.likeliest().getFirst().probability()).isCloseTo(first, CLOSE);
  }
}
