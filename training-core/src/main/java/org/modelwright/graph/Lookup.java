package org.modelwright.graph;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.UnaryOperator;
import org.modelwright.file.InputException;

/// What edits ask of a drawing before they change it; each refusal is a sentence for the user.
final class Lookup {

  private Lookup() {}

  static Block block(Architecture architecture, String name) {
    return architecture
        .block(name)
        .orElseThrow(() ->
            InputException.of(
                "edit.refused.noBlock",
                name,
                DidYouMean.words(name, architecture.blocks().keySet())));
  }

  static Node node(Block block, String id) {
    return block
        .node(id)
        .orElseThrow(() ->
            InputException.of(
                "edit.refused.noNode",
                id,
                block.name(),
                DidYouMean.words(id, block.nodes().stream().map(Node::id).toList())));
  }

  static boolean taken(Block block, String id) {
    return block.inputs().contains(id) || block.node(id).isPresent();
  }

  static void requireFree(Block block, String id) {
    requireName(id);
    if (taken(block, id)) {
      throw InputException.of("edit.refused.taken", id, block.name());
    }
  }

  static void requireName(String name) {
    if (!Identifier.matches(name)) {
      throw InputException.of("edit.refused.noName", name, Identifier.rule());
    }
  }

  static void requireSettingName(String name) {
    requireName(name);
    if (ArchitectureYaml.NODE_KEYS.contains(name)) {
      throw InputException.of("edit.refused.nodeKey", name);
    }
  }

  static void requireSource(Block block, PortReference source) {
    if (!block.inputs().contains(source.node())) {
      node(block, source.node());
    } else if (!source.port().isEmpty()) {
      throw InputException.of("edit.refused.noPorts", source.node());
    }
  }

  /// Refuses a change that made a cycle where there was none.
  static Block requireNoNewCycle(Block before, Block after) {
    List<List<Node>> cycles = TopologicalOrder.cycles(after);
    if (cycles.size() > TopologicalOrder.cycles(before).size()) {
      throw InputException.of("edit.refused.closesCycle", TopologicalOrder.words(cycles.getLast()));
    }
    return after;
  }

  static void requireFreeBlock(Architecture architecture, String name) {
    requireName(name);
    if (architecture.block(name).isPresent()) {
      throw InputException.of("edit.refused.blockTaken", name);
    }
  }

  /// The source of an input that a node has.
  static PortReference requireInput(Node node, int input) {
    if (input < 0 || input >= node.from().size()) {
      throw InputException.of("edit.refused.noInput", node.id(), input + 1);
    }
    return node.from().get(input);
  }

  /// Refuses what could not be read back from a file.
  static void requireWritable(Node node) {
    requireName(node.id());
    node.settings().keySet().forEach(Lookup::requireSettingName);
    node.from().forEach(Lookup::requireWritable);
  }

  /// As for a node.
  static void requireWritable(Block block) {
    requireName(block.name());
    if (block.name().equals(Block.MAIN) && !block.inputs().isEmpty()) {
      throw InputException.of("edit.refused.mainInputs");
    }
    block.inputs().forEach(Lookup::requireName);
    block.settings().keySet().forEach(Lookup::requireName);
    block.outputs().forEach(Lookup::requireWritable);
    Set<String> ids = new HashSet<>(block.inputs());
    for (Node node : block.nodes()) {
      requireWritable(node);
      if (!ids.add(node.id())) {
        throw InputException.of("edit.refused.twice", block.name(), node.id());
      }
    }
  }

  private static void requireWritable(PortReference reference) {
    if (!PortReference.parse(reference.toString()).equals(reference)) {
      throw InputException.of("edit.refused.noReference", reference);
    }
  }

  /// A node with one input's source replaced, or added behind the last.
  static Node withInput(Node node, int input, PortReference source) {
    if (input < 0 || input > node.from().size()) {
      throw InputException.of("edit.refused.nextInput", node.id(), node.from().size());
    }
    List<PortReference> from = new ArrayList<>(node.from());
    if (input == from.size()) {
      from.add(source);
    } else {
      from.set(input, source);
    }
    return node.withFrom(trimmed(from));
  }

  /// Without open inputs at the end: there, being open and not being listed is the same.
  static List<PortReference> trimmed(List<PortReference> from) {
    int size = from.size();
    while (size > 0 && from.get(size - 1).equals(PortReference.NONE)) {
      size--;
    }
    return from.subList(0, size);
  }

  /// Without the open ones anywhere: an output that gives nothing is none.
  static List<PortReference> connected(List<PortReference> outputs) {
    return outputs.stream().filter(o -> !o.equals(PortReference.NONE)).toList();
  }

  /// A block that gives these results: undeclared outputs stay so as long as they come to the same.
  static Block withResults(Block block, List<PortReference> results) {
    return block.results().equals(results) ? block : block.withOutputs(results);
  }

  /// The drawing with the ports of every use of a block renamed, for a block whose outputs were.
  static Architecture renamePorts(
      Architecture architecture, String block, UnaryOperator<String> rename) {
    Architecture changed = architecture;
    for (Block other : architecture.blocks().values()) {
      changed = changed.withBlock(renamePorts(other, block, rename));
    }
    return changed.withMain(renamePorts(changed.main(), block, rename));
  }

  private static Block renamePorts(Block in, String block, UnaryOperator<String> rename) {
    return in.mapReferences(r ->
        in.node(r.node()).filter(n -> n.kind().equals(block)).isPresent()
            ? new PortReference(r.node(), rename.apply(r.port()))
            : r);
  }
}
