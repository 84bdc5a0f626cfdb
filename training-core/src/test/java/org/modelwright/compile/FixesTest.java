package org.modelwright.compile;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.OptionalLong;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.modelwright.graph.Architecture;
import org.modelwright.graph.Edit;
import org.modelwright.graph.Problem;

/// A fix takes its problem away and brings no error to the same node.
class FixesTest {

  /// @param drawing with a problem
  /// @param node where the problem is
  /// @param key of the problem
  /// @param fixes what the fixes are called, in order
  record Case(String drawing, String node, String key, List<String> fixes) {}

  private static Case layer(String nodes, String key, String... fixes) {
    return new Case(Models.around(nodes), "main/it", key, List.of(fixes));
  }

  private static Case main(String nodes, String node, String key, String... fixes) {
    return new Case(Models.main(nodes), node, key, List.of(fixes));
  }

  private static Case block(String block, String use, String node, String key, String... fixes) {
    return new Case(
        "format: 1\nblocks:\n"
            + block.strip().indent(2)
            + Models.around("{id: it, kind: body, from: [embed]" + use + "}")
                .replace("format: 1\n", ""),
        node,
        key,
        List.of(fixes));
  }

  static Stream<Case> cases() {
    return Stream.of(
        layer(
            "{id: it, kind: SelfAttention, from: [embed], heads: 3}",
            "noDivisor",
            "Set heads of it to 2",
            "Set heads of it to 4"),
        layer(
            "{id: it, kind: SelfAttention, from: [embed], heads: 16}",
            "noDivisor",
            "Set heads of it to 8"),
        layer(
            "{id: it, kind: SelfAttention, from: [embed], heads: 3, rotary: true, keyValueHeads: 1}",
            "noDivisor",
            "Set heads of it to 2",
            "Set heads of it to 4"),
        layer(
            "{id: it, kind: SelfAttention, from: [embed], heads: 6, rotary: true}",
            "noDivisor",
            "Set heads of it to 4"),
        layer(
            "{id: it, kind: SelfAttention, from: [embed], heads: 3, keyValueHeads: 3}",
            "noDivisor"),
        layer(
            "{id: it, kind: SelfAttention, from: [embed], heads: 4, keyValueHeads: 3}",
            "noDivisor",
            "Set keyValueHeads of it to 2",
            "Set keyValueHeads of it to 4"),
        layer(
            "{id: it, kind: SelfAttention, from: [embed], heads: 8, rotary: true}",
            "oddHeads",
            "Set heads of it to 4",
            "Reset rotary of it"),
        layer(
            "{id: it, kind: RotaryPositions, from: [embed], heads: 8}",
            "oddHeads",
            "Set heads of it to 4"),
        layer(
            "{id: it, kind: RotaryPositions, from: [embed], heads: 3}",
            "noDivisor",
            "Set heads of it to 2",
            "Set heads of it to 4"),
        layer(
            "{id: it, kind: SelfAttention, from: [embed], sinks: 2}",
            "sinksWithoutWindow",
            "Reset sinks of it"),
        layer(
            "{id: it, kind: SelfAttention, from: [embed], causal: false, window: 2}",
            "windowNotCausal",
            "Set causal of it to true"),
        layer(
            "{id: it, kind: MixtureOfExperts, from: [embed], experts: 2, topK: 3}",
            "topK",
            "Set topK of it to 2"),
        layer(
            """
            {id: wide, kind: Linear, from: [embed], width: 12}
            {id: it, kind: Add, from: [embed, wide]}\
            """,
            "shapes",
            "Insert Linear (width 8) before it"),
        layer(
            """
            {id: linear, kind: Linear, from: [embed], width: 12}
            {id: wider, kind: Linear, from: [embed], width: 16}
            {id: it, kind: Multiply, from: [embed, linear, embed, wider]}\
            """,
            "shapes",
            "Insert Linear (width 8) before it"),
        layer(
            "{id: it, kind: SelfAtention, from: [embed]}",
            "unknownKind",
            "Make it a SelfAttention"),
        layer("{id: it, kind: Mixture, from: [embed]}", "unknownKind"),
        layer(
            "{id: it, kind: MLP, from: [embed], hiden: 12}",
            "unknownSetting",
            "Rename hiden of it to hidden",
            "Reset hiden of it"),
        layer(
            "{id: it, kind: Add, from: [embed, embed], bias: true}",
            "unknownSetting",
            "Reset bias of it"),
        layer(
            "{id: it, kind: SelfAttention, from: [embed], heads: 0}",
            "wrongWord",
            "Set heads of it to 1",
            "Reset heads of it"),
        layer(
            "{id: it, kind: Dropout, from: [embed], probability: 1.5}",
            "wrongWord",
            "Set probability of it to 0.95",
            "Reset probability of it"),
        layer(
            "{id: it, kind: Dropout, from: [embed], probability: NaN}",
            "wrongWord",
            "Reset probability of it"),
        layer(
            "{id: it, kind: MLP, from: [embed], activation: geluu}",
            "wrongWord",
            "Set activation of it to gelu",
            "Reset activation of it"),
        layer(
            "{id: it, kind: MLP, from: [embed], bias: yes}",
            "wrongWord",
            "Set bias of it to true",
            "Reset bias of it"),
        layer(
            "{id: it, kind: Linear, from: [embed], width: 12, repeat: 2}",
            "repeatChangesShape",
            "Repeat it 1 times"),
        layer(
            "{id: it, kind: Add, from: [embed, embed], repeat: 2}",
            "cannotRepeat",
            "Repeat it 1 times"),
        layer("{id: it, kind: Linear, from: [embed.first]}", "namedOutput", "Connect embed to it"),
        layer("{id: it, kind: Linear, from: [embedd]}", "readsUnknown", "Connect embed to it"),
        layer("{id: it, kind: Linear}", "missingInputs", "Connect embed to it"),
        layer("{id: it, kind: Add, from: ['', embed]}", "missingInputs"),
        layer(
            """
            {id: side, kind: Linear, from: [embed]}
            {id: it, kind: Add, from: ['', embed]}\
            """,
            "missingInputs",
            "Connect side to it"),
        layer(
            "{id: it, kind: Linear, from: [embed, embed, embed]}",
            "tooManyInputs",
            "Disconnect it"),
        layer(
            "{id: it, kind: Linear, from: [tokens]}",
            "tokensNotFeatures",
            "Insert TokenEmbedding before it"),
        layer(
            "{id: it, kind: TokenEmbedding, from: [embed], width: 8}",
            "featuresNotTokens",
            "Connect tokens to it"),
        layer("{id: it, kind: Linear, from: [it]}", "cycle"),
        new Case(
            Models.around(
                "{id: it, kind: Linear, from: [embed]}\n{id: lone, kind: MLP, from: [it]}"),
            "main/lone",
            "unusedNode",
            List.of("Remove lone")),
        main(
            """
            {id: tokens, kind: TokenInput}
            {id: embed, kind: TokenEmbedding, from: [tokens], width: 8}
            {id: norm, kind: RMSNorm, from: [embed]}
            """,
            "main",
            "noHead",
            "Add head"),
        main(
            """
            {id: embed, kind: TokenEmbedding, width: 8}
            {id: head, kind: LanguageModelHead, from: [embed]}
            """,
            "main",
            "noInput",
            "Add tokens; Connect tokens to embed"),
        main(
            """
            {id: tokens, kind: TokenInput}
            {id: embed, kind: TokenEmbedding, width: 8}
            {id: head, kind: LanguageModelHead, from: [embed]}
            """,
            "main/embed",
            "missingInputs",
            "Connect tokens to embed"),
        main(
            """
            {id: tokens, kind: TokenInput}
            {id: embed, kind: TokenEmbedding, from: [tokens], width: 8}
            {id: idle, kind: Linear, from: [embed]}
            {id: head, kind: LanguageModelHead, from: [embed]}
            """,
            "main/idle",
            "unclearOutput",
            "Remove idle",
            "Set outputs of main to head"),
        main(
            """
            {id: tokens, kind: TokenInput}
            {id: embed, kind: TokenEmbedding, from: [tokens], width: 8}
            {id: wide, kind: Linear, from: [embed], width: 12}
            {id: head, kind: LanguageModelHead, from: [wide]}
            """,
            "main/head",
            "tiedWidth",
            "Set tied of head to false",
            "Insert Linear (width 8) before head"),
        main(
            """
            {id: tokens, kind: TokenInput}
            {id: 2nd, kind: TokenEmbedding, from: [tokens], width: 8}
            {id: head, kind: LanguageModelHead, from: [2nd]}
            """,
            "main/2nd",
            "noName",
            "Rename 2nd to n2nd"),
        block(
            "body: {inputs: [x, x], nodes: [{id: a, kind: MLP, from: [x]}], outputs: [a]}",
            "",
            "body",
            "inputTwice",
            "Rename x → x_2 in body"),
        block(
            "body: {inputs: [x], nodes: [{id: a, kind: MLP, from: [x]}, {id: x, kind: MLP}],"
                + " outputs: [a]}",
            "",
            "body/x",
            "nameTwice",
            "Rename x → x_2 in body"),
        block(
            "body: {inputs: [x], nodes: [{id: a, kind: MLP, from: [x]}]}",
            "",
            "body",
            "noOutputs",
            "Set outputs of body to a"),
        block(
            "body: {inputs: [x], nodes: [{id: a, kind: MLP, from: [x]}], outputs: [b]}",
            "",
            "body",
            "givesUnknown",
            "Set outputs of body to x"),
        block(
            "body: {inputs: [x], nodes: [{id: a, kind: MLP, from: [x.y]}], outputs: [a]}",
            "",
            "body/a",
            "readsNoPort",
            "Connect x to a"),
        block(
            """
            body:
              inputs: [x]
              settings: {size: 8}
              nodes: [{id: a, kind: MLP, from: [x], hidden: $sise}]
              outputs: [a]
            """,
            "",
            "body/a",
            "unknownReference",
            "Set hidden of a to $size",
            "Reset hidden of a"),
        block(
            """
            body:
              inputs: [x]
              settings: {size: 8}
              nodes: [{id: a, kind: MLP, from: [x], hidden: $size}]
              outputs: [a]
            """,
            ", sise: 4",
            "main/it",
            "undeclared",
            "Rename sise of it to size",
            "Reset sise of it"),
        block(
            """
            body:
              inputs: [x]
              settings: {size: none}
              nodes: [{id: a, kind: MLP, from: [x], hidden: $size}]
              outputs: [a]
            """,
            "",
            "body/a",
            "wrongWord"),
        block(
            """
            body:
              inputs: [x]
              settings: {size: 0}
              nodes: [{id: a, kind: MLP, from: [x], hidden: $size}]
              outputs: [a]
            """,
            "",
            "body/a",
            "wrongWord",
            "Set size of block body to 1"),
        block(
            """
            body:
              inputs: [x]
              settings: {size: 1}
              nodes: [{id: a, kind: MLP, from: [x], hidden: $size}]
              outputs: [a]
            """,
            ", size: 0",
            "body/a",
            "wrongWord"),
        block(
            """
            body:
              inputs: [x]
              settings: {heads: 3}
              nodes: [{id: a, kind: SelfAttention, from: [x], heads: $heads}]
              outputs: [a]
            """,
            "",
            "body/a",
            "noDivisor"),
        block(
            """
            body:
              inputs: [x]
              settings: {a: 8, b: $a}
              nodes: [{id: a, kind: MLP, from: [x], hidden: $a}]
              outputs: [a]
            """,
            "",
            "body",
            "defaultRefers",
            "Set b of block body to 8"),
        block(
            """
            body: {inputs: [x], nodes: [{id: a, kind: MLP, from: [x]}], outputs: [a]}
            idle: {inputs: [x], nodes: [{id: a, kind: MLP, from: [x]}], outputs: [a]}
            """,
            "",
            "idle",
            "unusedBlock",
            "Remove block idle"),
        block(
            """
            body:
              inputs: [x]
              nodes:
                - {id: tokens, kind: TokenInput}
                - {id: again, kind: MLP, from: [x]}
              outputs: [again]
            """,
            "",
            "body/tokens",
            "inputInBlock",
            "Remove tokens"),
        block(
            "body: {inputs: [x], nodes: [{id: a, kind: MLP, from: [x]}], outputs: [a, x]}",
            ", repeat: 2",
            "main/it",
            "repeatedBlock",
            "Repeat it 1 times"),
        new Case(
            CustomLayerDiagnosticsTest.drawing("Mine", "Mine", "")
                .replace("kind: Mine", "kind: Linear"),
            "Mine",
            "unusedLayer",
            List.of("Remove layer Mine")));
  }

  @ParameterizedTest
  @MethodSource("cases")
  void takesItsProblemAway(Case tried) {
    Architecture drawing = Models.parse(tried.drawing());
    List<Problem> before = problems(drawing);
    Problem problem =
        before.stream()
            .filter(p -> p.node().equals(tried.node()))
            .filter(p -> p.wrong().key().equals("problem." + tried.key()))
            .findFirst()
            .orElseThrow(() -> new AssertionError(before.toString()));
    assertThat(problem.fixes()).extracting(Edit::description).isEqualTo(tried.fixes());
    assertSound(drawing, before, problem);
  }

  /// Also those of drawings that were not made for it.
  @ParameterizedTest
  @MethodSource("org.modelwright.compile.Faults#all")
  void allFixesOfAFault(Faults.Fault fault) {
    Architecture drawing = Models.parse(fault.drawing());
    List<Problem> before = problems(drawing);
    before.forEach(problem -> assertSound(drawing, before, problem));
  }

  private static void assertSound(Architecture drawing, List<Problem> before, Problem problem) {
    for (Edit fix : problem.fixes()) {
      List<Problem> after = problems(fix.apply(drawing));
      assertThat(after)
          .as(fix.description())
          .noneMatch(p ->
              p.node().equals(problem.node()) && p.wrong().key().equals(problem.wrong().key()));
      Set<String> told = new HashSet<>();
      before.forEach(p -> told.add(p.node() + p.wrong().key()));
      assertThat(after)
          .as(fix.description())
          .noneMatch(p ->
              p.isError()
                  && p.node().equals(problem.node())
                  && !told.contains(p.node() + p.wrong().key()));
    }
  }

  /// A block of which one use is 8 and one 12 wide: what suits one may not suit the other.
  @Test
  void noneWhereTheUsesOfABlockDiffer() {
    String drawing =
        block(
                "body: {inputs: [x], nodes: [{id: a, kind: SelfAttention, from: [x], heads: 5}],"
                    + " outputs: [a]}",
                "",
                "",
                "")
            .drawing()
            .replace(
                "- {id: head",
                "- {id: wide, kind: Linear, from: [embed], width: 12}\n"
                    + "    - {id: other, kind: body, from: [wide]}\n    - {id: head");
    List<Problem> errors = Models.compilation(drawing).errors();
    assertThat(errors).extracting(Problem::node).containsExactly("body/a", "body/a");
    assertThat(errors).allMatch(p -> p.fixes().isEmpty());
  }

  /// One fix after the other leads from a drawing full of mistakes to one that compiles.
  @Test
  void theFirstFixesLeadToASoundDrawing() {
    Architecture drawing =
        Models.parse(
            Models.main(
                """
                {id: embed, kind: TokenEmbeding, width: 12}
                {id: attention, kind: SelfAttention, heads: 5, sinks: 3}
                {id: sum, kind: Add, from: [embed, atention], bias: true}
                {id: wide, kind: Linear, from: [sum], width: 16, dropuot: 1}
                {id: twice, kind: Add, from: [sum, wide], repeat: 3}
                """));
    List<String> done = new ArrayList<>();
    while (done.size() < 20) {
      List<Problem> errors = problems(drawing).stream().filter(Problem::isError).toList();
      if (errors.isEmpty()) {
        assertThat(Compiler.compile(drawing, OptionalLong.of(Models.VOCABULARY)).program())
            .isPresent();
        return;
      }
      Edit fix =
          errors.stream()
              .flatMap(p -> p.fixes().stream())
              .findFirst()
              .orElseThrow(() -> new AssertionError(errors + " after " + done));
      drawing = fix.apply(drawing);
      done.add(fix.description());
    }
    throw new AssertionError(done.toString());
  }

  private static List<Problem> problems(Architecture drawing) {
    return Compiler.compile(drawing, OptionalLong.of(Models.VOCABULARY)).problems();
  }
}
