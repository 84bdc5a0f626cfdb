package org.modelwright.launch;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;
import org.modelwright.evaluate.Bootstrap;

class BenchTest {

  /// By hand: logarithms 0 and ln 4 have the mean ln 2 and the standard error ln 2, of which Student's
  /// 97.5 % point with one degree of freedom is 12.706 times.
  @Test
  void theIntervalIsStudentsOverPairs() {
    Bootstrap.Interval two = Bench.interval(1, 4);
    assertThat(two.value()).isCloseTo(2, within(1e-12));
    assertThat(two.low()).isCloseTo(2 * Math.pow(2, -12.706), within(1e-9));
    assertThat(two.high()).isCloseTo(2 * Math.pow(2, 12.706), within(1e-6));
    Bootstrap.Interval equal = Bench.interval(1.5, 1.5, 1.5, 1.5, 1.5);
    assertThat(equal.low()).isCloseTo(1.5, within(1e-12));
    assertThat(equal.high()).isCloseTo(1.5, within(1e-12));
    Bootstrap.Interval five = Bench.interval(1, 1.1, 0.9, 1.05, 0.95);
    double mean = (Math.log(1.1) + Math.log(0.9) + Math.log(1.05) + Math.log(0.95)) / 5;
    assertThat(Math.log(five.value())).isCloseTo(mean, within(1e-12));
    assertThat(Math.log(five.high()) - mean).isCloseTo(mean - Math.log(five.low()), within(1e-12));
    assertThat(five.low()).isLessThan(1);
    assertThat(five.high()).isGreaterThan(1);
  }
}
