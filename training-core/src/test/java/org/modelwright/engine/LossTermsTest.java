package org.modelwright.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.modelwright.compile.FloatingPoint;
import org.modelwright.compile.KernelForms;
import org.modelwright.compile.LossTerms;
import org.modelwright.compile.Models;
import org.modelwright.operator.ElementType;
import org.modelwright.operator.Program;

/// Label smoothing and z-loss against their formulas, with some targets left out.
class LossTermsTest {

  private static final int IGNORED = -100;
  private static final int POSITIONS = TestModel.ROWS * TestModel.LENGTH;
  private static final double STEP = 1e-5;

  /// The cross-entropy and what is trained on, from scores `[positions, vocabulary]`.
  private record Formula(double crossEntropy, double objective) {

    static Formula of(TestModel model, double[] scores, LossTerms terms) {
      int vocabulary = scores.length / POSITIONS;
      double crossEntropy = 0;
      double objective = 0;
      int counted = 0;
      for (int t = 0; t < POSITIONS; t++) {
        int target = (int) model.targets.get(t);
        if (target == IGNORED) {
          continue;
        }
        counted++;
        double z = 0;
        for (int token = 0; token < vocabulary; token++) {
          z += Math.exp(scores[t * vocabulary + token]);
        }
        for (int token = 0; token < vocabulary; token++) {
          double surprise = -Math.log(Math.exp(scores[t * vocabulary + token]) / z);
          double wanted =
              (token == target ? 1 - terms.labelSmoothing() : 0)
                  + terms.labelSmoothing() / vocabulary;
          crossEntropy += token == target ? surprise : 0;
          objective += wanted * surprise;
        }
        objective += terms.zLoss() * Math.log(z) * Math.log(z);
      }
      return new Formula(crossEntropy / counted, objective / counted);
    }
  }

  private static TestModel model(String drawing, ElementType element) {
    Program program = FloatingPoint.apply(Models.compile(drawing), element);
    var model = new TestModel(program);
    model.targets.put(1, IGNORED).put(POSITIONS - 1, IGNORED);
    return model;
  }

  /// Of the objective by the formula, while the loss that is reported is the plain one.
  @ParameterizedTest
  @CsvSource({"0, 0, 0", "0.1, 0, 0", "0, 0.3, 0", "0.5, 0.01, 0", "0.2, 0.1, 1", "0.2, 0.1, 2"})
  void gradientsAreSlopesOfTheFormula(double labelSmoothing, double zLoss, int checkpointing) {
    var terms = new LossTerms(labelSmoothing, zLoss);
    var random = new Random(3);
    try (TestModel model = model(Models.GPT, ElementType.FLOAT64);
        var stepper =
            new Stepper(
                model.parameters,
                model.program,
                KernelForms.PLAIN,
                TestModel.OPTIMIZER,
                checkpointing,
                terms)) {
      double found = model.losses(stepper, 1, 1).crossEntropy();
      assertThat(found)
          .isCloseTo(Formula.of(model, model.scores(), terms).crossEntropy(), within(1e-12));
      double[][] gradients =
          stepper.gradients().stream().map(Tensor::doubles).toArray(double[][]::new);
      for (int p = 0; p < gradients.length; p++) {
        Tensor tensor = model.parameters.tensors().get(p);
        double[] values = tensor.doubles();
        int at = random.nextInt(values.length);
        double slope =
            (objectiveWith(model, terms, tensor, values, at, STEP)
                    - objectiveWith(model, terms, tensor, values, at, -STEP))
                / (2 * STEP);
        assertThat(gradients[p][at])
            .as(model.parameters.slots().get(p).name() + "[" + at + "]")
            .isCloseTo(slope, within(1e-8 + 1e-6 * Math.abs(slope)));
        TestModel.set(tensor, values);
      }
    }
  }

  private static double objectiveWith(
      TestModel model, LossTerms terms, Tensor tensor, double[] values, int at, double step) {
    double[] moved = values.clone();
    moved[at] += step;
    TestModel.set(tensor, moved);
    return Formula.of(model, model.scores(), terms).objective();
  }

  /// With all weights 0 every token is as likely as any other: nothing is left to smooth, and log Z is
  /// the logarithm of the vocabulary.
  @Test
  void evenScoresHaveTheLossOfTheVocabulary() {
    try (TestModel model = model(Models.GPT, ElementType.FLOAT32)) {
      for (Tensor tensor : model.parameters.tensors()) {
        TestModel.set(tensor, new double[(int) tensor.elements()]);
      }
      try (var stepper =
          new Stepper(
              model.parameters,
              model.program,
              KernelForms.PLAIN,
              TestModel.OPTIMIZER,
              0,
              new LossTerms(0.3, 1e-4))) {
        assertThat(model.losses(stepper, 1, 1).crossEntropy())
            .isCloseTo(Math.log(Models.VOCABULARY), within(1e-6));
      }
    }
  }
}
