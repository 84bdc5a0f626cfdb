package org.modelwright.graph;

import java.util.Collections;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.UnaryOperator;

/// A named piece of the drawing that other blocks use like a layer. The top of the drawing is the
/// block `main`.
///
/// @param inputs names that the nodes inside read like nodes
/// @param settings declared settings with their defaults; a use of the block may override them
/// @param nodes in the order of the file
/// @param outputs what a use of the block gives; `main` may leave them out, see `results()`
public record Block(
    String name,
    List<String> inputs,
    Map<String, String> settings,
    List<Node> nodes,
    List<PortReference> outputs) {

  /// The name of the top block.
  public static final String MAIN = "main";

  public Block {
    inputs = List.copyOf(inputs);
    settings = Collections.unmodifiableMap(new LinkedHashMap<>(settings));
    nodes = List.copyOf(nodes);
    outputs = List.copyOf(outputs);
  }

  public Optional<Node> node(String id) {
    return nodes.stream().filter(n -> n.id().equals(id)).findFirst();
  }

  /// The nodes that no node of this block reads, in file order.
  public List<Node> ends() {
    Set<String> read = new HashSet<>();
    nodes.forEach(n -> n.from().forEach(f -> read.add(f.node())));
    return nodes.stream().filter(n -> !read.contains(n.id())).toList();
  }

  /// The outputs; where none are declared, the single node that nothing reads. Empty where several
  /// nodes are candidates, or none: `Structure` reports that.
  public List<PortReference> results() {
    if (!outputs.isEmpty()) {
      return outputs;
    }
    List<Node> ends = ends();
    return ends.size() == 1 ? List.of(new PortReference(ends.getFirst().id())) : List.of();
  }

  public Block withNodes(List<Node> newNodes) {
    return new Block(name, inputs, settings, newNodes, outputs);
  }

  public Block withOutputs(List<PortReference> newOutputs) {
    return new Block(name, inputs, settings, nodes, newOutputs);
  }

  /// With every edge's source replaced, those of the outputs included.
  Block mapReferences(UnaryOperator<PortReference> change) {
    return new Block(
        name,
        inputs,
        settings,
        nodes.stream().map(n -> n.withFrom(n.from().stream().map(change).toList())).toList(),
        outputs.stream().map(change).toList());
  }

  /// The same block with one node changed, found by its id; unchanged where there is no such node.
  public Block withNode(Node changed) {
    return withNodes(nodes.stream().map(n -> n.id().equals(changed.id()) ? changed : n).toList());
  }
}
