package org.modelwright.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.modelwright.compile.KernelForms;
import org.modelwright.compile.LossTerms;
import org.modelwright.compile.MixedPrecision;
import org.modelwright.compile.Models;
import org.modelwright.operator.ElementType;

/// Blocks that are computed again give what blocks that were kept give.
class ActivationCheckpointingTest {

  /// Two blocks with two inputs or outputs, a value that passes them by, one that nobody else reads,
  /// dropout before and behind them.
  private static final String TWO_STREAMS =
      """
      format: 1
      blocks:
        fork:
          inputs: [x]
          nodes:
            - {id: left, kind: Linear, from: [x]}
            - {id: right, kind: MLP, from: [x], hidden: 12, dropout: 0.2}
          outputs: [left, right]
        cross:
          inputs: [a, b]
          nodes:
            - {id: swap, kind: Linear, from: [a]}
            - {id: mixed, kind: SelfAttention, from: [b], heads: 2, attentionDropout: 0.1}
            - {id: sum, kind: Add, from: [swap, mixed]}
          outputs: [sum, a]
      main:
        nodes:
          - {id: tokens, kind: TokenInput}
          - {id: embed, kind: TokenEmbedding, from: [tokens], width: 8, dropout: 0.1}
          - {id: fork, kind: fork, from: [embed]}
          - {id: cross, kind: cross, from: [fork.left, fork.right], repeat: 3}
          - {id: targets, kind: Add, from: [cross.sum, embed]}
          - {id: again, kind: fork, from: [targets]}
          - {id: share, kind: Dropout, from: [again.left], probability: 0.3}
          - {id: loss, kind: Add, from: [share, again.right]}
          - {id: j, kind: Add, from: [loss, cross.a]}
          - {id: head, kind: LanguageModelHead, from: [j], tied: true}
      """;

  @ParameterizedTest
  @ValueSource(
      strings = {Models.GPT, Models.LLAMA, Models.REPEATED, Models.AWKWARD, Models.MIXTURE})
  void lossesAndGradientsAreThoseOfThePlainFormToTheBit(String drawing) {
    for (ElementType precision : List.of(ElementType.FLOAT32, ElementType.BFLOAT16)) {
      List<Double> plain = steps(drawing, precision, 0);
      assertThat(plain).doesNotContain(Double.NaN);
      for (int every : new int[] {1, 2, 3}) {
        assertThat(steps(drawing, precision, every)).isEqualTo(plain);
      }
    }
  }

  /// Here parts of a gradient are summed in another order.
  @Test
  void streamsThatForkAndMeetGiveTheSameUpToRounding() {
    List<Double> plain = steps(TWO_STREAMS, ElementType.FLOAT32, 0);
    for (int every : new int[] {1, 2, 3}) {
      List<Double> again = steps(TWO_STREAMS, ElementType.FLOAT32, every);
      assertThat(again).hasSameSizeAs(plain);
      for (int i = 0; i < plain.size(); i++) {
        assertThat(again.get(i)).isCloseTo(plain.get(i), within(1e-5));
      }
    }
  }

  /// Losses and norms of three steps of two micro-batches, then the last gradients.
  private static List<Double> steps(String drawing, ElementType precision, int checkpointing) {
    List<Double> seen = new ArrayList<>();
    try (var model = new TestModel(Models.compile(drawing));
        var stepper =
            new Stepper(
                model.parameters,
                MixedPrecision.apply(model.program, precision),
                KernelForms.PLAIN,
                TestModel.OPTIMIZER,
                checkpointing,
                new LossTerms(0.1, 0.01))) {
      for (int step = 0; step < 3; step++) {
        for (int micro = 0; micro < 2; micro++) {
          long seed = 10 * step + micro;
          Stepper.Losses losses =
              stepper.accumulate(
                  model.tokens,
                  model.targets,
                  TestModel.ROWS,
                  TestModel.LENGTH,
                  seed,
                  0.5,
                  micro == 0);
          seen.add(losses.crossEntropy());
          if (losses.auxiliary() != null) {
            seen.add(losses.auxiliary());
            seen.add(losses.droppedTokens());
          }
        }
        seen.add(stepper.update(1e-2, 1, Float.MAX_VALUE));
      }
      for (Tensor gradient : stepper.gradients()) {
        for (double value : gradient.doubles()) {
          seen.add(value);
        }
      }
    }
    return seen;
  }
}
