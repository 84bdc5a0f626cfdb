package org.modelwright.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import org.junit.jupiter.api.Test;
import org.modelwright.compile.FloatingPoint;
import org.modelwright.compile.Models;
import org.modelwright.operator.ElementType;
import org.modelwright.operator.Initializer;
import org.modelwright.operator.Program;

/// First values follow GPT-2 (Radford et al., 2019): 0.02 everywhere, and less where a projection adds
/// to the residual stream.
class InitializationTest {

  private static final int LAYERS = 2;

  private static final Program GPT =
      Models.compile(
          Models.GPT.replace("width: 8", "width: 128").replace("length: 16", "length: 256"));

  @Test
  void deviationsAreThoseOfGpt2() {
    try (Session session = Session.open(DeviceName.CPU, 1)) {
      var parameters = Parameters.initialize(session, GPT, 1);
      for (Program.Slot slot : parameters.slots()) {
        double[] values = parameters.get(slot.name()).doubles();
        String name = slot.name();
        if (name.endsWith(".bias")) {
          assertThat(values).as(name).containsOnly(0);
        } else if (name.matches("(.*\\.)?norm\\d?\\.weight")) {
          assertThat(values).as(name).containsOnly(1);
        } else {
          boolean residual = name.endsWith(".output.weight") || name.endsWith(".down.weight");
          double deviation = residual ? 0.02 / Math.sqrt(2 * LAYERS) : 0.02;
          double mean = Arrays.stream(values).average().orElseThrow();
          double variance = Arrays.stream(values).map(v -> v * v).average().orElseThrow();
          // the embedding has 1,408 values only: the error of its deviation is 1.9 %
          double error = 3 / Math.sqrt(2.0 * values.length);
          assertThat(mean).as(name).isCloseTo(0, within(4 * 0.02 / Math.sqrt(values.length)));
          assertThat(Math.sqrt(variance))
              .as(name)
              .isCloseTo(deviation, within(deviation * Math.max(0.01, error)));
        }
      }
      assertThat(parameters.slots()).hasSize(2 + LAYERS * 16 + 2);
    }
  }

  @Test
  void noTwoMatricesBeginAlike() {
    try (Session session = Session.open(DeviceName.CPU, 1)) {
      var parameters = Parameters.initialize(session, GPT, 1);
      var firsts =
          parameters.tensors().stream()
              .map(t -> t.doubles()[0])
              .filter(v -> v != 0 && v != 1)
              .toList();
      assertThat(firsts).hasSize(2 + LAYERS * 6).doesNotHaveDuplicates();
    }
  }

  @Test
  void theSeedAloneDecides() {
    try (Session session = Session.open(DeviceName.CPU, 1)) {
      double[] values = Parameters.initialize(session, GPT, 1).get("embed.weight").doubles();
      // other draws in between, another element type, another seed
      session.initialize(new Initializer.Normal(1), 0, 9, ElementType.FLOAT32, 1000).close();
      assertThat(Parameters.initialize(session, GPT, 1).get("embed.weight").doubles())
          .isEqualTo(values);
      Program wide = FloatingPoint.apply(GPT, ElementType.FLOAT64);
      assertThat(Parameters.initialize(session, wide, 1).get("embed.weight").doubles())
          .isEqualTo(values);
      assertThat(Parameters.initialize(session, GPT, 2).get("embed.weight").doubles())
          .isNotEqualTo(values);
    }
  }
}
