package org.modelwright.app.design.canvas;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.modelwright.app.design.Designs;
import org.modelwright.graph.Architecture;
import org.modelwright.graph.ArchitectureYaml;
import org.modelwright.graph.Block;
import org.modelwright.graph.Node;
import org.modelwright.graph.Position;

class OpeningLayoutTest {

  private static final Architecture HEAP =
      ArchitectureYaml.parse(
              """
              format: 1
              blocks:
                pair:
                  inputs: [x]
                  nodes:
                    - {id: a, kind: RMSNorm, from: [x]}
                    - {id: b, kind: RMSNorm, from: [a]}
                  outputs: [b]
                placed:
                  inputs: [x]
                  nodes:
                    - {id: a, kind: RMSNorm, from: [x], at: [7, 300]}
                    - {id: b, kind: RMSNorm, from: [a], at: [900, 0]}
                  outputs: [b]
              main:
                nodes:
                  - {id: tokens, kind: TokenInput}
                  - {id: embed, kind: TokenEmbedding, from: [tokens], width: 16}
                  - {id: pair, kind: pair, from: [embed]}
                  - {id: placed, kind: placed, from: [pair]}
                  - {id: head, kind: LanguageModelHead, from: [placed]}
              """,
              "test")
          .architecture();

  @Test
  void nodesWithoutPlacesStandOneBelowTheOtherInTheOrderOfTheirEdges() {
    Architecture laidOut = OpeningLayout.of(HEAP);
    for (Block block : List.of(laidOut.main(), laidOut.blocks().get("pair"))) {
      for (int i = 1; i < block.nodes().size(); i++) {
        assertThat(block.nodes().get(i).at().y())
            .isGreaterThanOrEqualTo(block.nodes().get(i - 1).at().y() + Picture.HEIGHT);
      }
    }
    assertThat(OpeningLayout.of(HEAP)).isEqualTo(laidOut);
  }

  @Test
  void nothingButThePlacesChangesAndGivenPlacesStay() {
    Architecture laidOut = OpeningLayout.of(HEAP);
    assertThat(laidOut.blocks().get("placed")).isEqualTo(HEAP.blocks().get("placed"));
    List<Node> unplaced =
        laidOut.main().nodes().stream().map(n -> n.withAt(Position.ORIGIN)).toList();
    assertThat(unplaced).isEqualTo(HEAP.main().nodes());
    Architecture template = Designs.template("llama-1b");
    assertThat(OpeningLayout.of(template)).isSameAs(template);
  }
}
