package org.modelwright.train;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.modelwright.train.TrainingSettings.Precision;

class LossScaleTest {

  @Test
  void halvesAtAnOverflowAndDoublesAfterCalm() {
    LossScale scale = LossScale.of(Precision.FP16);
    assertThat(scale.adapt(true)).isTrue();
    assertThat(scale.value()).isEqualTo(LossScale.FIRST / 2);
    for (int i = 0; i < LossScale.CALM_STEPS - 1; i++) {
      assertThat(scale.adapt(false)).isTrue();
    }
    assertThat(scale.value()).isEqualTo(LossScale.FIRST / 2);
    scale.adapt(false);
    assertThat(scale.value()).isEqualTo(LossScale.FIRST);
  }

  @Test
  void anOverflowBeginsTheCalmAnew() {
    LossScale scale = LossScale.of(Precision.FP16);
    for (int i = 0; i < LossScale.CALM_STEPS - 1; i++) {
      scale.adapt(false);
    }
    scale.adapt(true);
    scale.adapt(false);
    assertThat(scale.state()).isEqualTo(new LossScale.State(LossScale.FIRST / 2, 1));
  }

  /// At 1 there is nothing left to halve: the model itself overflows.
  @Test
  void givesUpAtOne() {
    LossScale scale = LossScale.of(Precision.FP16);
    for (int i = 0; i < 16; i++) {
      assertThat(scale.adapt(true)).isTrue();
    }
    assertThat(scale.value()).isEqualTo(1);
    assertThat(scale.adapt(true)).isFalse();
  }

  @Test
  void otherPrecisionsHaveNone() {
    for (Precision precision : new Precision[] {Precision.FP32, Precision.BF16}) {
      LossScale scale = LossScale.of(precision);
      assertThat(scale.adapt(false)).isTrue();
      assertThat(scale.value()).isEqualTo(1);
      assertThat(scale.adapt(true)).isFalse();
    }
  }
}
