package org.modelwright.app.design;

import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.modelwright.graph.Architecture;
import org.modelwright.graph.Block;
import org.modelwright.graph.Node;

/// Which block the canvas shows, and the way that led there.
///
/// @param root the block where the way begins, by name: `main`, or one opened from the project's tree
/// @param path the ids of the nodes entered from there
public record Location(String root, List<String> path) {

  public static final Location MAIN = new Location(Block.MAIN, List.of());

  public Location {
    path = List.copyOf(path);
  }

  /// The block that it leads to; empty where the drawing has changed under it.
  public Optional<Block> block(Architecture architecture) {
    Optional<Block> block = architecture.block(root);
    for (String id : path) {
      block = block.flatMap(b -> b.node(id)).map(Node::kind).flatMap(architecture::block);
    }
    return block;
  }

  public Location enter(String node) {
    return new Location(root, Stream.concat(path.stream(), Stream.of(node)).toList());
  }

  /// The first steps of the way.
  public Location first(int steps) {
    return new Location(root, path.subList(0, steps));
  }

  /// As much of it as the drawing still has.
  Location within(Architecture architecture) {
    for (int steps = path.size(); steps >= 0; steps--) {
      Location shorter = first(steps);
      if (shorter.block(architecture).isPresent()) {
        return shorter;
      }
    }
    return MAIN;
  }
}
