package org.modelwright.graph;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Set;
import org.junit.jupiter.api.Test;
import org.modelwright.file.InputException;

class FragmentTest {

  private static final Architecture SOURCE =
      parse(
          """
          format: 1
          layers:
            Swish:
              inputs: [x]
              code: return x
          blocks:
            mix:
              inputs: [x]
              nodes:
                - {id: swish, kind: Swish, from: [x], at: [0, 0]}
              outputs: [swish]
            decoder:
              inputs: [x]
              settings: {heads: 8}
              nodes:
                - {id: norm, kind: RMSNorm, from: [x], at: [0, 80]}
                - {id: attention, kind: SelfAttention, from: [norm], heads: $heads, at: [0, 160]}
                - {id: mixed, kind: mix, from: [attention], at: [0, 240]}
              outputs: [mixed]
          main:
            nodes:
              - {id: tokens, kind: TokenInput, at: [0, 0]}
              - {id: stack, kind: decoder, from: [tokens], repeat: 2, at: [0, 80]}
          """);

  private static Architecture parse(String text) {
    return ArchitectureYaml.parse(text, "test").architecture();
  }

  @Test
  void namesAreMadeFreshAndInnerEdgesKept() {
    var copied = Fragment.of(SOURCE, "decoder", Set.of("norm", "attention"));
    Fragment.Paste paste = Fragment.parse(copied.write()).into(SOURCE, "decoder", 32, 8, "Paste");
    Block pasted = paste.edit().apply(SOURCE).blocks().get("decoder");
    assertThat(paste.ids()).containsExactlyInAnyOrder("norm_2", "attention_2");
    Node attention = pasted.node("attention_2").orElseThrow();
    assertThat(attention.from()).containsExactly(new PortReference("norm_2"));
    assertThat(attention.settings()).containsEntry("heads", "$heads");
    assertThat(attention.at()).isEqualTo(new Position(32, 168));
    // the block still has an input `x`
    assertThat(pasted.node("norm_2").orElseThrow().from()).containsExactly(new PortReference("x"));
  }

  @Test
  void betweenDrawingsBlocksAndLayersComeAlong() {
    var copied = Fragment.of(SOURCE, "main", Set.of("stack"));
    Architecture target = Architecture.empty();
    Architecture pasted = copied.into(target, "main", 0, 0, "Paste").edit().apply(target);
    assertThat(pasted.blocks()).isEqualTo(SOURCE.blocks());
    assertThat(pasted.layers()).isEqualTo(SOURCE.layers());
    assertThat(pasted.main().node("stack").orElseThrow().from()).isEmpty();
  }

  @Test
  void aBlockThatMeansSomethingElseThereGetsAnotherName() {
    Architecture target =
        parse(
            """
            format: 1
            blocks:
              mix:
                inputs: [x]
                nodes:
                  - {id: other, kind: RMSNorm, from: [x], at: [0, 0]}
                outputs: [other]
            main:
              nodes: []
            """);
    var copied = Fragment.of(SOURCE, "main", Set.of("stack"));
    Architecture pasted = copied.into(target, "main", 0, 0, "Paste").edit().apply(target);
    assertThat(pasted.blocks()).containsOnlyKeys("mix", "mix_2", "decoder");
    assertThat(pasted.blocks().get("mix")).isEqualTo(target.blocks().get("mix"));
    assertThat(pasted.blocks().get("decoder").node("mixed").orElseThrow().kind())
        .isEqualTo("mix_2");
  }

  @Test
  void whereASettingIsNotDeclaredItsDefaultIsWritten() {
    var copied = Fragment.of(SOURCE, "decoder", Set.of("attention"));
    Architecture pasted = copied.into(SOURCE, "main", 0, 0, "Paste").edit().apply(SOURCE);
    assertThat(pasted.main().node("attention").orElseThrow().settings())
        .containsEntry("heads", "8");
  }

  @Test
  void detachedItKeepsOnlyTheEdgesAmongItsOwnNodes() {
    var copied = Fragment.of(SOURCE, "decoder", Set.of("norm", "attention"));
    Block pasted =
        copied
            .detached()
            .into(SOURCE, "decoder", 0, 0, "Paste")
            .edit()
            .apply(SOURCE)
            .blocks()
            .get("decoder");
    assertThat(pasted.node("norm_2").orElseThrow().from()).isEmpty();
    assertThat(pasted.node("attention_2").orElseThrow().from())
        .containsExactly(new PortReference("norm_2"));
  }

  @Test
  void aPasteNeverLeadsToAFixThatTakesTheOldEndAway() {
    for (String id : new String[] {"stack", "tokens"}) {
      var copied = Fragment.of(SOURCE, "main", Set.of(id)).detached();
      Architecture pasted = copied.into(SOURCE, "main", 0, 0, "Paste").edit().apply(SOURCE);
      assertThat(Structure.check(pasted).stream().flatMap(p -> p.fixes().stream()))
          .contains(new Edit.RemoveNodes("main", Set.of(id + "_2"), true))
          .doesNotContain(new Edit.RemoveNodes("main", Set.of("stack"), true));
    }
  }

  @Test
  void aBlockIsNotPastedIntoItself() {
    var copied = Fragment.of(SOURCE, "main", Set.of("stack"));
    assertThatThrownBy(() -> copied.into(SOURCE, "mix", 0, 0, "Paste"))
        .isInstanceOf(InputException.class)
        .hasMessageContaining("`mix` would contain itself");
  }

  @Test
  void whatIsNoFragmentIsRefused() {
    assertThatThrownBy(() -> Fragment.parse("hello")).isInstanceOf(InputException.class);
    assertThatThrownBy(() -> Fragment.parse("format: 1\nmain:\n  nodes: []\n"))
        .isInstanceOf(InputException.class)
        .hasMessageContaining("holds no nodes");
  }
}
