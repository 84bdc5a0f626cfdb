package org.modelwright.app.design.inspector;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.modelwright.app.common.Sentence;
import org.modelwright.app.design.DesignModel;
import org.modelwright.app.design.Designs;
import org.modelwright.app.design.Location;
import org.modelwright.graph.Architecture;
import org.modelwright.graph.ArchitectureYaml;
import org.modelwright.graph.Block;
import org.modelwright.graph.Edit;
import org.modelwright.graph.Fixes;
import org.modelwright.graph.Node;
import org.modelwright.graph.PortReference;
import org.modelwright.layer.SettingType;

/// What the inspector shows and does, without a window.
class InspectorModelTest {

  private DesignModel design;
  private InspectorModel model;

  @BeforeAll
  static void toolkit() {
    Designs.startToolkit();
  }

  @BeforeEach
  void open() {
    design = Designs.of(Designs.template("java-lm"));
    model = new InspectorModel(design);
    design.open(new Location("main", List.of("stack")));
  }

  private Subject.Nodes select(String... ids) {
    design.select(Set.of(ids));
    return (Subject.Nodes) model.subject();
  }

  private static Subject.SettingRow row(Subject.Nodes nodes, String name) {
    return nodes.settings().stream().filter(r -> r.name().equals(name)).findFirst().orElseThrow();
  }

  private Node node(String id) {
    return design.block().node(id).orElseThrow();
  }

  @Test
  void theSettingsOfTheKindAreShownWithWhatTheDrawingSays() {
    Subject.Nodes nodes = select("attention");
    assertThat(nodes.settings())
        .extracting(Subject.SettingRow::name)
        .startsWith("heads", "keyValueHeads", "causal")
        .hasSize(11);
    assertThat(row(nodes, "heads").word()).isEqualTo("6");
    assertThat(row(nodes, "heads").type()).isEqualTo(new SettingType.Whole(1, 1024));
    assertThat(row(nodes, "keyValueHeads").isSet()).isFalse();
    assertThat(row(nodes, "keyValueHeads").ifAbsent()).isNull();
    assertThat(row(nodes, "rotaryBase").ifAbsent()).isEqualTo("10000");
  }

  @Test
  void aWordThatTheSettingDoesNotAcceptIsRefusedWithTheRange() {
    Subject.Nodes nodes = select("attention");
    for (String word : List.of("x", "0", "1025", "2.5")) {
      assertThat(model.refusal(nodes, row(nodes, "heads"), word))
          .contains(Sentence.of("inspector.refused.whole", "1", "1024"));
    }
    assertThat(model.refusal(nodes, row(nodes, "heads"), "1024")).isEmpty();
    assertThat(model.refusal(nodes, row(nodes, "attentionDropout"), "0.96"))
        .contains(Sentence.of("inspector.refused.decimal", "0", "0.95"));
  }

  @Test
  void aReferenceIsAcceptedOnceTheBlockDeclaresIt() {
    Subject.Nodes nodes = select("attention");
    assertThat(model.refusal(nodes, row(nodes, "heads"), "$h"))
        .contains(Sentence.of("inspector.refused.reference", "decoder", "$h"));
    design.execute(Fixes.setDefault(design.block(), "h", "6"));
    nodes = select("attention");
    assertThat(nodes.references()).containsExactly("h");
    assertThat(model.refusal(nodes, row(nodes, "heads"), "$h")).isEmpty();
  }

  @Test
  void oneEditForSeveralNodesIsUndoneAsOne() {
    Architecture before = design.architecture();
    Subject.Nodes nodes = select("norm1", "norm2");
    assertThat(nodes.sameKind()).isTrue();
    assertThat(model.set(nodes, "epsilon", "1e-6")).isTrue();
    assertThat(node("norm1").settings()).containsEntry("epsilon", "1e-6");
    assertThat(node("norm2").settings()).containsEntry("epsilon", "1e-6");
    design.undo();
    assertThat(design.architecture()).isEqualTo(before);
  }

  @Test
  void valuesThatDifferAreMixed() {
    design.execute(new Edit.SetSetting("decoder", "norm1", "epsilon", "1e-6"));
    Subject.SettingRow row = row(select("norm1", "norm2"), "epsilon");
    assertThat(row.mixed()).isTrue();
    assertThat(row.word()).isNull();
    assertThat(row.isSet()).isTrue();
  }

  @Test
  void differentKindsShareWhatBothHave() {
    Subject.Nodes nodes = select("attention", "mlp");
    assertThat(nodes.sameKind()).isFalse();
    assertThat(nodes.settings())
        .extracting(Subject.SettingRow::name)
        .containsExactly("bias", "dropout");
  }

  @Test
  void aSettingThatANewKindDoesNotHaveCanOnlyBeRemoved() {
    model.setKind(select("attention"), "MLP");
    Subject.Nodes nodes = select("attention");
    Subject.SettingRow heads = row(nodes, "heads");
    assertThat(heads.known()).isFalse();
    assertThat(model.refusal(nodes, heads, "8"))
        .contains(Sentence.of("inspector.refused.unknown", "MLP", "heads"));
    model.set(nodes, "heads", null);
    assertThat(node("attention").settings()).doesNotContainKey("heads");
  }

  @Test
  void whatReadsANodeCannotFeedIt() {
    assertThat(model.sources(select("norm1"))).containsExactly(new PortReference("x"));
    assertThat(model.sources(select("mlp")))
        .extracting(PortReference::toString)
        .containsExactly("x", "norm1", "attention", "add1", "norm2");
  }

  @Test
  void anInputMoreIsOfferedWhereAnyNumberIsTaken() {
    Subject.Nodes nodes = select("add1");
    assertThat(nodes.inputs()).extracting(Subject.InputRow::port).containsExactly("a", "b", "b2");
    assertThat(nodes.inputs().getLast().source()).isEqualTo(PortReference.NONE);
    model.connect(nodes, 2, new PortReference("norm1"));
    assertThat(node("add1").from()).hasSize(3);
    model.connect(select("add1"), 2, PortReference.NONE);
    assertThat(node("add1").from()).hasSize(2);
  }

  @Test
  void aRenamedNodeStaysSelected() {
    assertThat(model.rename(select("attention"), "attend")).isTrue();
    assertThat(design.selection()).containsExactly("attend");
    assertThat(model.renameRefusal(select("attend"), "mlp")).isPresent();
    assertThat(model.renameRefusal(select("attend"), "2x")).isPresent();
  }

  @Test
  void aFieldOfARemovedNodeHasNothingToHandOver() {
    Subject.Nodes nodes = select("mlp");
    design.execute(new Edit.RemoveNodes("decoder", Set.of("mlp"), true));
    assertThat(model.set(nodes, "hidden", "8")).isFalse();
  }

  @Test
  void aUseOffersWhatTheBlockDeclaresWithTheTypeOfWhatStandsForIt() {
    design.execute(Fixes.setDefault(design.block(), "heads", "6"));
    design.execute(new Edit.SetSetting("decoder", "attention", "heads", "$heads"));
    design.open(Location.MAIN);
    Subject.Nodes nodes = select("stack");
    assertThat(nodes.kind().origin()).isEqualTo(KindFacts.Origin.BLOCK);
    Subject.SettingRow row = row(nodes, "heads");
    assertThat(row.ifAbsent()).isEqualTo("6");
    assertThat(row.type()).isEqualTo(new SettingType.Whole(1, 1024));
    assertThat(model.refusal(nodes, row, "many")).isPresent();
    assertThat(model.kindChoices(nodes)).contains("decoder", "MLP");
    model.open(nodes);
    assertThat(design.block().name()).isEqualTo("decoder");
    assertThat(model.kindChoices(select("mlp"))).doesNotContain("decoder");
  }

  @Test
  void aRenamedSettingOfABlockIsFollowedInsideAndWhereItIsUsed() {
    design.execute(Fixes.setDefault(design.block(), "heads", "6"));
    design.execute(new Edit.SetSetting("decoder", "attention", "heads", "$heads"));
    design.execute(new Edit.SetSetting("main", "stack", "heads", "3"));
    Architecture before = design.architecture();
    design.execute(
        BlockEdits.renameSetting(design.architecture(), design.block(), "heads", "parts"));
    assertThat(node("attention").settings()).containsEntry("heads", "$parts");
    assertThat(design.architecture().main().node("stack").orElseThrow().settings())
        .isEqualTo(Map.of("parts", "3"));
    design.undo();
    assertThat(design.architecture()).isEqualTo(before);
    design.execute(BlockEdits.removeSetting(design.architecture(), design.block(), "heads"));
    assertThat(node("attention").settings()).containsEntry("heads", "6");
    assertThat(design.architecture().main().node("stack").orElseThrow().settings()).isEmpty();
  }

  @Test
  void inputsOfABlockAreRenamedAndTakenOutWithTheirReaders() {
    design.execute(BlockEdits.renameInput(design.block(), 0, "stream"));
    assertThat(node("norm1").from()).containsExactly(new PortReference("stream"));
    design.execute(BlockEdits.addInput(design.block(), "other"));
    assertThat(design.block().inputs()).containsExactly("stream", "other");
    design.execute(BlockEdits.removeInput(design.architecture(), design.block(), 0));
    assertThat(design.block().inputs()).containsExactly("other");
    assertThat(node("norm1").from()).isEmpty();
    assertThat(design.architecture().main().node("stack").orElseThrow().from()).isEmpty();
    String yaml = ArchitectureYaml.write(design.architecture());
    assertThat(Designs.architecture(yaml)).isEqualTo(design.architecture());
  }

  @Test
  void aBlockIsRemovedOnlyWhereNothingUsesIt() {
    design.select(Set.of());
    assertThat(((Subject.OpenBlock) model.subject()).whyStays())
        .isEqualTo("inspector.block.remove.used");
    design.execute(
        new Edit.PutBlock(new Block("spare", List.of("x"), Map.of(), List.of(), List.of())));
    design.open(new Location("spare", List.of()));
    assertThat(((Subject.OpenBlock) model.subject()).whyStays()).isEmpty();
    design.open(Location.MAIN);
    assertThat(((Subject.OpenBlock) model.subject()).whyStays())
        .isEqualTo("inspector.block.remove.main");
  }
}
