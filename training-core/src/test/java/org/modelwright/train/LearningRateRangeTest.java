package org.modelwright.train;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Random;
import java.util.function.DoubleUnaryOperator;
import org.assertj.core.data.Offset;
import org.assertj.core.data.Percentage;
import org.junit.jupiter.api.Test;

/// Losses are functions of x, the decimal logarithm of the learning rate, whose steepest descent and
/// minimum are known.
class LearningRateRangeTest {

  /// Falls from 8 to 4, most steeply at x = -3.
  private static double fall(double x) {
    return 4 + 4 / (1 + Math.exp(4 * (x + 3)));
  }

  private static LearningRateRange of(int steps, DoubleUnaryOperator loss) {
    var range = new LearningRateRange(1e-6, 1, steps);
    for (int i = 0; !range.isOver(); i++) {
      range.add(loss.applyAsDouble(Math.log10(range.rate(i))), true);
    }
    return range;
  }

  @Test
  void theRateGrowsExponentiallyFromFirstToLast() {
    var range = new LearningRateRange(1e-6, 1, 7);
    for (int i = 0; i < 7; i++) {
      assertThat(range.rate(i)).isCloseTo(Math.pow(10, i - 6), Percentage.withPercentage(1e-9));
    }
  }

  /// A step is 0.06 decades of the rate.
  @Test
  void theSteepestDescentIsSuggested() {
    LearningRateRange range = of(101, LearningRateRangeTest::fall);
    assertThat(Math.log10(range.steepest().orElseThrow())).isCloseTo(-3, Offset.offset(0.031));
    assertThat(range.suggestion()).isEqualTo(range.steepest());
    assertThat(range.diverged()).isFalse();
    assertThat(range.points()).hasSize(101);
  }

  @Test
  void noiseDoesNotMoveItFar() {
    var random = new Random(5);
    LearningRateRange range = of(101, x -> fall(x) + 0.1 * random.nextGaussian());
    assertThat(Math.log10(range.suggestion().orElseThrow())).isCloseTo(-3, Offset.offset(0.4));
  }

  /// Steep down to the minimum at x = -2, then up again: -2.5 would be too near, -3 is safe.
  @Test
  void atMostATenthOfTheRateWithTheLowestLossIsSuggested() {
    LearningRateRange range = of(301, x -> x < -2.5 ? 5 : x < -2 ? 5 - 4 * (x + 2.5) : 3 + (x + 2));
    assertThat(Math.log10(range.lowest().orElseThrow())).isCloseTo(-2, Offset.offset(0.2));
    assertThat(Math.log10(range.steepest().orElseThrow())).isBetween(-2.5, -2.0);
    assertThat(range.suggestion().orElseThrow())
        .isCloseTo(range.lowest().orElseThrow() / 10, Percentage.withPercentage(1e-9));
  }

  /// The mean over 11 steps passes 4 x 2 = 8 once 7 of the 11 are at 12: 7 x 12 + 4 x 2 = 92 > 88.
  @Test
  void itEndsWhenTheSmoothedLossIsFourTimesItsMinimum() {
    int[] step = {0};
    LearningRateRange range = of(100, _ -> step[0]++ < 50 ? 2 : 12);
    assertThat(range.window()).isEqualTo(11);
    assertThat(range.diverged()).isTrue();
    assertThat(range.points()).hasSize(57);
    assertThat(range.suggestion()).as("it never falls").isEmpty();
  }

  @Test
  void aLossThatIsNoNumberEndsItAndIsNotCounted() {
    LearningRateRange range = of(101, x -> x > -1 ? Double.NaN : fall(x));
    assertThat(range.diverged()).isTrue();
    assertThat(range.points()).hasSize(84);
    assertThat(Math.log10(range.suggestion().orElseThrow())).isCloseTo(-3, Offset.offset(0.031));
  }

  @Test
  void aFirstLossThatIsNoNumberLeavesNoPoint() {
    LearningRateRange range = of(100, _ -> Double.NaN);
    assertThat(range.diverged()).isTrue();
    assertThat(range.points()).isEmpty();
    assertThat(range.suggestion()).isEmpty();
  }

  @Test
  void aStepThatMovesNoWeightsIsMadeAgainAtItsRate() {
    var range = new LearningRateRange(1e-3, 1, 20);
    range.add(5, true);
    for (int i = 0; i < 16; i++) {
      assertThat(range.nextRate()).isEqualTo(range.rate(1));
      range.add(7, false);
    }
    assertThat(range.isOver()).isFalse();
    range.add(4, true);
    assertThat(range.points().stream().map(LearningRateRange.Point::loss))
        .containsExactly(5.0, 4.0);
    for (int i = 0; i < 19; i++) {
      range.add(7, false);
    }
    assertThat(range.isOver()).as("counted anew").isFalse();
    range.add(7, false);
    assertThat(range.diverged()).isTrue();
    assertThat(range.points()).hasSize(2);
  }

  @Test
  void tooFewStepsSuggestNothing() {
    LearningRateRange range = of(100, x -> x > -5.8 ? Double.POSITIVE_INFINITY : 8);
    assertThat(range.suggestion()).isEmpty();
    assertThat(range.lowest()).isEmpty();
  }

  @Test
  void smoothingIsAMeanAroundTheStep() {
    var range = new LearningRateRange(1e-3, 1, 20);
    for (double loss : new double[] {1, 2, 6, 3, 8, 4}) {
      range.add(loss, true);
    }
    assertThat(range.points().stream().map(LearningRateRange.Point::smoothedLoss))
        .containsExactly(1.0, 3.0, 4.0, 23.0 / 5, 5.0, 4.0);
  }
}
