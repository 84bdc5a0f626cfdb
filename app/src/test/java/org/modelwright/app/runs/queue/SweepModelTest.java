package org.modelwright.app.runs.queue;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import org.junit.jupiter.api.Test;
import org.modelwright.app.runs.queue.SweepModel.Kind;

class SweepModelTest {

  private static SweepModel.Factor factor(
      SweepModel sweep, String key, Kind kind, String... words) {
    var factor = new SweepModel.Factor();
    factor.keyProperty().set(key);
    factor.kindProperty().set(kind);
    if (kind == Kind.VALUES) {
      factor.valuesProperty().set(words[0]);
    } else {
      factor.lowProperty().set(words[0]);
      factor.highProperty().set(words[1]);
    }
    sweep.factors().add(factor);
    return factor;
  }

  @Test
  void theNumberOfRunsIsKnownBeforeTheyStart() {
    var sweep = new SweepModel();
    assertThat(sweep.outcomeProperty().get().sweep()).isEmpty();
    factor(sweep, "training.learningRate", Kind.LOGARITHMIC, "1e-4", "1e-2");
    assertThat(sweep.outcomeProperty().get().runs()).isEqualTo(20);
    sweep.countProperty().set("7");
    assertThat(sweep.outcomeProperty().get().runs()).isEqualTo(7);
    sweep.randomProperty().set(false);
    assertThat(sweep.outcomeProperty().get().runs()).isEqualTo(5);
    SweepModel.Factor batch = factor(sweep, "training.batchSize", Kind.VALUES, "4, 8,16");
    assertThat(sweep.outcomeProperty().get().runs()).isEqualTo(15);
    assertThat(sweep.outcomeProperty().get().sweep().orElseThrow().combinations())
        .contains(Map.of("training.learningRate", "0.001", "training.batchSize", "8"));
    batch.valuesProperty().set("4,,8");
    assertThat(sweep.outcomeProperty().get().refusal()).contains("leaves a value empty");
    assertThat(sweep.outcomeProperty().get().sweep()).isEmpty();
    sweep.factors().remove(batch);
    assertThat(sweep.outcomeProperty().get().runs()).isEqualTo(5);
  }

  @Test
  void whatIsNoNumberIsRefused() {
    var sweep = new SweepModel();
    factor(sweep, "training.clip", Kind.EVEN, "0.5", "2.0");
    sweep.countProperty().set("many");
    assertThat(sweep.outcomeProperty().get().refusal()).contains("--random many");
    sweep.countProperty().set("20");
    sweep.seedProperty().set("-1");
    assertThat(sweep.outcomeProperty().get().refusal()).contains("--seed -1");
    sweep.seedProperty().set("5");
    assertThat(sweep.outcomeProperty().get().refusal()).isEmpty();
  }
}
