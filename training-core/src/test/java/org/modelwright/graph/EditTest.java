package org.modelwright.graph;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.tuple;

import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.modelwright.file.InputException;

class EditTest {

  private static final Architecture DECODER = Drawings.decoder();

  @Test
  void addNode() {
    Architecture changed =
        new Edit.AddNode("decoder", Drawings.node("drop", "Dropout", "x")).apply(DECODER);
    assertThat(changed.blocks().get("decoder").nodes()).hasSize(7);
    assertThat(changed.main()).isEqualTo(DECODER.main());
    refused(
        new Edit.AddNode("decoder", Drawings.node("x", "A")),
        "The name `x` is taken in `decoder`; choose another.");
    refused(
        new Edit.AddNode("decodr", Drawings.node("y", "A")),
        "There is no block `decodr` (did you mean `decoder`?).");
    refused(
        new Edit.AddNode("main", Drawings.node("2y", "A")),
        "`2y` is no name; write at most 64 letters");
    refused(
        new Edit.AddNode("main", Drawings.node("y", "A", "tokns")),
        "There is no node `tokns` in `main` (did you mean `tokens`?).");
    refused(
        new Edit.AddNode("main", Drawings.node("y", "A").withSettings(Map.of("from", "z"))),
        "`from` is a key of every node");
  }

  @Test
  void removeNodesHealsTheChain() {
    Architecture healed =
        new Edit.RemoveNodes("main", Set.of("stack", "embed"), true).apply(DECODER);
    assertThat(healed.main().nodes())
        .extracting(Node::id)
        .containsExactly("tokens", "norm", "head");
    assertThat(Drawings.from(healed, "main", "norm")).containsExactly("tokens");
    Architecture output = new Edit.RemoveNodes("decoder", Set.of("add2"), true).apply(DECODER);
    assertThat(output.blocks().get("decoder").outputs()).containsExactly(new PortReference("add1"));
  }

  @Test
  void removeNodesLeavesInputsOpen() {
    Architecture open =
        new Edit.RemoveNodes("decoder", Set.of("add1", "add2"), false).apply(DECODER);
    assertThat(Drawings.from(open, "decoder", "norm2")).isEmpty();
    assertThat(open.blocks().get("decoder").outputs()).isEmpty();
    Architecture first = new Edit.RemoveNodes("decoder", Set.of("add1"), false).apply(DECODER);
    assertThat(Drawings.from(first, "decoder", "add2")).containsExactly("", "mlp");
    refused(
        new Edit.RemoveNodes("main", Set.of("nobody"), true),
        "There is no node `nobody` in `main`.");
  }

  @Test
  void connectAndDisconnect() {
    Architecture changed =
        new Edit.Connect("decoder", new PortReference("x"), "add2", 0).apply(DECODER);
    assertThat(Drawings.from(changed, "decoder", "add2")).containsExactly("x", "mlp");
    changed = new Edit.Connect("decoder", new PortReference("norm1"), "add2", 2).apply(changed);
    assertThat(Drawings.from(changed, "decoder", "add2")).containsExactly("x", "mlp", "norm1");
    changed = new Edit.Disconnect("decoder", "add2", 1).apply(changed);
    assertThat(Drawings.from(changed, "decoder", "add2")).containsExactly("x", "", "norm1");
    changed = new Edit.Disconnect("decoder", "add2", 2).apply(changed);
    assertThat(Drawings.from(changed, "decoder", "add2")).containsExactly("x");
    refused(
        new Edit.Connect("decoder", new PortReference("x"), "add2", 3),
        "`add2` has 2 connected inputs; connect the next one first.");
    refused(
        new Edit.Connect("decoder", new PortReference("x", "y"), "add2", 0),
        "`x` is an input of the block and has no ports");
    refused(
        new Edit.Disconnect("decoder", "add2", 2),
        "`add2` has no connected input 3; connect it first.");
    refused(
        new Edit.Connect("main", new PortReference("head"), "embed", 0),
        "This would close a cycle, embed -> stack -> norm -> head -> embed; connect an earlier node.");
  }

  @Test
  void insertOnEdge() {
    Architecture changed =
        new Edit.InsertOnEdge("decoder", Drawings.node("drop", "Dropout"), "add1", 1)
            .apply(DECODER);
    assertThat(Drawings.from(changed, "decoder", "drop")).containsExactly("attention");
    assertThat(Drawings.from(changed, "decoder", "add1")).containsExactly("x", "drop");
    refused(
        new Edit.InsertOnEdge("main", Drawings.node("d", "A"), "tokens", 0),
        "`tokens` has no connected input 1");
  }

  @Test
  void changesToOneNode() {
    Architecture changed = new Edit.SetSetting("main", "embed", "width", "512").apply(DECODER);
    changed = new Edit.SetSetting("main", "head", "tied", null).apply(changed);
    changed = new Edit.SetRepeat("main", "stack", 12).apply(changed);
    changed = new Edit.SetKind("main", "norm", "LayerNorm").apply(changed);
    changed = new Edit.Move("main", Set.of("tokens", "norm"), 5, -0.5).apply(changed);
    assertThat(ArchitectureYaml.write(changed))
        .isEqualTo(
            Drawings.DECODER
                .replace("width: 384", "width: 512")
                .replace(", tied: true", "")
                .replace("repeat: 6", "repeat: 12")
                .replace(
                    "norm, kind: RMSNorm, from: [stack], at: [0, 240]",
                    "norm, kind: LayerNorm, from: [stack], at: [5, 239.5]")
                .replace("TokenInput, at: [0, 0]", "TokenInput, at: [5, -0.5]"));
    refused(new Edit.SetRepeat("main", "stack", 0), "`repeat` of `stack` must be from 1 to 10000.");
    refused(new Edit.SetSetting("main", "stack", "at", "1"), "`at` is a key of every node");
    refused(
        new Edit.Move("main", Set.of("stack"), Double.NaN, 0), "`stack` would leave the canvas");
  }

  @Test
  void renamesFollowEveryReader() {
    Architecture named =
        new Edit.Connect("main", new PortReference("stack", "add2"), "norm", 0).apply(DECODER);
    named = new Edit.RenameNode("decoder", "add2", "sum").apply(named);
    named = new Edit.RenameNode("main", "stack", "layers").apply(named);
    named = new Edit.RenameBlock("decoder", "layer").apply(named);
    assertThat(ArchitectureYaml.write(named))
        .isEqualTo(
            Drawings.DECODER
                .replace("from: [stack]", "from: [layers.sum]")
                .replace("id: stack", "id: layers")
                .replace("add2", "sum")
                .replace("decoder", "layer"));
    refused(new Edit.RenameNode("decoder", "add2", "x"), "The name `x` is taken");
    refused(new Edit.RenameBlock("decoder", "main"), "There is already a block `main`");
    refused(new Edit.RenameBlock("main", "top"), "`main` is the top block and keeps its name.");
  }

  @Test
  void blocks() {
    Block spare =
        new Block(
            "spare",
            List.of("x"),
            Map.of(),
            List.of(Drawings.node("a", "A", "x")),
            List.of(new PortReference("a")));
    Architecture changed = new Edit.PutBlock(spare).apply(DECODER);
    assertThat(changed.blocks().keySet()).containsExactly("decoder", "spare");
    assertThat(new Edit.RemoveBlock("spare").apply(changed)).isEqualTo(DECODER);
    refused(new Edit.RemoveBlock("decoder"), "The block `decoder` is used by `main/stack`");
    refused(new Edit.RemoveBlock("main"), "`main` is the top block and stays.");
    refused(
        new Edit.PutBlock(new Block("main", List.of("x"), Map.of(), List.of(), List.of())),
        "`main` is the top block and has no inputs");
    refused(
        new Edit.PutBlock(spare.withNodes(List.of(Drawings.node("x", "A")))),
        "Two nodes or inputs of `spare` are named `x`");
  }

  @Test
  void placePutsNodesWhereTheyAreSaidToBe() {
    Edit edit =
        new Edit.Place("main", Map.of("tokens", new Position(7, 8), "head", new Position(-1, 0.5)));
    assertThat(ArchitectureYaml.write(edit.apply(DECODER)))
        .isEqualTo(
            Drawings.DECODER
                .replace("TokenInput, at: [0, 0]", "TokenInput, at: [7, 8]")
                .replaceFirst("(id: head.*at: )\\[[^]]*]", "$1[-1, 0.5]"));
    assertThat(edit.description()).isEqualTo("Arrange 2 nodes");
    assertThat(new Edit.Place("main", Map.of("head", Position.ORIGIN)).description())
        .isEqualTo("Move head");
    refused(
        new Edit.Place("main", Map.of("tokens", Position.ORIGIN, "hed", Position.ORIGIN)),
        "There is no node `hed` in `main` (did you mean `head`?).");
  }

  @Test
  void togetherIsAllOrNothing() {
    Edit width = new Edit.SetSetting("main", "embed", "width", "512");
    Edit twice = new Edit.SetRepeat("main", "stack", 2);
    Edit both = new Edit.Together("Make it small", List.of(width, twice));
    assertThat(both.apply(DECODER)).isEqualTo(twice.apply(width.apply(DECODER)));
    assertThat(both.description()).isEqualTo("Make it small");
    // a later one builds on an earlier one
    Edit chain =
        new Edit.Together(
            "Add two",
            List.of(
                new Edit.AddNode("main", Drawings.node("p", "A", "head")),
                new Edit.AddNode("main", Drawings.node("q", "A", "p"))));
    assertThat(Drawings.from(chain.apply(DECODER), "main", "q")).containsExactly("p");
    refused(
        new Edit.Together("Do both", List.of(width, new Edit.SetRepeat("main", "nobody", 2))),
        "There is no node `nobody` in `main`.");
    assertThat(new Edit.Together("Do nothing", List.of()).apply(DECODER)).isEqualTo(DECODER);
  }

  @Test
  void layers() {
    Architecture changed = new Edit.PutLayer(layer("Scale", "return x")).apply(DECODER);
    changed = new Edit.PutLayer(layer("Shift", "return x")).apply(changed);
    changed = new Edit.PutLayer(layer("Scale", "return 2 * x")).apply(changed);
    assertThat(changed.layers().values())
        .extracting(CustomLayer::name, CustomLayer::code)
        .containsExactly(tuple("Scale", "return 2 * x\n"), tuple("Shift", "return x\n"));
    Architecture used = new Edit.SetKind("main", "norm", "Scale").apply(changed);
    Architecture without = new Edit.RemoveLayer("Scale").apply(used);
    assertThat(without.layers()).containsOnlyKeys("Shift");
    assertThat(without.main().node("norm").orElseThrow().kind()).isEqualTo("Scale");
    assertThat(new Edit.RemoveLayer("Shift").apply(without).layers()).isEmpty();
    refused(
        new Edit.PutLayer(layer("decoder", "return x")),
        "There is already a block `decoder`; choose another name.");
    refused(new Edit.PutLayer(layer("2x", "return x")), "`2x` is no name; write at most 64");
    refused(new Edit.RemoveLayer("Scale"), "There is no custom layer `Scale`.");
  }

  private static CustomLayer layer(String name, String code) {
    List<String> shape = CustomLayer.FEATURES;
    return new CustomLayer(name, Map.of("x", shape), Map.of(), Map.of(), shape, true, "", code);
  }

  @Test
  void groupMakesABlockOfWhatIsReadAcrossItsBorder() {
    Architecture drawing =
        Drawings.parse(
            """
            format: 1
            blocks:
              layer:
                inputs: [x]
                settings: {heads: 4}
                nodes:
                  - {id: norm, kind: Norm, from: [x], at: [10, 20]}
                  - {id: attention, kind: Attention, from: [norm], heads: $heads, at: [10, 100]}
                  - {id: sum, kind: Add, from: [x, attention], at: [0, 180]}
                outputs: [sum, attention.weights]
            main:
              nodes:
                - {id: i, kind: Input, at: [0, 0]}
                - {id: l, kind: layer, from: [i], at: [0, 0]}
                - {id: o, kind: Output, from: [l, l.attention.weights], at: [0, 0]}
            """);
    Architecture grouped =
        new GroupIntoBlock("layer", Set.of("norm", "attention"), "branch", "b").apply(drawing);
    assertThat(ArchitectureYaml.write(grouped))
        .isEqualTo(
            """
            format: 1
            blocks:
              layer:
                inputs: [x]
                settings: {heads: 4}
                nodes:
                  - {id: b, kind: branch, from: [x], heads: $heads, at: [10, 20]}
                  - {id: sum, kind: Add, from: [x, b.attention], at: [0, 180]}
                outputs: [sum, b.attention.weights]
              branch:
                inputs: [x]
                settings: {heads: 4}
                nodes:
                  - {id: norm, kind: Norm, from: [x], at: [0, 0]}
                  - {id: attention, kind: Attention, from: [norm], heads: $heads, at: [0, 80]}
                outputs: [attention, attention.weights]
            main:
              nodes:
                - {id: i, kind: Input, at: [0, 0]}
                - {id: l, kind: layer, from: [i], at: [0, 0]}
                - {id: o, kind: Output, from: [l, l.b.attention.weights], at: [0, 0]}
            """);
    assertThat(Structure.check(grouped)).isEmpty();
    Architecture back = new Ungroup("layer", "b").apply(grouped);
    assertThat(new Edit.RemoveBlock("branch").apply(back)).isEqualTo(drawing);
  }

  @Test
  void groupKeepsTheDrawingComputable() {
    refused(
        new GroupIntoBlock("decoder", Set.of("norm1", "add1"), "part", "p"),
        "This would close a cycle, p -> attention -> p; connect an earlier node.");
    refused(new GroupIntoBlock("decoder", Set.of(), "part", "p"), "Nothing is selected");
    refused(
        new GroupIntoBlock("decoder", Set.of("norm1"), "decoder", "p"),
        "There is already a block `decoder`");
    Architecture end =
        new GroupIntoBlock("main", Set.of("norm", "head"), "top", "head").apply(DECODER);
    assertThat(Structure.check(end)).isEmpty();
    assertThat(end.main().outputs()).isEmpty();
  }

  @Test
  void ungroupRenamesWhatIsTakenAndResolvesSettings() {
    Architecture drawing =
        Drawings.parse(
            """
            format: 1
            blocks:
              pair:
                inputs: [a, b]
                settings: {width: 8, rate: 0.1}
                nodes:
                  - {id: one, kind: Linear, from: [a], width: $width, rate: $rate, at: [0, 10]}
                  - {id: two, kind: Linear, from: [b], width: $width, at: [50, 10]}
                outputs: [one, b, two]
            main:
              nodes:
                - {id: one, kind: Input, at: [0, 0]}
                - {id: p, kind: pair, from: [one, one.second], width: 16, at: [100, 100]}
                - {id: sum, kind: Add, from: [p, p.b, p.two], at: [0, 200]}
            """);
    assertThat(Structure.check(drawing)).isEmpty();
    Architecture opened =
        new Edit.RemoveBlock("pair").apply(new Ungroup("main", "p").apply(drawing));
    assertThat(ArchitectureYaml.write(opened))
        .isEqualTo(
            """
            format: 1
            main:
              nodes:
                - {id: one, kind: Input, at: [0, 0]}
                - {id: one_2, kind: Linear, from: [one], width: 16, rate: 0.1, at: [100, 110]}
                - {id: two, kind: Linear, from: [one.second], width: 16, at: [150, 110]}
                - {id: sum, kind: Add, from: [one_2, one.second, two], at: [0, 200]}
            """);
    refused(
        new Ungroup("main", "embed"),
        "`embed` is no use of a block, so there is nothing to ungroup.");
    refused(
        new Ungroup("main", "stack"), "`stack` is repeated; set its `repeat` to 1 to ungroup it.");
  }

  private static void refused(Edit edit, String message) {
    assertThat(edit.description()).isNotBlank();
    assertThatExceptionOfType(InputException.class)
        .isThrownBy(() -> edit.apply(DECODER))
        .withMessageStartingWith(message);
  }
}
