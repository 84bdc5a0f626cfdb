package org.modelwright.graph;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// A whole drawing: its own kinds of layers, reusable blocks and the top block. A value: an edit makes
/// another one.
///
/// @param layers the custom layers by name, in the order of the file
/// @param blocks the reusable blocks by name, in the order of the file, without `main`
/// @param main the top block; it has no inputs
public record Architecture(Map<String, CustomLayer> layers, Map<String, Block> blocks, Block main) {

  /// A drawing without custom layers.
  public Architecture(Map<String, Block> blocks, Block main) {
    this(Map.of(), blocks, main);
  }

  /// @throws IllegalArgumentException where a block stands under another name than its own, or
  ///     `main` among the reusable blocks, or where `main` has inputs
  public Architecture {
    blocks.forEach((name, block) -> {
      if (!name.equals(block.name()) || name.equals(Block.MAIN)) {
        throw new IllegalArgumentException(name + " holds the block " + block.name());
      }
    });
    if (!main.name().equals(Block.MAIN) || !main.inputs().isEmpty()) {
      throw new IllegalArgumentException("no top block: " + main.name() + main.inputs());
    }
    layers = Collections.unmodifiableMap(new LinkedHashMap<>(layers));
    blocks = Collections.unmodifiableMap(new LinkedHashMap<>(blocks));
  }

  /// A drawing without nodes.
  public static Architecture empty() {
    return new Architecture(
        Map.of(), new Block(Block.MAIN, List.of(), Map.of(), List.of(), List.of()));
  }

  /// A block by its name, `main` included.
  public Optional<Block> block(String name) {
    return name.equals(Block.MAIN) ? Optional.of(main) : Optional.ofNullable(blocks.get(name));
  }

  /// With this block in the place of the one of the same name, or added behind the others.
  public Architecture withBlock(Block block) {
    if (block.name().equals(Block.MAIN)) {
      return withMain(block);
    }
    var changed = new LinkedHashMap<>(blocks);
    changed.put(block.name(), block);
    return new Architecture(layers, changed, main);
  }

  public Architecture withoutBlock(String name) {
    var changed = new LinkedHashMap<>(blocks);
    changed.remove(name);
    return new Architecture(layers, changed, main);
  }

  public Architecture withMain(Block newMain) {
    return new Architecture(layers, blocks, newMain);
  }

  /// With this custom layer in the place of the one of the same name, or added behind the others.
  public Architecture withLayer(CustomLayer layer) {
    var changed = new LinkedHashMap<>(layers);
    changed.put(layer.name(), layer);
    return new Architecture(changed, blocks, main);
  }

  public Architecture withoutLayer(String name) {
    var changed = new LinkedHashMap<>(layers);
    changed.remove(name);
    return new Architecture(changed, blocks, main);
  }
}
