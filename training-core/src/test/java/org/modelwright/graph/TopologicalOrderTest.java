package org.modelwright.graph;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.modelwright.file.InputException;

class TopologicalOrderTest {

  @Test
  void keepsAFileThatListsSourcesFirst() {
    Block block = Drawings.decoder().blocks().get("decoder");
    assertThat(TopologicalOrder.of(block)).isEqualTo(block.nodes());
  }

  @Test
  void putsSourcesFirstAndElseKeepsFileOrder() {
    Block main =
        Drawings.main(
                """
                - {id: late, kind: A, from: [b, c, c]}
                - {id: b, kind: A, from: [a, nothing]}
                - {id: lone, kind: A}
                - {id: c, kind: A, from: [a]}
                - {id: a, kind: A}
                """)
            .main();
    assertThat(TopologicalOrder.of(main))
        .extracting(Node::id)
        .containsExactly("lone", "a", "b", "c", "late");
  }

  @Test
  void longChainsDoNotOverflowTheStack() {
    List<Node> nodes = new ArrayList<>(List.of(Drawings.node("n0", "A")));
    for (int i = 1; i < 50_000; i++) {
      nodes.add(Drawings.node("n" + i, "A", "n" + (i - 1)));
    }
    List<Node> backwards = new ArrayList<>(nodes);
    Collections.reverse(backwards);
    Block block = new Block("b", List.of(), Map.of(), backwards, List.of());
    assertThat(TopologicalOrder.of(block)).isEqualTo(nodes);
  }

  @Test
  void refusesACycle() {
    Block main =
        Drawings.main(
                "- {id: end, kind: A, from: b}\n- {id: a, kind: A, from: b}\n- {id: b, kind: A, from: a}")
            .main();
    assertThatExceptionOfType(InputException.class)
        .isThrownBy(() -> TopologicalOrder.of(main))
        .withMessage("The nodes of `main` form a cycle, a -> b -> a; disconnect one of them.");
    assertThat(TopologicalOrder.cycles(main)).hasSize(1);
  }
}
