package org.modelwright.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.modelwright.compile.Inference;
import org.modelwright.compile.KernelForms;
import org.modelwright.compile.LinearForm;
import org.modelwright.compile.MixedPrecision;
import org.modelwright.compile.Models;
import org.modelwright.compile.ProgramText;
import org.modelwright.operator.ElementType;
import org.modelwright.operator.Program;

/// What mixed precision, the forms of a product and dropout do to the numbers, and what they leave.
class PrecisionTest {

  /// Float16 has three more bits of mantissa than bfloat16.
  @ParameterizedTest
  @ValueSource(strings = {Models.GPT, Models.LLAMA, Models.REPEATED})
  void float16LosesLess(String drawing) {
    Program program = Inference.apply(Models.compile(drawing));
    double full = loss(program, 1);
    double mixed = loss(MixedPrecision.apply(program, ElementType.FLOAT16), 1);
    assertThat(mixed).isCloseTo(full, within(0.001 * full)).isNotEqualTo(full);
  }

  /// What reaches float16 from a loss times 1e9 is beyond its largest number, 65504; at 1 it is not.
  @Test
  void aFloat16GradientOverflowsAtALargeLossScaleAndNothingChanges() {
    Program mixed = MixedPrecision.apply(Models.compile(Models.GPT), ElementType.FLOAT16);
    try (var model = new TestModel(mixed);
        Stepper stepper = model.stepper()) {
      double[] before = model.parameters.tensors().getFirst().doubles();
      assertThat(model.accumulate(stepper, 1, 1e9)).isFinite();
      assertThat(stepper.update(0.01, 1e9, Float.MAX_VALUE)).isNotFinite();
      assertThat(model.parameters.tensors().getFirst().doubles()).isEqualTo(before);
      model.accumulate(stepper, 1, 1);
      assertThat(stepper.update(0.01, 1, Float.MAX_VALUE)).isFinite();
      assertThat(model.parameters.tensors().getFirst().doubles()).isNotEqualTo(before);
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {Models.GPT, Models.LLAMA, Models.REPEATED})
  void bfloat16LosesLittle(String drawing) {
    Program program = Inference.apply(Models.compile(drawing));
    double full = loss(program, 1);
    double mixed = loss(MixedPrecision.apply(program, ElementType.BFLOAT16), 1);
    assertThat(mixed).isCloseTo(full, within(0.01 * full)).isNotEqualTo(full);
  }

  /// The cosine of the angle between the two.
  @Test
  void bfloat16GradientsPointTheSameWay() {
    Program program = Inference.apply(Models.compile(Models.GPT));
    double[][] full = gradients(program);
    double[][] mixed = gradients(MixedPrecision.apply(program, ElementType.BFLOAT16));
    double product = 0;
    double fullSquare = 0;
    double mixedSquare = 0;
    for (int p = 0; p < full.length; p++) {
      for (int i = 0; i < full[p].length; i++) {
        product += full[p][i] * mixed[p][i];
        fullSquare += full[p][i] * full[p][i];
        mixedSquare += mixed[p][i] * mixed[p][i];
      }
    }
    assertThat(product / Math.sqrt(fullSquare * mixedSquare)).isGreaterThan(0.999);
  }

  @ParameterizedTest
  @ValueSource(strings = {Models.GPT, Models.LLAMA, Models.REPEATED})
  void aConvolutionIsTheSameProduct(String drawing) {
    try (var model = new TestModel(Models.compile(drawing))) {
      double[] linear = model.scores();
      double[] convolution =
          model.scores(
              new KernelForms(
                  (in, out, element) -> LinearForm.CONVOLUTION, KernelForms.PLAIN.attention()),
              ElementType.FLOAT32);
      for (int i = 0; i < linear.length; i++) {
        assertThat(convolution[i])
            .isCloseTo(linear[i], within(1e-5 * Math.max(1, Math.abs(linear[i]))));
      }
    }
  }

  @Test
  void dropoutIsAFunctionOfTheSeed() {
    Program program = Models.compile(Models.LLAMA);
    assertThat(loss(program, 5)).isEqualTo(loss(program, 5)).isNotEqualTo(loss(program, 6));
  }

  /// Copies of a block that drop the same features would train less than they seem to.
  @Test
  void repeatedLayersDropDifferentFeatures() {
    Program program =
        Models.compile(
            Models.around("{id: it, kind: Dropout, from: [embed], probability: 0.5, repeat: 2}"));
    try (var model = new TestModel(program);
        Stepper stepper = model.stepper()) {
      // each feature survives both times with probability 1/4, scaled to 4 times its size
      int kept = 0;
      int all = 0;
      for (int seed = 0; seed < 50; seed++) {
        model.accumulate(stepper, seed);
        for (double slope : stepper.gradients().getFirst().doubles()) {
          kept += slope == 0 ? 0 : 1;
        }
        all += distinct(model) * 8;
      }
      // a feature of a token that stands n times is reached unless dropped n times over
      double share = (double) kept / all;
      assertThat(share).isBetween(0.2, 0.45);
    }
  }

  private static int distinct(TestModel model) {
    return (int)
        java.util.stream.IntStream.range(0, TestModel.ROWS * TestModel.LENGTH)
            .mapToLong(i -> model.tokens.get(i))
            .distinct()
            .count();
  }

  @Test
  void droppedFeaturesAreZeroAndTheRestGrows() {
    double probability = 0.75;
    Program program =
        Models.compile(Models.around("{id: it, kind: Dropout, from: [embed], probability: 0.75}"));
    try (var model = new TestModel(program);
        Scope scope = model.session.scope();
        LoadedProgram loaded =
            model.session.load(ProgramText.evaluation(program, KernelForms.PLAIN))) {
      double[] table = model.parameters.get("embed.weight").doubles();
      double[] identity = new double[Models.VOCABULARY * 8];
      for (int i = 0; i < 8; i++) {
        identity[i * 8 + i] = 1;
      }
      TestModel.set(model.parameters.get("head.weight"), identity);
      double[] scores =
          loaded
              .call(
                  scope,
                  "scores",
                  LoadedProgram.many(model.parameters.tensors()),
                  LoadedProgram.one(scope.over(model.tokens, TestModel.ROWS, TestModel.LENGTH)))
              .doubles();
      int positions = TestModel.ROWS * TestModel.LENGTH;
      int kept = 0;
      for (int t = 0; t < positions; t++) {
        for (int i = 0; i < 8; i++) {
          double score = scores[t * Models.VOCABULARY + i];
          if (score != 0) {
            kept++;
            double feature = table[(int) model.tokens.get(t) * 8 + i];
            assertThat(score).isCloseTo(feature / (1 - probability), within(1e-6));
          }
        }
      }
      // 80 features, 20 of them expected, with a deviation of 3.9
      assertThat(kept).isBetween(5, 35);
    }
  }

  @Test
  void inferenceDropsNothing() {
    Program program = Models.compile(Models.LLAMA);
    Program inference = Inference.apply(program);
    assertThat(loss(inference, 5)).isEqualTo(loss(inference, 6)).isNotEqualTo(loss(program, 5));
  }

  /// Resuming rests on this: the sum of micro-batches is that of the whole batch.
  @Test
  void microBatchesAddUpToTheBatch() {
    try (var model = new TestModel(Models.compile(Models.GPT));
        Stepper stepper = model.stepper()) {
      model.accumulate(stepper, 1);
      double[] whole = stepper.gradients().get(1).doubles();
      int length = TestModel.LENGTH;
      stepper.accumulate(model.tokens, model.targets, 1, length, 1, 0.5, true);
      var second = TestModel.numbers(length).put(model.tokens.slice(length, length)).flip();
      var targets = TestModel.numbers(length).put(model.targets.slice(length, length)).flip();
      stepper.accumulate(second, targets, 1, length, 1, 0.5, false);
      assertThat(stepper.gradients().get(1).doubles()).containsExactly(whole, within(1e-6));
    }
  }

  private static double loss(Program program, long seed) {
    try (var model = new TestModel(program);
        Stepper stepper = model.stepper()) {
      return model.accumulate(stepper, seed);
    }
  }

  private static double[][] gradients(Program program) {
    try (var model = new TestModel(program);
        Stepper stepper = model.stepper()) {
      model.accumulate(stepper, 1);
      return stepper.gradients().stream().map(Tensor::doubles).toArray(double[][]::new);
    }
  }
}
