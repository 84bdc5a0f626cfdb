package org.modelwright.graph;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;
import static org.modelwright.graph.Problem.Severity.ERROR;
import static org.modelwright.graph.Problem.Severity.WARNING;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class StructureTest {

  @Test
  void findsNothingWrongWithASoundDrawing() {
    assertThat(Structure.check(Drawings.decoder())).isEmpty();
  }

  @Test
  void referenceToNothingWithTheNearestName() {
    expect(
        Drawings.main(
            "- {id: tokens, kind: A}\n- {id: b, kind: B, from: [tokns]}\n- {id: c, kind: C, from: [b, tokens]}"),
        ERROR,
        "main/b",
        "`b` reads `tokns`, and there is no node or input `tokns` (did you mean `tokens`?).");
  }

  @Test
  void outputThatIsNothing() {
    expect(
        Drawings.parse("format: 1\nmain: {nodes: [{id: a, kind: A}], outputs: [a, wrong]}"),
        ERROR,
        "main",
        "`main` gives `wrong`, and there is no node or input `wrong`.");
  }

  @Test
  void portThatABlockDoesNotGive() {
    expect(
        withBlock(
            "{inputs: [x], nodes: [{id: first, kind: A, from: x}], outputs: [first]}", "b.frist"),
        ERROR,
        "main/c",
        "`c` reads `b.frist`, and `b` has no output `frist` (did you mean `first`?).");
    assertThat(
            Structure.check(
                withBlock(
                    "{inputs: [x], nodes: [{id: first, kind: A, from: x}], outputs: [first]}",
                    "b.first")))
        .isEmpty();
  }

  @Test
  void portOfABlockInput() {
    expect(
        withBlock("{inputs: [x], nodes: [{id: a, kind: A, from: x.y}], outputs: [a]}", "b"),
        ERROR,
        "B/a",
        "`a` reads `x.y`, and `x` has no output `y`.");
  }

  @Test
  void portsOfLayersAndOpenInputsAreLeftToThoseWhoKnowThem() {
    assertThat(
            Structure.check(
                Drawings.main("- {id: a, kind: A}\n- {id: b, kind: B, from: ['', a.second]}")))
        .isEmpty();
  }

  @Test
  void everyCycleWithItsPath() {
    List<Problem> problems =
        Structure.check(
            Drawings.main(
                """
                - {id: a, kind: A, from: [c]}
                - {id: b, kind: B, from: [a]}
                - {id: c, kind: C, from: [b]}
                - {id: self, kind: D, from: [self]}
                - {id: end, kind: E, from: [c, self]}
                """));
    assertThat(problems)
        .extracting(Problem::node, Problem::message)
        .containsExactly(
            tuple("main/a", "The nodes form a cycle: a -> b -> c -> a."),
            tuple("main/self", "The nodes form a cycle: self -> self."));
  }

  @Test
  void blockThatContainsItself() {
    Architecture drawing =
        Drawings.parse(
            """
            format: 1
            blocks:
              a: {inputs: [x], nodes: [{id: n, kind: b, from: x}], outputs: [n]}
              b: {inputs: [x], nodes: [{id: n, kind: a, from: x}], outputs: [n]}
            main: {nodes: [{id: i, kind: I}, {id: n, kind: a, from: i}]}
            """);
    expect(drawing, ERROR, "a", "The block `a` contains itself: a -> b -> a.");
    expect(drawing, ERROR, "b", "The block `b` contains itself: b -> a -> b.");
  }

  @Test
  void mainUsedAsABlock() {
    expect(
        Drawings.main("- {id: a, kind: main}"),
        ERROR,
        "main/a",
        "`a` uses `main`, which is the whole drawing.");
  }

  @Test
  void repeatedBlockThatCannotFeedItself() {
    Architecture drawing =
        withBlock(
            "{inputs: [x], nodes: [{id: p, kind: A, from: x}, {id: q, kind: A, from: x}], outputs: [p, q]}",
            "b");
    assertThat(Structure.check(drawing)).isEmpty();
    expect(
        new Edit.SetRepeat(Block.MAIN, "b", 2).apply(drawing),
        ERROR,
        "main/b",
        "`b` repeats the block `B`, whose 1 input cannot be fed by its 2 outputs.");
  }

  @Test
  void unusedNode() {
    expect(
        withBlock(
            "{inputs: [x], nodes: [{id: a, kind: A, from: x}, {id: lone, kind: A, from: x}], outputs: [a]}",
            "b"),
        WARNING,
        "B/lone",
        "`lone` is unused: nothing reads it, and it is no output.");
  }

  @Test
  void severalEndsOfMainWithoutOutputs() {
    Architecture drawing = Drawings.main("- {id: a, kind: A}\n- {id: b, kind: B}");
    assertThat(Structure.check(drawing))
        .extracting(Problem::severity, Problem::node)
        .containsExactly(tuple(ERROR, "main/a"), tuple(ERROR, "main/b"));
    Architecture declared =
        drawing.withMain(drawing.main().withOutputs(List.of(new PortReference("a"))));
    assertThat(Structure.check(declared))
        .extracting(Problem::severity, Problem::node)
        .containsExactly(tuple(WARNING, "main/b"));
  }

  @Test
  void blockWithoutOutputs() {
    expect(
        withBlock("{inputs: [x], nodes: [{id: a, kind: A, from: x}]}", "b"),
        ERROR,
        "B",
        "The block `B` has no outputs, so that nothing can read it.");
  }

  @Test
  void unusedBlockAlsoWhenOnlyAnUnusedOneUsesIt() {
    Architecture drawing =
        Drawings.parse(
            """
            format: 1
            blocks:
              inner: {inputs: [x], nodes: [{id: n, kind: A, from: x}], outputs: [n]}
              outer: {inputs: [x], nodes: [{id: n, kind: inner, from: x}], outputs: [n]}
            main: {nodes: [{id: i, kind: I}]}
            """);
    assertThat(Structure.check(drawing))
        .extracting(Problem::severity, Problem::node, Problem::message)
        .containsExactly(
            tuple(WARNING, "inner", "The block `inner` is unused."),
            tuple(WARNING, "outer", "The block `outer` is unused."));
  }

  @Test
  void namesThatClashOrAreNone() {
    Architecture drawing =
        withBlock(
            "{inputs: [x, x], nodes: [{id: x, kind: A}, {id: 2nd, kind: A, from: x}], outputs: [2nd]}",
            "b");
    expect(drawing, ERROR, "B", "`B` has two inputs named `x`.");
    expect(
        drawing, ERROR, "B/x", "`x` is already the name of another node or an input of the block.");
    expect(drawing, ERROR, "B/2nd", "The id `2nd` is no name.");
  }

  @Test
  void emptyBlocks() {
    expect(withBlock("{inputs: [x], nodes: []}", "b"), ERROR, "B", "`B` has no nodes.");
    expect(Architecture.empty(), ERROR, "main", "`main` has no nodes.");
  }

  @Test
  void settings() {
    Architecture drawing =
        Drawings.parse(
            """
            format: 1
            blocks:
              B:
                inputs: [x]
                settings: {heads: 4, width: $heads}
                nodes: [{id: a, kind: A, from: x, heads: $hads}]
                outputs: [a]
            main: {nodes: [{id: i, kind: I}, {id: b, kind: B, from: i, headz: 2}]}
            """);
    expect(
        drawing, ERROR, "B", "The default of the setting `width` refers to another one, `$heads`.");
    expect(
        drawing,
        ERROR,
        "B/a",
        "`heads: $hads` refers to a setting that the block does not declare (did you mean `heads`?).");
    expect(
        drawing,
        ERROR,
        "main/b",
        "The block `B` declares no setting `headz` (did you mean `heads`?).");
  }

  @Test
  void aThousandNodesWithinTheCanvasBudget() {
    List<Node> nodes = new ArrayList<>(List.of(Drawings.node("n0", "A")));
    for (int i = 1; i < 1000; i++) {
      nodes.add(Drawings.node("n" + i, "A", "n" + (i - 1), "n" + i / 2));
    }
    Architecture drawing =
        new Architecture(Map.of(), new Block(Block.MAIN, List.of(), Map.of(), nodes, List.of()));
    long best = Long.MAX_VALUE;
    for (int i = 0; i < 20; i++) {
      long start = System.nanoTime();
      assertThat(Structure.check(drawing)).isEmpty();
      best = Math.min(best, System.nanoTime() - start);
    }
    assertThat(best).as("nanoseconds").isLessThan(25_000_000);
  }

  /// A drawing that uses a block `B` as node `b` and reads it in node `c`.
  private static Architecture withBlock(String block, String read) {
    return Drawings.parse(
        "format: 1\nblocks:\n  B: "
            + block
            + "\nmain:\n  nodes:\n"
            + "    - {id: i, kind: I}\n    - {id: b, kind: B, from: i}\n"
            + "    - {id: c, kind: C, from: "
            + read
            + "}\n");
  }

  private static void expect(
      Architecture drawing, Problem.Severity severity, String node, String message) {
    assertThat(Structure.check(drawing))
        .anySatisfy(problem -> {
          assertThat(problem.severity()).isEqualTo(severity);
          assertThat(problem.node()).isEqualTo(node);
          assertThat(problem.message()).isEqualTo(message);
          assertThat(problem.remedy()).isNotBlank();
        });
  }
}
