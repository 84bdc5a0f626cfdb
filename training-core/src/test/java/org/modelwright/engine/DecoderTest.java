package org.modelwright.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.nio.LongBuffer;
import java.util.Arrays;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.modelwright.compile.FloatingPoint;
import org.modelwright.compile.Inference;
import org.modelwright.compile.KernelForms;
import org.modelwright.compile.Models;
import org.modelwright.compile.ProgramText;
import org.modelwright.file.InputException;
import org.modelwright.operator.ElementType;
import org.modelwright.operator.Program;

/// Reading token by token with a cache gives what reading the whole text at once gives.
class DecoderTest {

  private static final int LENGTH = 9;
  private static final int[] TEXT = {3, 1, 4, 1, 5, 9, 2, 6, 5};

  private static void compare(String drawing, ElementType element, double tolerance) {
    Program program = FloatingPoint.apply(Models.compile(drawing), element);
    try (var model = new TestModel(program);
        var decoder = new Decoder(model.parameters, program, LENGTH)) {
      double[] all = forward(model);
      // token by token, then some at once and the rest one by one, then all at once
      for (int prefill : new int[] {1, 4, LENGTH}) {
        decoder.reset();
        for (int at = 0; at < LENGTH; ) {
          int until = at == 0 ? prefill : at + 1;
          double[] scores = decoder.read(Arrays.copyOfRange(TEXT, at, until));
          int vocabulary = scores.length;
          assertThat(vocabulary).isEqualTo(all.length / LENGTH);
          assertThat(scores)
              .as("%s, %s first, position %s", element, prefill, until - 1)
              .containsExactly(
                  Arrays.copyOfRange(all, (until - 1) * vocabulary, until * vocabulary),
                  within(tolerance));
          at = until;
          assertThat(decoder.position()).isEqualTo(at);
        }
      }
    }
  }

  private static double[] forward(TestModel model) {
    LongBuffer tokens = TestModel.numbers(LENGTH);
    for (int i = 0; i < LENGTH; i++) {
      tokens.put(i, TEXT[i]);
    }
    try (var evaluator =
        new Evaluator(model.parameters, model.program, KernelForms.PLAIN, ElementType.FLOAT32)) {
      return evaluator.scores(tokens, 1, LENGTH);
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {Models.GPT, Models.LLAMA, Models.REPEATED, Models.AWKWARD, Models.MIXTURE})
  void decodingEqualsForward(String drawing) {
    compare(drawing, ElementType.FLOAT64, 1e-10);
    compare(drawing, ElementType.FLOAT32, 1e-4);
  }

  @Test
  void rotationByItselfCountsFromWhereTheCallBegins() {
    String drawing =
        Models.around(
            """
            {id: turned, kind: RotaryPositions, from: [embed], heads: 2}
            {id: it, kind: SelfAttention, from: [turned], heads: 2}\
            """);
    compare(drawing, ElementType.FLOAT64, 1e-10);
  }

  /// The head is cut to the last position wherever its name and type stand: a block's own node of that
  /// name must still give all positions.
  @Test
  void onlyTheEntrysHeadIsCutToTheLastPosition() {
    String drawing =
        """
        format: 1
        blocks:
          inner:
            inputs: [x]
            nodes:
              - {id: head, kind: LanguageModelHead, from: [x], tied: false, vocabulary: 8}
              - {id: mix, kind: SelfAttention, from: [head], heads: 2}
            outputs: [mix]
        main:
          nodes:
            - {id: tokens, kind: TokenInput}
            - {id: embed, kind: TokenEmbedding, from: [tokens], width: 8, vocabulary: 11}
            - {id: inner, kind: inner, from: [embed]}
            - {id: head, kind: LanguageModelHead, from: [inner], tied: false, vocabulary: 8}
        """;
    compare(drawing, ElementType.FLOAT64, 1e-10);
  }

  @Test
  void whatDoesNotFitIsRefusedAndChangesNothing() {
    Program program = Models.compile(Models.GPT);
    try (var model = new TestModel(program);
        var decoder = new Decoder(model.parameters, program, 3)) {
      decoder.read(new int[] {1, 2});
      assertThatThrownBy(() -> decoder.read(new int[] {3, 4}))
          .isInstanceOf(IllegalArgumentException.class);
      assertThatThrownBy(() -> decoder.read(new int[0]))
          .isInstanceOf(IllegalArgumentException.class);
      assertThat(decoder.position()).isEqualTo(2);
    }
  }

  @Test
  void aModelThatSeesLaterPositionsIsRefusedInWords() {
    Program program =
        Models.compile(
            Models.around("{id: it, kind: SelfAttention, from: [embed], heads: 2, causal: false}"));
    try (var model = new TestModel(program)) {
      assertThatThrownBy(() -> new Decoder(model.parameters, program, 3))
          .isInstanceOf(InputException.class)
          .hasMessageContaining("it sees later positions")
          .hasMessageContaining("set causal to true");
    }
  }

  /// A history of gradients would keep every earlier step's tensors in memory.
  @Test
  void readingKeepsNoHistoryOfGradients() {
    Program program = Models.compile(Models.REPEATED);
    try (var model = new TestModel(program);
        Scope scope = model.session.scope();
        LoadedProgram loaded =
            model.session.load(
                ProgramText.evaluation(Inference.apply(program), KernelForms.PLAIN))) {
      Tensor scores =
          loaded.call(
              scope,
              "scores",
              LoadedProgram.many(model.parameters.tensors()),
              LoadedProgram.one(scope.over(model.tokens, TestModel.ROWS, TestModel.LENGTH)));
      assertThat(scores.array().hasGradient()).isFalse();
      // and training still finds its gradients afterwards
      try (Stepper stepper = model.stepper()) {
        model.accumulate(stepper, 1);
        assertThat(stepper.update(1e-3, 1, Float.MAX_VALUE)).isPositive();
      }
    }
  }
}
