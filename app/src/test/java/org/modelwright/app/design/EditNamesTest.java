package org.modelwright.app.design;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.modelwright.app.common.Texts;
import org.modelwright.graph.Block;
import org.modelwright.graph.Edit;
import org.modelwright.graph.GroupIntoBlock;
import org.modelwright.graph.Node;
import org.modelwright.graph.PortReference;
import org.modelwright.graph.Position;
import org.modelwright.graph.Ungroup;

class EditNamesTest {

  private static final Node NODE = new Node("mlp", "MLP", List.of(), 1, Map.of(), Position.ORIGIN);

  /// All kinds but custom layers, which have no short form.
  private static final List<Edit> EDITS =
      List.of(
          new Edit.AddNode("main", NODE),
          new Edit.RemoveNodes("main", Set.of("mlp"), true),
          new Edit.RemoveNodes("main", Set.of("mlp", "norm"), true),
          new Edit.Connect("main", new PortReference("norm"), "mlp", 0),
          new Edit.Disconnect("main", "mlp", 0),
          new Edit.InsertOnEdge("main", NODE, "head", 0),
          new Edit.SetKind("main", "mlp", "GatedMLP"),
          new Edit.SetSetting("main", "attention", "heads", "8"),
          new Edit.SetSetting("main", "attention", "heads", null),
          new Edit.SetRepeat("main", "stack", 8),
          new Edit.RenameNode("main", "mlp", "ffn"),
          new Edit.Move("main", Set.of("mlp"), 1, 1),
          new Edit.PutBlock(new Block("decoder", List.of("x"), Map.of(), List.of(), List.of())),
          new Edit.RenameBlock("decoder", "layer"),
          new Edit.RemoveBlock("decoder"),
          new Edit.RemoveLayer("gate"),
          new GroupIntoBlock("main", Set.of("mlp", "norm"), "ffn", "ffn1"),
          new Ungroup("main", "stack"));

  @Test
  void englishSaysWhatTheEditItselfSays() {
    var texts = new Texts(Locale.ENGLISH);
    assertThat(EditNames.of(new Edit.SetSetting("main", "attention", "heads", "8"), texts))
        .isEqualTo("Set heads of attention to 8");
    assertThat(EditNames.of(new Edit.SetRepeat("main", "stack", 8), texts))
        .isEqualTo("Repeat stack 8 times");
    for (Edit edit : EDITS) {
      if (!(edit instanceof GroupIntoBlock)) {
        assertThat(EditNames.of(edit, texts)).isEqualTo(edit.description());
      }
    }
  }

  @Test
  void chineseNamesTheSameThings() {
    var texts = new Texts(Locale.SIMPLIFIED_CHINESE);
    for (Edit edit : EDITS) {
      assertThat(EditNames.of(edit, texts))
          .matches("(?s).*[\\u4e00-\\u9fff].*")
          .satisfies(words ->
              Arrays.stream(new String[] {"{", "}"})
                  .forEach(brace -> assertThat(words).doesNotContain(brace)));
    }
    assertThat(EditNames.of(new Edit.SetSetting("main", "attention", "heads", "8"), texts))
        .contains("attention", "heads", "8");
  }
}
