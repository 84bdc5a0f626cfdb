package org.modelwright.app.design.canvas;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.modelwright.file.Words;
import org.modelwright.graph.Architecture;
import org.modelwright.graph.Block;
import org.modelwright.graph.Edit;
import org.modelwright.graph.GroupIntoBlock;
import org.modelwright.graph.Node;
import org.modelwright.graph.Position;
import org.modelwright.graph.Ungroup;

/// Makes a block of nodes and takes one apart again, each as one edit after which the drawing has
/// neither a gap nor an overlap where it was.
final class Grouping {

  /// From the top of a node to the top of the next row.
  private static final double ROW = Picture.HEIGHT + Picture.GAP;

  private Grouping() {}

  /// What stands below the nodes moves up to the box that takes their place, all of it by the same
  /// distance, and as far as what stands beside them leaves room.
  ///
  /// @param description in the words of a menu
  static Edit group(Block block, GroupIntoBlock group, Words description) {
    List<Node> inside = block.nodes().stream().filter(n -> group.ids().contains(n.id())).toList();
    List<Edit> edits = new ArrayList<>(List.of(group));
    if (!inside.isEmpty()) {
      double bottom = bottom(inside);
      double up = bottom - top(inside);
      List<Node> others =
          block.nodes().stream().filter(n -> !group.ids().contains(n.id())).toList();
      List<Node> below = others.stream().filter(n -> n.at().y() > bottom).toList();
      for (Node beside : others) {
        for (Node node : below) {
          if (beside.at().y() <= bottom && share(node, beside)) {
            up = Math.min(up, node.at().y() - beside.at().y() - ROW);
          }
        }
      }
      move(block, below, 0, -Picture.GRID * Math.floor(Math.max(0, up) / Picture.GRID), edits);
    }
    return new Edit.Together(description, edits);
  }

  /// The nodes of the block stand where its box stood, and what stood below makes room for them. The
  /// block goes with its last use: left over, it would be a problem that nobody asked for.
  ///
  /// @param description in the words of a menu
  /// @throws org.modelwright.file.InputException where there is nothing to take apart
  static Edit ungroup(Architecture architecture, Ungroup ungroup, Words description) {
    Architecture opened = ungroup.apply(architecture);
    Block before = architecture.block(ungroup.block()).orElseThrow();
    Block after = opened.block(ungroup.block()).orElseThrow();
    Node use = before.node(ungroup.use()).orElseThrow();
    Set<String> ids = opened(before, after, use.id());
    List<Node> inside = after.nodes().stream().filter(n -> ids.contains(n.id())).toList();
    List<Edit> edits = new ArrayList<>(List.of(ungroup));
    if (!inside.isEmpty()) {
      double left = inside.stream().mapToDouble(n -> n.at().x()).min().orElse(0);
      double dx = use.at().x() - left;
      double dy = use.at().y() - top(inside);
      double down = bottom(inside) - top(inside);
      List<Node> below =
          after.nodes().stream()
              .filter(n -> !ids.contains(n.id()) && n.at().y() >= use.at().y() + Picture.HEIGHT)
              .toList();
      boolean meet =
          below.stream()
              .anyMatch(b ->
                  inside.stream()
                      .anyMatch(n ->
                          Math.abs(n.at().x() + dx - b.at().x()) < Picture.WIDTH
                              && n.at().y() + dy + ROW > b.at().y()));
      move(after, inside, dx, dy, edits);
      move(after, meet ? below : List.of(), 0, down, edits);
    }
    if (!used(opened, use.kind())) {
      edits.add(new Edit.RemoveBlock(use.kind()));
    }
    return new Edit.Together(description, edits);
  }

  /// A name for a block, and for a use of it, that is not taken.
  static String freshName(Architecture architecture, Block in) {
    String name = "block";
    for (int n = 2;
        architecture.block(name).isPresent()
            || architecture.layers().containsKey(name)
            || in.node(name).isPresent()
            || in.inputs().contains(name);
        n++) {
      name = "block" + n;
    }
    return name;
  }

  /// The ids of the nodes that came out of a block.
  static Set<String> opened(Block before, Block after, String use) {
    return after.nodes().stream()
        .map(Node::id)
        .filter(id -> id.equals(use) || before.node(id).isEmpty())
        .collect(Collectors.toSet());
  }

  private static boolean used(Architecture architecture, String block) {
    return architecture.main().nodes().stream().anyMatch(n -> n.kind().equals(block))
        || architecture.blocks().values().stream()
            .flatMap(b -> b.nodes().stream())
            .anyMatch(n -> n.kind().equals(block));
  }

  private static void move(Block block, List<Node> nodes, double dx, double dy, List<Edit> edits) {
    if (!nodes.isEmpty() && (dx != 0 || dy != 0)) {
      Map<String, Position> places = new HashMap<>();
      nodes.forEach(n -> places.put(n.id(), new Position(n.at().x() + dx, n.at().y() + dy)));
      edits.add(new Edit.Place(block.name(), places));
    }
  }

  private static double top(List<Node> nodes) {
    return nodes.stream().mapToDouble(n -> n.at().y()).min().orElse(0);
  }

  /// Of the lowest row its upper end.
  private static double bottom(List<Node> nodes) {
    return nodes.stream().mapToDouble(n -> n.at().y()).max().orElse(0);
  }

  /// Whether one stands above the other.
  private static boolean share(Node one, Node other) {
    return Math.abs(one.at().x() - other.at().x()) < Picture.WIDTH;
  }
}
