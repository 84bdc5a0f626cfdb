package org.modelwright.train;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.modelwright.engine.Stepper.Norms;
import org.modelwright.train.GuardSettings.NotFinite;
import org.modelwright.train.GuardSettings.Spike;

class GuardTest {

  private static Guard guard(NotFinite notFinite, Spike spike) {
    return new Guard(new GuardSettings(notFinite, spike, 3, 10));
  }

  /// Losses 1 and 3 in turn: mean 2, deviation 1.
  private static void fill(Guard guard) {
    for (int i = 0; i < 10; i++) {
      assertThat(guard.judge(i % 2 == 0 ? 1 : 3, 1)).isEmpty();
    }
  }

  @Test
  void aSpikeBeginsSoManyDeviationsAboveTheMean() {
    Guard guard = guard(NotFinite.STOP, Spike.SKIP);
    fill(guard);
    assertThat(guard.judge(4.99, 1)).isEmpty();
    guard = guard(NotFinite.STOP, Spike.SKIP);
    fill(guard);
    Guard.Fault fault = guard.judge(5.01, 1).orElseThrow();
    assertThat(fault.finite()).isTrue();
    assertThat(fault.skipped()).isTrue();
    assertThat(fault.ends()).isFalse();
    assertThat(fault.words()).contains("loss", "5.01", "3.0 standard deviations");
  }

  @Test
  void nothingIsASpikeBeforeTheWindowIsFull() {
    Guard guard = guard(NotFinite.STOP, Spike.STOP);
    for (int i = 0; i < 9; i++) {
      guard.judge(1, 1);
    }
    assertThat(guard.gradientLimit(1e9)).isEqualTo(Float.MAX_VALUE);
    assertThat(guard.judge(1e9, 1e9)).isEmpty();
  }

  @Test
  void theUpdateIsHeldBackBeforeItIsMade() {
    Guard guard = guard(NotFinite.STOP, Spike.SKIP);
    fill(guard);
    assertThat(guard.gradientLimit(2)).isCloseTo(1 + 3 * 0.01, within(1e-12));
    assertThat(guard.gradientLimit(6)).isNegative();
    assertThat(guard.gradientLimit(Double.NaN)).isNegative();
    Guard telling = guard(NotFinite.STOP, Spike.TELL);
    fill(telling);
    assertThat(telling.gradientLimit(6)).isEqualTo(Float.MAX_VALUE);
    Guard.Fault fault = telling.judge(6, 1).orElseThrow();
    assertThat(fault.skipped()).isFalse();
    assertThat(fault.ends()).isFalse();
  }

  @Test
  void whatIsNotFiniteEndsTheRunOrIsSkippedForAWhile() {
    assertThat(guard(NotFinite.STOP, Spike.TELL).judge(Double.NaN, 1).orElseThrow().ends())
        .isTrue();
    Guard patient = guard(NotFinite.SKIP, Spike.TELL);
    for (int i = 1; i < Guard.MOST_SKIPPED; i++) {
      assertThat(patient.judge(1, Double.POSITIVE_INFINITY).orElseThrow().ends()).isFalse();
    }
    assertThat(patient.judge(1, Double.POSITIVE_INFINITY).orElseThrow().ends()).isTrue();
  }

  @Test
  void aResumedGuardJudgesAsIfItHadNotStopped() {
    Guard first = guard(NotFinite.STOP, Spike.STOP);
    fill(first);
    Guard second = guard(NotFinite.STOP, Spike.STOP);
    second.resumeFrom(first.state());
    assertThat(second.judge(5.01, 1)).isEqualTo(first.judge(5.01, 1));
  }

  @Test
  void theOriginIsTheFirstInTheOrderOfWhatFailed() {
    double nan = Double.NaN;
    List<Norms> weights =
        List.of(new Norms("a", 1, nan), new Norms("b", nan, nan), new Norms("c", nan, nan));
    assertThat(Guard.origin(weights, nan)).contains("weights of b");
    List<Norms> gradients =
        List.of(new Norms("a", 1, nan), new Norms("b", 9, nan), new Norms("c", 1, 1));
    assertThat(Guard.origin(gradients, 1)).contains("gradient of b");
    assertThat(Guard.origin(gradients, nan)).contains("forward pass", "b");
    List<Norms> finite = List.of(new Norms("a", 9, 1), new Norms("b", 1, 2));
    assertThat(Guard.origin(finite, 1)).contains("largest gradient", "b");
  }
}
