package org.modelwright.compile;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.modelwright.graph.Problem;
import org.modelwright.operator.Program;

/// What the author of a custom layer is told, and what it is counted as.
class CustomLayerDiagnosticsTest {

  /// `Mine` with a line replaced, used by the node `it` with these settings.
  static String drawing(String from, String to, String settings) {
    String layer =
        """
        layers:
          Mine:
            inputs: [x]
            settings: {groups: 2, beta: 0.5}
            parameters:
              gain: {shape: [groups, width/groups], init: 1}
            output: [B, T, width]
            positionwise: true
            code: |
              y = x.view(B, T, groups, width // groups) * gain
              return torch.flatten(y, 2) * beta
        """;
    assertThat(layer).contains(from);
    return Models.around("{id: it, kind: Mine, from: [embed]" + settings + "}")
        .replace("format: 1\n", "format: 1\n" + layer.replace(from, to));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          torch.flatten | torch.save         | ''            | Mine    | Line 2, column 14: `save` is not among
          [B, T, width] | [B, T, height]     | ''            | main/it | there is no size `height`
          [B, T, width] | [B, T, width/3]    | ''            | main/it | 8 cannot be divided by 3
          [groups, width/groups] | [groups, width/3] | ''    | main/it | In the shape of the parameter `gain`, `width/3`
          [groups, width/groups] | [groups, T] | ''          | main/it | changes with the batch
          [groups, width/groups] | [groups, 268435457] | '' | main/it | more than the 536870912 numbers
          [groups, width/groups] | [1000000000000000000, width, 7] | '' | main/it | more than the 536870912 numbers
          inputs: [x]   | inputs: {x: [B, T]} | ''           | Mine    | there is no `width` here
          inputs: [x]   | inputs: {x: [T, B, width]} | ''    | main/it | has the shape [B, T, 8], but [T, B, width] is declared
          inputs: [x]   | inputs: {x: [B, T, 9]} | ''        | Mine    | there is no `width`
          inputs: [x]   | inputs: [x, z]     | ''            | Mine    | never reads the input `z`
          inputs: [x]   | inputs: []         | ''            | Mine    | It has 0 inputs
          inputs: [x]   | inputs: [torch]    | ''            | Mine    | The input `torch` cannot be named so
          inputs: [x]   | inputs: [gain]     | ''            | Mine    | has the name of another
          init: 1       | init: one          | ''            | main/it | `init` of the parameter `gain` is `one`
          init: 1       | init: NaN          | ''            | main/it | `init` of the parameter `gain` is `NaN`
          beta: 0.5     | beta: half         | ''            | Mine    | must be a number
          beta: 0.5     | beta: 0.5          | ', groups: 3' | main/it | 8 cannot be divided by 3
          beta: 0.5     | beta: 0.5          | ', groups: x' | main/it | `groups` is `x`, but must be a whole number
          beta: 0.5     | beta: 0.5          | ', beta: x'   | main/it | `beta` is `x`, but must be a number
          beta: 0.5     | beta: 0.5          | ', beat: 1'   | main/it | Mine has no setting `beat` (did you mean `beta`?)
          Mine          | Linear             | ''            | Linear  | has the name of another layer
          """)
  void aFaultIsNamedWithItsPlaceAndARemedy(
      String from, String to, String settings, String node, String message) {
    Compilation compilation = Models.compilation(drawing(from, to, settings));
    assertThat(compilation.program()).isEmpty();
    assertThat(compilation.errors())
        .anySatisfy(error -> {
          assertThat(error.node()).isEqualTo(node);
          assertThat(error.message()).containsIgnoringCase(message).endsWith(".");
          assertThat(error.remedy()).matches("(?s)[A-Z].*[^.]\\.");
        });
  }

  @ParameterizedTest
  @ValueSource(strings = {Lora.A, Lora.B})
  void aParameterIsNotNamedLikeLorasOwn(String end) {
    String drawing = drawing("gain: {", end.substring(1) + ": {", "");
    assertThat(Models.compilation(drawing).errors())
        .extracting(Problem::message)
        .containsExactly(
            "The parameter `"
                + end.substring(1)
                + "` has a name of the parameters that LoRA adds.");
  }

  @Test
  void aFaultyLayerIsToldOnceHoweverOftenItIsUsed() {
    String drawing =
        drawing("return", "turn", "")
            .replace(
                "{id: it, kind: Mine, from: [embed]}",
                "{id: a, kind: Mine, from: [embed]}\n    - {id: it, kind: Mine, from: [a]}");
    assertThat(Models.compilation(drawing).errors())
        .extracting(Problem::node)
        .containsExactly("Mine");
    assertThat(org.modelwright.graph.ArchitectureYaml.parse(drawing, "d").place("Mine"))
        .hasValueSatisfying(place -> assertThat(place.line()).isEqualTo(4));
  }

  @Test
  void anUnusedLayerAndUnknownWorkAreWarnings() {
    String unused = drawing("Mine", "Mine", "").replace("kind: Mine", "kind: Linear");
    assertThat(Models.compilation(unused).problems())
        .extracting(Problem::node, Problem::message)
        .containsExactly(
            org.assertj.core.groups.Tuple.tuple("Mine", "The custom layer `Mine` is unused."));
    Compilation product =
        Models.compilation(
            drawing("torch.flatten(y, 2) * beta", "x @ torch.flatten(y, 2).mT * beta", "")
                .replace(".mT", ".transpose(1, 2) @ x"));
    assertThat(product.problems())
        .extracting(Problem::severity)
        .containsExactly(Problem.Severity.WARNING);
    assertThat(product.problems().getFirst().message()).contains("multiply-adds", "unknown");
  }

  /// Counted by hand: 2 rows of 5 positions, 8 wide; view, product, flatten and the last product make
  /// four tensors of 80 numbers, of which the result counts apart, as does the input.
  @Test
  void isCounted() {
    Program program =
        Models.compilation(
                drawing("positionwise: true", "multiplyAdds: B*T*width*3", "")
                    .replace("kind: Mine", "kind: Mine, repeat: 3"))
            .require("drawing");
    Costs.Node node =
        Costs.of(program, 2, 5).stream().filter(n -> n.id().equals("it")).findFirst().orElseThrow();
    assertThat(node.copies()).isEqualTo(3);
    assertThat(node.parameters()).isEqualTo(3 * 8);
    assertThat(node.multiplyAdds()).isEqualTo(3 * 2 * 5 * 8 * 3);
    assertThat(node.activationBytes()).isEqualTo(3 * (4 + 1) * 80 * 4);
    assertThat(List.of(program.slots().get(1).name(), program.slots().get(3).name()))
        .allMatch(name -> name.matches("it\\.[0-2]\\.gain|embed.*|head.*"));
  }

  /// A layer that repeats is a function of its own; what it holds is counted all the same.
  @Test
  void parametersOfARepeatedLayerAreCounted() {
    Program program =
        Models.compile(Models.around("{id: it, kind: RMSNorm, from: [embed], repeat: 3}"));
    assertThat(Costs.of(program, 1, 1).stream().mapToLong(Costs.Node::parameters).sum())
        .isEqualTo(8 * Models.VOCABULARY + 3 * 8 + 8 * Models.VOCABULARY);
  }

  @Test
  void aSettingOfABlockReachesIt() {
    String drawing =
        drawing("Mine", "Mine", "")
            .replace(
                "main:\n",
                """
                blocks:
                  wrap:
                    inputs: [h]
                    settings: {g: 2}
                    nodes:
                      - {id: own, kind: Mine, from: [h], groups: $g, beta: 3}
                    outputs: [own]
                main:
                """)
            .replace("kind: Mine, from: [embed]", "kind: wrap, from: [embed], g: 4");
    assertThat(ProgramText.plain(Models.compile(drawing)))
        .contains("own = self._Mine(h, own_gain, 4, 3.0, 8)");
  }
}
