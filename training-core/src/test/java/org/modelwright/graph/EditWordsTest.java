package org.modelwright.graph;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.modelwright.file.InputException;

class EditWordsTest {

  private static final Node NODE = new Node("mlp", "MLP", List.of(), 1, Map.of(), Position.ORIGIN);
  private static final Node WIDE =
      new Node("linear", "Linear", List.of(), 1, Map.of("width", "384"), Position.ORIGIN);

  private static final List<Edit> EDITS =
      List.of(
          new Edit.AddNode("main", NODE),
          new Edit.RemoveNodes("main", Set.of("mlp"), true),
          new Edit.RemoveNodes("main", Set.of("mlp", "norm"), true),
          new Edit.Connect("main", new PortReference("norm"), "mlp", 0),
          new Edit.Disconnect("main", "mlp", 0),
          new Edit.InsertOnEdge("main", NODE, "head", 0),
          new Edit.InsertOnEdge("main", WIDE, "head", 0),
          new Edit.SetKind("main", "mlp", "GatedMLP"),
          new Edit.SetSetting("main", "attention", "heads", "8"),
          new Edit.SetSetting("main", "attention", "heads", null),
          new Edit.SetRepeat("main", "stack", 8),
          new Edit.RenameNode("main", "mlp", "ffn"),
          new Edit.Move("main", Set.of("mlp"), 1, 1),
          new Edit.Place("main", Map.of("mlp", Position.ORIGIN)),
          new Edit.PutBlock(new Block("decoder", List.of("x"), Map.of(), List.of(), List.of())),
          new Edit.RenameBlock("decoder", "layer"),
          new Edit.RemoveBlock("decoder"),
          new Edit.RemoveLayer("gate"),
          new GroupIntoBlock("main", Set.of("mlp"), "ffn", "ffn1"),
          new GroupIntoBlock("main", Set.of("mlp", "norm"), "ffn", "ffn1"),
          new Ungroup("main", "stack"),
          Fixes.setDefault(Architecture.empty().main(), "heads", "8"),
          Fixes.setOutputs(Architecture.empty().main(), List.of(new PortReference("head"))));

  @Test
  void englishSaysWhatIsDone() {
    assertThat(EDITS.get(8).description()).isEqualTo("Set heads of attention to 8");
    assertThat(EDITS.get(10).description()).isEqualTo("Repeat stack 8 times");
    assertThat(EDITS.get(5).description()).isEqualTo("Insert MLP before head");
    assertThat(EDITS.get(6).description()).isEqualTo("Insert Linear (width 384) before head");
    assertThat(Fixes.together(List.of(EDITS.get(5), EDITS.get(10))).description())
        .isEqualTo("Insert MLP before head; Repeat stack 8 times");
    assertThat(EDITS.getLast().description()).isEqualTo("Set outputs of main to head");
  }

  @Test
  void chineseNamesTheSameThings() {
    for (Edit edit : EDITS) {
      assertThat(edit.words().in(Locale.SIMPLIFIED_CHINESE))
          .matches("(?s).*[\\u4e00-\\u9fff].*")
          .doesNotContain("{", "}");
    }
    assertThat(EDITS.get(8).words().in(Locale.SIMPLIFIED_CHINESE))
        .contains("attention", "heads", "8");
  }

  @Test
  void refusalsAreSaidInBothLanguages() {
    List<Edit> refused =
        List.of(
            new Edit.Disconnect("decodr", "norm", 0),
            new Edit.Disconnect("decoder", "nobody", 0),
            new Edit.AddNode("main", NODE.withId("head")),
            new Edit.AddNode("main", NODE.withId("2x")),
            new Edit.SetRepeat("main", "stack", 0),
            new Edit.RenameBlock("main", "other"),
            new Edit.RemoveBlock("main"),
            new Edit.RemoveBlock("decoder"),
            new Edit.RemoveLayer("gate"),
            new Edit.Connect("decoder", new PortReference("mlp"), "norm1", 0),
            new GroupIntoBlock("main", Set.of(), "ffn", "ffn"),
            new Ungroup("main", "head"));
    for (Edit edit : refused) {
      InputException why =
          catchThrowableOfType(InputException.class, () -> edit.apply(Drawings.decoder()));
      assertThat(why).as(edit.toString()).isNotNull();
      String chinese = why.words().in(Locale.SIMPLIFIED_CHINESE);
      assertThat(chinese).endsWith("。").doesNotContain("{", "`");
      assertThat(why.words().english()).isEqualTo(why.getMessage()).endsWith(".");
      // names of the drawing stand in both
      Arrays.stream(why.getMessage().split("`"))
          .filter(word -> word.matches("decodr|nobody|2x|gate|head"))
          .forEach(word -> assertThat(chinese).contains(word));
    }
  }
}
