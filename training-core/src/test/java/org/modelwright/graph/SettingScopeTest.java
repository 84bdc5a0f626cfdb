package org.modelwright.graph;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class SettingScopeTest {

  private static final Architecture DRAWING =
      Drawings.parse(
          """
          format: 1
          blocks:
            inner:
              inputs: [x]
              settings: {heads: 1, rate: 0.1}
              nodes: [{id: attention, kind: Attention, from: x, heads: $heads, dropout: $rate, causal: true}]
              outputs: [attention]
            outer:
              inputs: [x]
              settings: {heads: 2}
              nodes: [{id: in, kind: inner, from: x, heads: $heads}]
              outputs: [in]
          main:
            settings: {width: 64}
            nodes:
              - {id: tokens, kind: TokenInput}
              - {id: own, kind: outer, from: tokens, heads: 8}
              - {id: plain, kind: outer, from: own}
          """);

  @Test
  void valuesFlowThroughNestedUses() {
    assertThat(attentionIn("own"))
        .containsExactlyEntriesOf(ordered("heads", "8", "dropout", "0.1", "causal", "true"));
    assertThat(attentionIn("plain")).containsEntry("heads", "2");
    assertThat(Structure.check(DRAWING)).isEmpty();
  }

  @Test
  void unknownNamesAreReportedAndLeftOut() {
    List<Problem> problems = new ArrayList<>();
    Node node = Drawings.node("n", "A").withSettings(ordered("a", "$widht", "b", "2", "c", "$"));
    assertThat(SettingScope.of(DRAWING.main()).resolve(node, "main/n", problems::add))
        .containsOnlyKeys("b");
    assertThat(problems).extracting(Problem::node).containsExactly("main/n", "main/n");
    assertThat(problems.getFirst().message()).endsWith(" (did you mean `width`?).");
  }

  @Test
  void overridesThatTheBlockDoesNotDeclareAreReportedAndLeftOut() {
    List<Problem> problems = new ArrayList<>();
    Node use = Drawings.node("n", "inner").withSettings(Map.of("depth", "3"));
    SettingScope inside =
        SettingScope.of(DRAWING.main())
            .inside(use, DRAWING.blocks().get("inner"), "main/n", problems::add);
    assertThat(inside.values()).containsExactlyEntriesOf(ordered("heads", "1", "rate", "0.1"));
    assertThat(problems).hasSize(1);
  }

  private static Map<String, String> attentionIn(String use) {
    List<Problem> problems = new ArrayList<>();
    Block outer = DRAWING.blocks().get("outer");
    Block inner = DRAWING.blocks().get("inner");
    SettingScope scope =
        SettingScope.of(DRAWING.main())
            .inside(DRAWING.main().node(use).orElseThrow(), outer, "main/" + use, problems::add)
            .inside(outer.node("in").orElseThrow(), inner, "main/" + use + "/in", problems::add);
    Map<String, String> settings =
        scope.resolve(inner.node("attention").orElseThrow(), "main/x", problems::add);
    assertThat(problems).isEmpty();
    return settings;
  }

  private static Map<String, String> ordered(String... pairs) {
    var map = new java.util.LinkedHashMap<String, String>();
    for (int i = 0; i < pairs.length; i += 2) {
      map.put(pairs[i], pairs[i + 1]);
    }
    return map;
  }
}
