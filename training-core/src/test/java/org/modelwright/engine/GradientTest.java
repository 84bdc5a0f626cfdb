package org.modelwright.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Random;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.modelwright.compile.AttentionForm;
import org.modelwright.compile.FloatingPoint;
import org.modelwright.compile.KernelForms;
import org.modelwright.compile.LossTerms;
import org.modelwright.compile.Models;
import org.modelwright.operator.ElementType;

/// The gradients of training are the slopes of its loss, dropout included: with one seed it is the
/// same function each time.
class GradientTest {

  private static final double STEP = 1e-5;
  private static final int SAMPLES = 3;

  @ParameterizedTest
  @MethodSource("org.modelwright.engine.LayerValuesTest#drawings")
  void gradientsAreFiniteDifferences(String drawing) {
    check(drawing, KernelForms.PLAIN);
    if (drawing.contains("kind: SelfAttention")) {
      check(
          drawing,
          new KernelForms(
              KernelForms.PLAIN.linear(),
              (heads, width, attention, element) -> AttentionForm.COMPOSED));
    }
  }

  private static void check(String drawing, KernelForms forms) {
    var program = FloatingPoint.apply(Models.compile(drawing), ElementType.FLOAT64);
    var random = new Random(3);
    try (var model = new TestModel(program);
        Stepper stepper =
            new Stepper(model.parameters, program, forms, TestModel.OPTIMIZER, 0, LossTerms.NONE)) {
      model.accumulate(stepper, 5);
      double[][] gradients =
          stepper.gradients().stream().map(Tensor::doubles).toArray(double[][]::new);
      for (int p = 0; p < gradients.length; p++) {
        Tensor tensor = model.parameters.tensors().get(p);
        double[] values = tensor.doubles();
        for (int sample = 0; sample < SAMPLES; sample++) {
          int at = random.nextInt(values.length);
          double slope =
              (lossWith(model, stepper, tensor, values, at, STEP)
                      - lossWith(model, stepper, tensor, values, at, -STEP))
                  / (2 * STEP);
          assertThat(gradients[p][at])
              .as(model.parameters.slots().get(p).name() + "[" + at + "]")
              .isCloseTo(slope, within(1e-9 + 1e-6 * Math.abs(slope)));
        }
        TestModel.set(tensor, values);
      }
    }
  }

  private static double lossWith(
      TestModel model, Stepper stepper, Tensor tensor, double[] values, int at, double step) {
    double[] moved = values.clone();
    moved[at] += step;
    TestModel.set(tensor, moved);
    return model.accumulate(stepper, 5);
  }
}
