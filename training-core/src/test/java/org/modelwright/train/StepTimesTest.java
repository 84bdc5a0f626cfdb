package org.modelwright.train;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;

class StepTimesTest {

  private static final long MILLI = 1_000_000;

  @Test
  void aShortRunCountsAllItsSteps() {
    var times = new StepTimes();
    times.add(30 * MILLI, 15 * MILLI);
    times.add(10 * MILLI, 5 * MILLI);
    times.add(20 * MILLI, 10 * MILLI);
    assertThat(times.medianMillis()).isEqualTo(20);
    assertThat(times.outsideNativeShare()).isCloseTo(0.5, within(1e-12));
  }

  @Test
  void aLongerRunLeavesOutTheTenThatWarmUp() {
    var times = new StepTimes();
    for (int i = 0; i < 10; i++) {
      times.add(1000 * MILLI, 0);
    }
    times.add(10 * MILLI, 9 * MILLI);
    times.add(30 * MILLI, 27 * MILLI);
    assertThat(times.medianMillis()).isEqualTo(20);
    assertThat(times.outsideNativeShare()).isCloseTo(0.1, within(1e-12));
  }
}
