package org.modelwright.app.design.canvas;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Set;
import org.junit.jupiter.api.Test;
import org.modelwright.app.design.canvas.Pointer.Button;
import org.modelwright.app.design.canvas.Pointer.Phase;
import org.modelwright.graph.Architecture;
import org.modelwright.graph.ArchitectureYaml;
import org.modelwright.graph.Node;
import org.modelwright.graph.PortReference;
import org.modelwright.graph.Position;

class GesturesTest {

  private final TestHost host =
      new TestHost(
          ArchitectureYaml.parse(
                  """
                  format: 1
                  main:
                    nodes:
                      - {id: tokens, kind: TokenInput, at: [0, 0]}
                      - {id: embed, kind: TokenEmbedding, from: [tokens], width: 8, at: [0, 80]}
                      - {id: mlp, kind: MLP, from: [embed], at: [0, 160]}
                      - {id: add, kind: Add, from: [embed, mlp], at: [0, 240]}
                      - {id: head, kind: LanguageModelHead, from: [add], at: [0, 320]}
                      - {id: loose, kind: Dropout, at: [400, 160]}
                  """,
                  "test")
              .architecture());

  private final Architecture first = host.architecture();

  @Test
  void aClickSelectsAndAClickBesideSelectsNothing() {
    host.pointer(Phase.PRESS, 60, 100);
    host.pointer(Phase.RELEASE, 60, 100);
    assertThat(host.selection()).containsExactly("embed");
    host.pointer(Phase.PRESS, 60, 180, Button.LEFT, true);
    host.pointer(Phase.RELEASE, 60, 180, Button.LEFT, true);
    assertThat(host.selection()).containsExactlyInAnyOrder("embed", "mlp");
    host.pointer(Phase.PRESS, 900, 900);
    host.pointer(Phase.RELEASE, 900, 900);
    assertThat(host.selection()).isEmpty();
    assertThat(host.history.canUndo()).isFalse();
  }

  @Test
  void aClickOnOneOfSeveralSelectedNodesSelectsItAlone() {
    host.select(Set.of("embed", "mlp"));
    host.pointer(Phase.PRESS, 60, 100);
    assertThat(host.selection()).hasSize(2);
    host.pointer(Phase.RELEASE, 60, 100);
    assertThat(host.selection()).containsExactly("embed");
  }

  @Test
  void theRubberBandSelectsWhatItTouches() {
    host.pointer(Phase.PRESS, -60, 90);
    host.pointer(Phase.DRAG, 20, 200);
    assertThat(host.feedback).isEqualTo(new Feedback.Band(new Area(-60, 90, 80, 110)));
    host.pointer(Phase.RELEASE, 20, 200);
    assertThat(host.selection()).containsExactlyInAnyOrder("embed", "mlp");
    assertThat(host.feedback).isEqualTo(new Feedback.Nothing());
  }

  @Test
  void escapeGivesBackTheSelectionFromBeforeTheBand() {
    host.select(Set.of("head"));
    host.pointer(Phase.PRESS, -60, 90, Button.LEFT, true);
    host.pointer(Phase.DRAG, 20, 200, Button.LEFT, true);
    assertThat(host.selection()).hasSize(3);
    host.gestures.cancel();
    assertThat(host.selection()).containsExactly("head");
  }

  @Test
  void aMoveSnapsToTheGridAndIsOneEdit() {
    host.select(Set.of("mlp", "add"));
    host.drag(60, 180, 73, 206);
    assertThat(at("mlp")).isEqualTo(new Position(16, 184));
    assertThat(at("add")).isEqualTo(new Position(16, 264));
    assertThat(at("embed")).isEqualTo(new Position(0, 80));
    host.history.undo();
    assertThat(host.architecture()).isEqualTo(first);
    assertThat(host.history.canUndo()).isFalse();
  }

  @Test
  void escapeEndsAMoveWithoutAChange() {
    host.pointer(Phase.PRESS, 60, 180);
    host.pointer(Phase.DRAG, 160, 280);
    assertThat(host.feedback).isInstanceOf(Feedback.Moving.class);
    host.gestures.cancel();
    host.pointer(Phase.RELEASE, 160, 280);
    assertThat(host.architecture()).isEqualTo(first);
  }

  @Test
  void aLooseNodeMovedOntoAnEdgeIsPutIntoIt() {
    // the edge from mlp to the second input of add, at x = 112, between y = 208 and 240
    host.drag(460, 180, 112, 224);
    assertThat(node("loose").from()).containsExactly(new PortReference("mlp"));
    assertThat(node("add").from())
        .containsExactly(new PortReference("embed"), new PortReference("loose"));
  }

  @Test
  void fromPortToPortConnects() {
    host.link("add", "loose", 0);
    assertThat(node("loose").from()).containsExactly(new PortReference("add"));
  }

  @Test
  void fromAnOpenInputBackToAnOutputConnectsToo() {
    Box.Port open = host.box("loose").inputs().getFirst();
    Box.Port end = host.box("mlp").outputs().getFirst();
    host.drag(open.x(), open.y(), end.x(), end.y());
    assertThat(node("loose").from()).containsExactly(new PortReference("mlp"));
  }

  @Test
  void aLayerWithAnyNumberOfInputsTakesOneMore() {
    assertThat(host.box("add").inputs()).hasSize(3);
    host.link("loose", "add", 2);
    assertThat(node("add").from()).hasSize(3).endsWith(new PortReference("loose"));
  }

  @Test
  void aCycleIsRefusedInWordsWhileDragging() {
    Box.Port start = host.box("add").outputs().getFirst();
    Box.Port end = host.box("mlp").inputs().getFirst();
    host.pointer(Phase.PRESS, start.x(), start.y());
    host.pointer(Phase.DRAG, end.x(), end.y());
    assertThat(host.feedback).isInstanceOf(Feedback.Linking.class);
    Words whyNot = ((Feedback.Linking) host.feedback).whyNot();
    assertThat(whyNot).isEqualTo(Words.of("design.connect.cycle", "mlp → add → mlp"));
    host.pointer(Phase.RELEASE, end.x(), end.y());
    assertThat(host.said).containsExactly("design.connect.cycle");
    assertThat(host.architecture()).isEqualTo(first);
  }

  @Test
  void ownInputAndNoInputAreRefused() {
    Box loose = host.box("loose");
    assertThat(whyNot("loose", loose, 0)).isEqualTo("design.connect.self");
    assertThat(whyNot("mlp", host.box("tokens"), -1)).isEqualTo("design.connect.noInput");
    assertThat(whyNot("mlp", loose, 1)).isEqualTo("design.connect.noSuchInput");
    assertThat(whyNot("mlp", host.box("add"), 1)).isEqualTo("design.connect.already");
  }

  private String whyNot(String source, Box to, int input) {
    Words words =
        ConnectRules.whyNot(
            host.architecture(), host.block(), new PortReference(source), to, input);
    return words == null ? "" : words.key();
  }

  @Test
  void theEndOfAnEdgeCanBeTakenElsewhereOrDropped() {
    Box.Port end = host.box("head").inputs().getFirst();
    Box.Port other = host.box("loose").inputs().getFirst();
    host.drag(end.x(), end.y(), other.x(), other.y());
    assertThat(node("head").from()).isEmpty();
    assertThat(node("loose").from()).containsExactly(new PortReference("add"));
    host.drag(other.x(), other.y(), 900, 900);
    assertThat(node("loose").from()).isEmpty();
  }

  @Test
  void aConnectionDroppedOnNothingAsksForALayer() {
    Box.Port start = host.box("mlp").outputs().getFirst();
    host.drag(start.x(), start.y(), 600, 400);
    assertThat(host.said).containsExactly("add from mlp");
    assertThat(host.architecture()).isEqualTo(first);
  }

  @Test
  void aSecondInputMayBeFedBeforeTheFirst() {
    host.gestures.drop("Add", 900, 900, 9);
    host.link("mlp", "add2", 1);
    assertThat(node("add2").from()).containsExactly(PortReference.NONE, new PortReference("mlp"));
  }

  @Test
  void aLayerDroppedOnAnEdgeIsInsertedAndMakesRoom() {
    host.gestures.hover("RMSNorm", 112, 300, 9);
    assertThat(((Feedback.Ghost) host.feedback).dropsOn()).isEqualTo(new Edge.Key("head", 0));
    host.gestures.drop("RMSNorm", 112, 300, 9);
    assertThat(node("norm").from()).containsExactly(new PortReference("add"));
    assertThat(node("head").from()).containsExactly(new PortReference("norm"));
    assertThat(at("norm")).isEqualTo(new Position(0, 320));
    assertThat(at("head")).isEqualTo(new Position(0, 400));
    host.history.undo();
    assertThat(host.architecture()).isEqualTo(first);
  }

  @Test
  void aLayerDroppedOnNothingStandsThere() {
    host.gestures.drop("RMSNorm", 712, 424, 9);
    assertThat(at("norm")).isEqualTo(new Position(600, 400));
    assertThat(node("norm").from()).isEmpty();
    assertThat(host.selection()).containsExactly("norm");
  }

  @Test
  void addedBehindANodeItFeedsItsReaders() {
    host.gestures.add(host.gestures.additions().after("Dropout", Set.of("embed"), 0, 0));
    assertThat(node("dropout").from()).containsExactly(new PortReference("embed"));
    assertThat(node("mlp").from()).containsExactly(new PortReference("dropout"));
    assertThat(node("add").from()).startsWith(new PortReference("dropout"));
  }

  @Test
  void aNameThatIsTakenGetsANumber() {
    assertThat(host.gestures.additions().freshId("MLP")).isEqualTo("mlp2");
    assertThat(host.gestures.additions().freshId("SelfAttention")).isEqualTo("attention");
  }

  @Test
  void theMiddleButtonPans() {
    host.pointer(Phase.PRESS, 60, 100, Button.PAN, false);
    host.pointer(Phase.DRAG, 60, 130, Button.PAN, false);
    host.pointer(Phase.RELEASE, 60, 130, Button.PAN, false);
    assertThat(host.panned).isEqualTo(30);
    assertThat(host.selection()).isEmpty();
  }

  private Node node(String id) {
    return host.block().node(id).orElseThrow();
  }

  private Position at(String id) {
    return node(id).at();
  }
}
