package org.modelwright.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.modelwright.compile.Models;
import org.modelwright.operator.Program;

/// The optimizer against its paper's algorithm in doubles (Loshchilov and Hutter, "Decoupled Weight
/// Decay Regularization", 2019, algorithm 2), fed with the engine's own gradients.
class AdamWTest {

  private static final double RATE = 0.01;

  @ParameterizedTest
  @CsvSource({"0.1, 0.05", "0.1, 0", "0.3, 1000", "0, 0.05"})
  void threeStepsAreThoseOfTheAlgorithm(double decay, double clip) {
    var optimizer = TestModel.adamW(decay, clip);
    try (var model = new TestModel(Models.compile(Models.GPT));
        Stepper stepper = model.stepper(optimizer)) {
      List<double[]> p = doubles(model.parameters.tensors());
      List<double[]> m = zeros(p);
      List<double[]> v = zeros(p);
      for (int t = 1; t <= 3; t++) {
        model.accumulate(stepper, t);
        List<double[]> g = doubles(stepper.gradients());
        double norm = Math.sqrt(g.stream().flatMapToDouble(Arrays::stream).map(x -> x * x).sum());
        double scale = clip > 0 ? Math.min(1, clip / (norm + 1e-6)) : 1;
        for (int i = 0; i < p.size(); i++) {
          Program.Slot slot = model.parameters.slots().get(i);
          double own = slot.type().shape().rank() > 1 ? decay : 0;
          step(p.get(i), g.get(i), m.get(i), v.get(i), t, scale, own);
        }
        assertThat(stepper.update(RATE, 1, Float.MAX_VALUE)).isCloseTo(norm, within(1e-5 * norm));
        for (int i = 0; i < p.size(); i++) {
          // where a gradient is nothing but rounding, so is the step's direction
          assertThat(model.parameters.tensors().get(i).doubles())
              .as("step %s, %s", t, model.parameters.slots().get(i).name())
              .containsExactly(p.get(i), within(2e-6));
        }
      }
    }
  }

  private static void step(
      double[] p, double[] g, double[] m, double[] v, int t, double scale, double decay) {
    for (int i = 0; i < p.length; i++) {
      double gradient = g[i] * scale;
      m[i] = 0.9 * m[i] + 0.1 * gradient;
      v[i] = 0.95 * v[i] + 0.05 * gradient * gradient;
      double first = m[i] / (1 - Math.pow(0.9, t));
      double second = v[i] / (1 - Math.pow(0.95, t));
      p[i] -= RATE * (first / (Math.sqrt(second) + 1e-8) + decay * p[i]);
    }
  }

  @Test
  void gradientsThatAreNotFiniteChangeNothing(@TempDir Path folder) throws IOException {
    try (var model = new TestModel(Models.compile(Models.REPEATED));
        Stepper stepper = model.stepper()) {
      model.accumulate(stepper, 1);
      stepper.update(RATE, 1, Float.MAX_VALUE);
      Tensor table = model.parameters.tensors().getFirst();
      double[] values = table.doubles();
      TestModel.set(table, Arrays.stream(values).map(x -> 1e38 * x).toArray());
      List<double[]> before = doubles(model.parameters.tensors());
      stepper.save(folder.resolve("before"));

      assertThat(model.accumulate(stepper, 2)).isNotFinite();
      assertThat(stepper.update(RATE, 1, Float.MAX_VALUE)).isNotFinite();

      List<double[]> after = doubles(model.parameters.tensors());
      for (int i = 0; i < before.size(); i++) {
        assertThat(after.get(i)).isEqualTo(before.get(i));
      }
      stepper.save(folder.resolve("after"));
      assertThat(Files.readAllBytes(folder.resolve("after")))
          .isEqualTo(Files.readAllBytes(folder.resolve("before")));

      TestModel.set(table, values);
      assertThat(model.accumulate(stepper, 3)).isFinite();
      assertThat(stepper.update(RATE, 1, Float.MAX_VALUE)).isFinite();
      assertThat(table.doubles()).isNotEqualTo(values);
    }
  }

  @Test
  void aNormAboveTheLimitChangesNothingAndNormsAreThoseOfTheTensors() {
    try (var model = new TestModel(Models.compile(Models.GPT));
        Stepper stepper = model.stepper()) {
      model.accumulate(stepper, 1);
      List<double[]> before = doubles(model.parameters.tensors());
      List<double[]> gradients = doubles(stepper.gradients());
      List<Stepper.Norms> norms = stepper.norms(1);
      int held = model.session.heldTensors();
      double norm = stepper.update(RATE, 1, 0);
      assertThat(norm).isPositive();
      assertThat(doubles(model.parameters.tensors())).usingRecursiveComparison().isEqualTo(before);
      try (Stepper.WeightsBefore kept = stepper.keepWeights()) {
        stepper.update(RATE, 1, 1.01 * norm);
        double[] moved = kept.moved();
        for (int i = 0; i < before.size(); i++) {
          double[] after = model.parameters.tensors().get(i).doubles();
          assertThat(norms.get(i).weight()).isCloseTo(norm(before.get(i)), within(1e-4));
          assertThat(norms.get(i).gradient()).isCloseTo(norm(gradients.get(i)), within(1e-4));
          double[] old = before.get(i);
          for (int j = 0; j < after.length; j++) {
            old[j] -= after[j];
          }
          assertThat(moved[i]).isPositive().isCloseTo(norm(old), within(1e-4));
        }
      }
      assertThat(model.session.heldTensors()).isEqualTo(held);
    }
  }

  private static double norm(double[] values) {
    return Math.sqrt(Arrays.stream(values).map(x -> x * x).sum());
  }

  /// A power of two changes exponents alone, so nothing but an overflow or an underflow can show it.
  @Test
  void aLossScaleChangesNoBit(@TempDir Path folder) throws IOException {
    for (double scale : new double[] {1, 1024}) {
      try (var model = new TestModel(Models.compile(Models.GPT));
          Stepper stepper = model.stepper()) {
        for (int t = 1; t <= 3; t++) {
          model.accumulate(stepper, t, scale);
          stepper.update(RATE, scale, Float.MAX_VALUE);
        }
        stepper.save(folder.resolve(scale + ""));
        model.parameters.save(folder.resolve(scale + " weights"), java.util.Map.of());
      }
    }
    assertThat(folder.resolve("1024.0")).hasSameBinaryContentAs(folder.resolve("1.0"));
    assertThat(folder.resolve("1024.0 weights"))
        .hasSameBinaryContentAs(folder.resolve("1.0 weights"));
  }

  private static List<double[]> doubles(List<Tensor> tensors) {
    List<double[]> all = new ArrayList<>();
    tensors.forEach(t -> all.add(t.doubles()));
    return all;
  }

  private static List<double[]> zeros(List<double[]> like) {
    List<double[]> all = new ArrayList<>();
    like.forEach(values -> all.add(new double[values.length]));
    return all;
  }
}
