package org.modelwright.graph;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.Map;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.modelwright.file.InputException;

/// The section `layers`: read as meant, written as read.
class CustomLayerYamlTest {

  private static final String MAIN =
      "main:\n  nodes:\n    - {id: tokens, kind: TokenInput, at: [0, 0]}\n";

  private static final String TEXT =
      """
      format: 1
      layers:
        ScaledSwish:
          inputs: [x]
          settings: {beta: 1.0, heads: 4}
          parameters:
            gain: {shape: [width], init: 1, decay: true}
            mix: {shape: [heads, width/heads, 4*width], init: normal}
          output: [B, T, width]
          positionwise: true
          multiplyAdds: B*T*(width + 1)
          code: |
            # a comment: with a colon
            y = x * torch.sigmoid(beta * x)

            return y * gain
        Join:
          inputs: {x: [B, T, width], other: [B, T, second]}
          output: [B, T, width + second]
          positionwise: false
          code: |
            return torch.cat([x, other], -1)
      """
          + MAIN;

  private static Architecture parse(String text) {
    return ArchitectureYaml.parse(text, "drawing").architecture();
  }

  @Test
  void isWrittenAsItWasRead() {
    assertThat(ArchitectureYaml.write(parse(TEXT))).isEqualTo(TEXT);
  }

  @Test
  void isReadAsMeant() {
    Map<String, CustomLayer> layers = parse(TEXT).layers();
    assertThat(layers.keySet()).containsExactly("ScaledSwish", "Join");
    CustomLayer swish = layers.get("ScaledSwish");
    assertThat(swish.inputs()).isEqualTo(Map.of("x", List.of("B", "T", "width")));
    assertThat(swish.settings()).isEqualTo(Map.of("beta", "1.0", "heads", "4"));
    assertThat(swish.parameters().get("mix"))
        .isEqualTo(
            new CustomLayer.Parameter(List.of("heads", "width/heads", "4*width"), "normal", true));
    assertThat(swish.parameters().get("gain").decays()).isTrue();
    assertThat(swish.positionwise()).isTrue();
    assertThat(swish.code())
        .isEqualTo(
            "# a comment: with a colon\ny = x * torch.sigmoid(beta * x)\n\nreturn y * gain\n");
    assertThat(layers.get("Join").inputs().keySet()).containsExactly("x", "other");
    assertThat(layers.get("Join").positionwise()).isFalse();
  }

  @Test
  void editsKeepLayers() {
    Architecture edited =
        new Edit.RenameBlock("a", "b")
            .apply(
                new Edit.PutBlock(new Block("a", List.of(), Map.of(), List.of(), List.of()))
                    .apply(parse(TEXT)));
    assertThat(edited.layers()).isEqualTo(parse(TEXT).layers());
    assertThat(edited.withoutBlock("b").layers()).isEqualTo(parse(TEXT).layers());
  }

  @Property(tries = 500)
  void anyCodeAndAnyWordsAreReadBack(
      @ForAll String code, @ForAll String word, @ForAll List<String> shape) {
    var layer =
        new CustomLayer(
            "Any",
            Map.of("x", List.of("B"), word, shape),
            Map.of(),
            Map.of("w", new CustomLayer.Parameter(shape, word, false)),
            shape,
            true,
            word,
            code.isBlank() ? "return x\n" : code);
    String text =
        ArchitectureYaml.write(
            new Architecture(Map.of("Any", layer), Map.of(), parse(TEXT).main()));
    assertThat(ArchitectureYaml.write(parse(ArchitectureYaml.write(parse(text)))))
        .isEqualTo(ArchitectureYaml.write(parse(text)));
    CustomLayer read = parse(text).layers().get("Any");
    assertThat(read.inputs()).isEqualTo(layer.inputs());
    assertThat(read.parameters()).isEqualTo(layer.parameters());
    assertThat(read.multiplyAdds()).isEqualTo(word);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          positionwise: true         | positionwize: true | known here: inputs
          inputs: [x]                | settings: {}       | `layers.A.inputs` is missing
          code: return x             | output: [B]        | `layers.A.code` is missing
          positionwise: true         | settings: {from: 1} | is a key of every node
          positionwise: true         | positionwise: yes  | true or false
          positionwise: true         | parameters: {w: 3} | must be a section
          positionwise: true         | parameters: {w: {shape: 3, init: 1}} | a shape such as
          positionwise: true         | parameters: {w: {shape: [3]}} | `layers.A.parameters.w.init` is missing
          positionwise: true         | settings: {a: [1]} | must be a word
          """)
  void whatIsWrongIsNamed(String from, String to, String words) {
    String text =
        "format: 1\nlayers:\n  A:\n    inputs: [x]\n    positionwise: true\n    code: return x\n"
            + MAIN;
    assertThat(parse(text).layers()).hasSize(1);
    assertThatThrownBy(() -> parse(text.replace(from, to)))
        .isInstanceOf(InputException.class)
        .hasMessageContaining(words)
        .hasMessageStartingWith("drawing:");
  }
}
