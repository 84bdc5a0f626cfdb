package org.modelwright.graph;

import java.util.Map;
import java.util.Optional;
import org.modelwright.file.YamlValue.Place;

/// A drawing as read, with the place of each block and node in the file.
///
/// @param places by path: `decoder/attention` for a node of a block, `main/stack` for one of the top,
///     and the block's name alone for the block itself
public record ArchitectureFile(Architecture architecture, Map<String, Place> places) {

  public ArchitectureFile {
    places = Map.copyOf(places);
  }

  /// Where the node or block that a path names is written. A path through uses of blocks,
  /// `main/stack/attention`, leads to the node inside the block that is used.
  public Optional<Place> place(String path) {
    String[] steps = path.split("/");
    String block = steps[0];
    String written = block;
    for (int i = 1; i < steps.length; i++) {
      written = block + "/" + steps[i];
      String id = steps[i];
      block = architecture.block(block).flatMap(b -> b.node(id)).map(Node::kind).orElse("");
    }
    return Optional.ofNullable(places.get(written));
  }
}
