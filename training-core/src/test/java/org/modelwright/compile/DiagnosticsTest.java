package org.modelwright.compile;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.OptionalLong;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.modelwright.graph.Problem;
import org.modelwright.layer.Layer;
import org.modelwright.layer.LayerCatalogue;

/// What a drawing's author is told: where, what is wrong, and what to do.
class DiagnosticsTest {

  @ParameterizedTest
  @MethodSource("org.modelwright.compile.Faults#all")
  void aFaultIsNamedWithItsNodeAndARemedy(Faults.Fault fault) {
    Compilation compilation = Models.compilation(fault.drawing());
    assertThat(compilation.program()).isEmpty();
    assertThat(compilation.errors()).hasSize(1);
    Problem error = compilation.errors().getFirst();
    assertThat(error.node()).isEqualTo(fault.node());
    assertThat(error.message()).contains(fault.message());
    assertThat(error.remedy()).contains(fault.remedy());
    compilation.problems().forEach(DiagnosticsTest::assertSentences);
  }

  private static void assertSentences(Problem problem) {
    for (String sentence : List.of(problem.message(), problem.remedy())) {
      assertThat(sentence).matches("(?s)[A-Z`].*[^.?!][.?]").doesNotContain("..", " .", "null");
    }
  }

  @Test
  void aDrawingWithoutInputSaysSoAndWhoMissesIt() {
    Compilation compilation =
        Models.compilation(
            Models.main(
                """
                {id: embed, kind: TokenEmbedding, width: 8}
                {id: head, kind: LanguageModelHead, from: [embed]}
                """));
    assertThat(compilation.errors())
        .extracting(Problem::node)
        .containsExactlyInAnyOrder("main", "main/embed");
    assertThat(compilation.errors()).anyMatch(p -> p.message().equals("The drawing has no input."));
    compilation.problems().forEach(DiagnosticsTest::assertSentences);
  }

  @Test
  void anUnknownVocabularyIsAskedFor() {
    Compilation compilation =
        Compiler.compile(
            Models.parse(Models.around("{id: it, kind: Linear, from: [embed]}")),
            OptionalLong.empty());
    assertThat(compilation.errors()).extracting(Problem::node).containsExactly("main/embed");
    assertThat(compilation.errors().getFirst().message())
        .isEqualTo("The size of the vocabulary is not known yet.");
  }

  @Test
  void anUnusedNodeIsAWarningAndTheProgramStands() {
    String drawing =
        Models.main(
                """
                {id: tokens, kind: TokenInput}
                {id: embed, kind: TokenEmbedding, from: [tokens], width: 8}
                {id: idle, kind: Linear, from: [embed]}
                {id: head, kind: LanguageModelHead, from: [embed]}
                """)
            + "  outputs: [head]\n";
    Compilation compilation = Models.compilation(drawing);
    assertThat(compilation.errors()).isEmpty();
    assertThat(compilation.program()).isPresent();
    assertThat(compilation.problems())
        .extracting(Problem::node, Problem::severity)
        .containsExactly(
            org.assertj.core.groups.Tuple.tuple("main/idle", Problem.Severity.WARNING));
    compilation.problems().forEach(DiagnosticsTest::assertSentences);
  }

  @Test
  void allFaultsAreToldAtOnceAndEachOnce() {
    String drawing =
        """
        format: 1
        blocks:
          body:
            inputs: [x]
            nodes:
              - {id: attention, kind: SelfAttention, from: [x], heads: 3}
            outputs: [attention]
        main:
          nodes:
            - {id: tokens, kind: TokenInput}
            - {id: embed, kind: TokenEmbedding, from: [tokens], width: 8}
            - {id: one, kind: body, from: [embed]}
            - {id: two, kind: body, from: [embed]}
            - {id: three, kind: Linar, from: [embed]}
            - {id: four, kind: MLP, from: [embed], hiden: 3}
            - {id: five, kind: Linear, from: [embed], width: 0}
            - {id: six, kind: Add, from: [embed]}
            - {id: seven, kind: Linear, from: [nowhere]}
            - {id: sum, kind: Add, from: [one, two, three, four, five, six, seven]}
            - {id: head, kind: LanguageModelHead, from: [sum], tied: false}
        """;
    List<Problem> problems = Models.compilation(drawing).problems();
    assertThat(problems)
        .extracting(Problem::node)
        .containsExactlyInAnyOrder(
            "body/attention", "main/three", "main/four", "main/five", "main/six", "main/seven");
    problems.forEach(DiagnosticsTest::assertSentences);
  }

  @Test
  void aBlockThatRepeatsAndTakesNothingIsAFaultOfItsOwn() {
    String drawing =
        """
        format: 1
        blocks:
          start:
            inputs: []
            nodes:
              - {id: tokens, kind: TokenInput}
            outputs: [tokens]
        main:
          nodes:
            - {id: begin, kind: start, repeat: 2}
            - {id: embed, kind: TokenEmbedding, from: [begin.tokens], width: 8}
            - {id: head, kind: LanguageModelHead, from: [embed], tied: true}
        """;
    assertThat(Models.compilation(drawing).problems())
        .anyMatch(p -> p.isError() && p.node().equals("main/begin"));
  }

  /// What follows from a fault is not told: the node behind it has none of its own.
  @Test
  void aFaultIsNotRepeatedByThoseWhoReadIt() {
    Compilation compilation =
        Models.compilation(
            Models.around(
                """
                {id: bad, kind: SelfAttention, from: [embed], heads: 3}
                {id: more, kind: Linear, from: [bad]}
                {id: it, kind: Add, from: [more, embed]}\
                """));
    assertThat(compilation.problems()).extracting(Problem::node).containsExactly("main/bad");
  }

  /// Every setting of every layer refuses a word that is none of its values.
  @Test
  void everySettingRefusesNonsense() {
    for (Layer layer : LayerCatalogue.all()) {
      layer
          .settings()
          .forEach(setting -> {
            assertThat(setting.parser().apply("nonsense")).as(setting.name()).isEmpty();
            assertThat(setting.parser().apply("")).as(setting.name()).isEmpty();
            assertThat(setting.wanted()).isNotBlank().doesNotEndWith(".");
          });
    }
  }
}
