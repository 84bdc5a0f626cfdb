package org.modelwright.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.modelwright.compile.KernelForms;
import org.modelwright.compile.LossTerms;
import org.modelwright.compile.Models;
import org.modelwright.operator.ElementType;

/// Targets of -100, behind the end of a padded window, count neither in the loss of training nor in
/// an evaluation.
class PaddingTest {

  private static final int CELLS = TestModel.ROWS * TestModel.LENGTH;

  @ParameterizedTest
  @ValueSource(ints = {0, 1})
  void theMeanIsOverRealTargets(int checkpointing) {
    try (var model =
            new TestModel(Models.compile(StepperTest.SMALL.replace("dropout: 0.1", "dropout: 0")));
        var stepper =
            new Stepper(
                model.parameters,
                model.program,
                KernelForms.PLAIN,
                TestModel.OPTIMIZER,
                checkpointing,
                LossTerms.NONE)) {
      model.targets.put(3, -100).put(4, -100).put(9, -100);
      double[] scores = model.scores();
      int vocabulary = scores.length / CELLS;
      double[] byRow = new double[TestModel.ROWS];
      double[] right = new double[TestModel.ROWS];
      for (int i = 0; i < CELLS; i++) {
        int target = (int) model.targets.get(i);
        if (target >= 0) {
          double sum = 0;
          int best = 0;
          for (int v = 0; v < vocabulary; v++) {
            sum += Math.exp(scores[i * vocabulary + v]);
            best = scores[i * vocabulary + v] > scores[i * vocabulary + best] ? v : best;
          }
          byRow[i / TestModel.LENGTH] += Math.log(sum) - scores[i * vocabulary + target];
          right[i / TestModel.LENGTH] += best == target ? 1 : 0;
        }
      }
      double mean = (byRow[0] + byRow[1]) / (CELLS - 3);
      assertThat(model.accumulate(stepper, 1)).isCloseTo(mean, within(1e-5));
      try (var evaluator =
          new Evaluator(model.parameters, model.program, KernelForms.PLAIN, ElementType.FLOAT32)) {
        Evaluator.Rows rows =
            evaluator.evaluate(model.tokens, model.targets, TestModel.ROWS, TestModel.LENGTH);
        assertThat(rows.losses()).containsExactly(byRow, within(1e-4));
        assertThat(rows.right()).containsExactly(right, within(0.0));
      }
    }
  }
}
