package org.modelwright.graph;

import java.util.List;
import java.util.Map;

/// Drawings that several tests stand on.
final class Drawings {

  /// A decoder-only language model, as the format's description shows it.
  static final String DECODER =
      """
      format: 1
      blocks:
        decoder:
          inputs: [x]
          nodes:
            - {id: norm1, kind: RMSNorm, from: [x], at: [0, 80]}
            - {id: attention, kind: SelfAttention, from: [norm1], heads: 8, keyValueHeads: 2, causal: true, rotary: true, at: [0, 160]}
            - {id: add1, kind: Add, from: [x, attention], at: [0, 240]}
            - {id: norm2, kind: RMSNorm, from: [add1], at: [0, 320]}
            - {id: mlp, kind: GatedMLP, from: [norm2], hidden: 1024, activation: silu, at: [0, 400]}
            - {id: add2, kind: Add, from: [add1, mlp], at: [0, 480]}
          outputs: [add2]
      main:
        nodes:
          - {id: tokens, kind: TokenInput, at: [0, 0]}
          - {id: embed, kind: TokenEmbedding, from: [tokens], width: 384, at: [0, 80]}
          - {id: stack, kind: decoder, from: [embed], repeat: 6, at: [0, 160]}
          - {id: norm, kind: RMSNorm, from: [stack], at: [0, 240]}
          - {id: head, kind: LanguageModelHead, from: [norm], tied: true, at: [0, 320]}
      """;

  private Drawings() {}

  static Architecture decoder() {
    return parse(DECODER);
  }

  static Architecture parse(String text) {
    return ArchitectureYaml.parse(text, "architecture.yaml").architecture();
  }

  /// A drawing whose top block has these nodes, one a line.
  static Architecture main(String nodes) {
    return parse("format: 1\nmain:\n  nodes:\n" + nodes.indent(4));
  }

  static Node node(String id, String kind, String... from) {
    return new Node(
        id,
        kind,
        List.of(from).stream().map(PortReference::parse).toList(),
        1,
        Map.of(),
        Position.ORIGIN);
  }

  /// What a node reads, in the words of the file.
  static List<String> from(Architecture architecture, String block, String id) {
    Node node = architecture.block(block).orElseThrow().node(id).orElseThrow();
    return node.from().stream().map(PortReference::toString).toList();
  }
}
