package org.modelwright.app.design.canvas;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Set;
import org.junit.jupiter.api.Test;
import org.modelwright.file.Words;
import org.modelwright.graph.Architecture;
import org.modelwright.graph.ArchitectureYaml;
import org.modelwright.graph.Edit;
import org.modelwright.graph.EditHistory;
import org.modelwright.graph.GroupIntoBlock;
import org.modelwright.graph.Position;
import org.modelwright.graph.Ungroup;

class GroupingTest {

  private static final Architecture CHAIN =
      parse(
          """
          format: 1
          main:
            nodes:
              - {id: tokens, kind: TokenInput, at: [0, 0]}
              - {id: embed, kind: TokenEmbedding, from: [tokens], at: [0, 80]}
              - {id: a, kind: RMSNorm, from: [embed], at: [0, 160]}
              - {id: b, kind: RMSNorm, from: [a], at: [0, 240]}
              - {id: c, kind: RMSNorm, from: [b], at: [0, 320]}
              - {id: head, kind: LanguageModelHead, from: [c], at: [0, 400]}
          """);

  private static Architecture parse(String text) {
    return ArchitectureYaml.parse(text, "test").architecture();
  }

  private static Position at(Architecture architecture, String id) {
    return architecture.main().node(id).orElseThrow().at();
  }

  private static Architecture grouped(Architecture architecture, String... ids) {
    var group = new GroupIntoBlock("main", Set.of(ids), "pack", "pack");
    return Grouping.group(architecture.main(), group, Words.plain("Group")).apply(architecture);
  }

  @Test
  void whatStandsBelowMovesUpToTheBox() {
    Architecture grouped = grouped(CHAIN, "a", "b", "c");
    assertThat(at(grouped, "pack")).isEqualTo(new Position(0, 160));
    assertThat(at(grouped, "head")).isEqualTo(new Position(0, 240));
    assertThat(at(grouped, "embed")).isEqualTo(new Position(0, 80));
  }

  @Test
  void notFartherThanWhatStandsBesideTheGroupLeavesRoom() {
    Architecture wide =
        parse(
            """
            format: 1
            main:
              nodes:
                - {id: tokens, kind: TokenInput, at: [0, 0]}
                - {id: a, kind: TokenEmbedding, from: [tokens], at: [0, 80]}
                - {id: b, kind: RMSNorm, from: [a], at: [0, 160]}
                - {id: c, kind: RMSNorm, from: [b], at: [0, 320]}
                - {id: beside, kind: TokenEmbedding, from: [tokens], at: [256, 240]}
                - {id: add, kind: Add, from: [c, beside], at: [128, 400]}
            """);
    // 80 below `beside` is 320
    assertThat(at(grouped(wide, "a", "b", "c"), "add")).isEqualTo(new Position(128, 320));
  }

  @Test
  void ungroupedTheNodesStandAsBeforeAndTheBlockIsGoneInOneStep() {
    var history = new EditHistory(grouped(CHAIN, "a", "b", "c"), 10);
    Architecture before = history.architecture();
    history.execute(Grouping.ungroup(before, new Ungroup("main", "pack"), Words.plain("Ungroup")));
    assertThat(history.architecture()).isEqualTo(CHAIN);
    assertThat(history.undo()).isEqualTo(before);
    assertThat(history.canUndo()).isFalse();
  }

  @Test
  void aBlockThatIsStillUsedStays() {
    Architecture twice =
        new Edit.SetKind("main", "head", "pack").apply(grouped(CHAIN, "a", "b", "c"));
    Architecture opened =
        Grouping.ungroup(twice, new Ungroup("main", "pack"), Words.plain("Ungroup")).apply(twice);
    assertThat(opened.blocks()).containsOnlyKeys("pack");
  }
}
