package org.modelwright.app.design.canvas;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.modelwright.graph.Architecture;
import org.modelwright.graph.Block;
import org.modelwright.graph.Node;
import org.modelwright.graph.PortReference;
import org.modelwright.graph.Position;

/// Large drawings.
final class Drawings {

  private Drawings() {}

  /// Residual branches side by side that come together, in several stages; all valid.
  static Architecture wide(int count) {
    List<Node> nodes = new ArrayList<>();
    nodes.add(node("tokens", "TokenInput", 0, 0, Map.of()));
    nodes.add(node("embed", "TokenEmbedding", 0, 80, Map.of("width", "64"), "tokens"));
    String last = "embed";
    for (int stage = 0; nodes.size() + 8 < count; stage++) {
      double y = 160 + 320.0 * stage;
      List<String> ends = new ArrayList<>(List.of(last));
      for (int branch = 0; branch < 3; branch++) {
        String suffix = stage + "_" + branch;
        double x = 256.0 * branch;
        nodes.add(node("norm" + suffix, "RMSNorm", x, y, Map.of(), last));
        nodes.add(
            branch == 1
                ? node(
                    "attention" + suffix,
                    "SelfAttention",
                    x,
                    y + 80,
                    Map.of("heads", "4", "rotary", "true"),
                    "norm" + suffix)
                : node(
                    "mlp" + suffix,
                    branch == 0 ? "GatedMLP" : "MLP",
                    x,
                    y + 80,
                    Map.of("hidden", "128"),
                    "norm" + suffix));
        ends.add(nodes.getLast().id());
      }
      last = "add" + stage;
      nodes.add(node(last, "Add", 256, y + 160, Map.of(), ends.toArray(String[]::new)));
    }
    nodes.add(node("norm", "RMSNorm", 256, 1e4, Map.of(), last));
    nodes.add(node("head", "LanguageModelHead", 256, 1e4 + 80, Map.of("tied", "true"), "norm"));
    return new Architecture(Map.of(), new Block(Block.MAIN, List.of(), Map.of(), nodes, List.of()));
  }

  /// A thousand nodes: columns of residual chains in rows that fit a wide view.
  static Architecture grid(int columns, int rows) {
    List<Node> nodes = new ArrayList<>();
    nodes.add(node("tokens", "TokenInput", 0, 0, Map.of()));
    nodes.add(node("embed", "TokenEmbedding", 0, 80, Map.of("width", "64"), "tokens"));
    String[] kinds = {"RMSNorm", "SelfAttention", "Add", "RMSNorm", "GatedMLP", "Add"};
    String last = "embed";
    String residual = "embed";
    for (int c = 0; c < columns; c++) {
      for (int r = 0; r < rows; r++) {
        String kind = kinds[(c * rows + r) % kinds.length];
        String id = "n" + c + "_" + r;
        double x = 272.0 * c;
        double y = 160 + 80.0 * r;
        if (kind.equals("Add")) {
          nodes.add(node(id, kind, x, y, Map.of(), residual, last));
          residual = id;
        } else {
          nodes.add(node(id, kind, x, y, Map.of(), last));
        }
        last = id;
      }
    }
    nodes.add(node("head", "LanguageModelHead", 0, 200 + 80.0 * rows, Map.of(), last));
    return new Architecture(Map.of(), new Block(Block.MAIN, List.of(), Map.of(), nodes, List.of()));
  }

  private static Node node(
      String id, String kind, double x, double y, Map<String, String> settings, String... from) {
    List<PortReference> sources = new ArrayList<>();
    for (String source : from) {
      sources.add(new PortReference(source));
    }
    return new Node(id, kind, sources, 1, settings, new Position(x, y));
  }
}
