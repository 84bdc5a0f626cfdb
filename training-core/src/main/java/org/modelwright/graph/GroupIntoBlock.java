package org.modelwright.graph;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.modelwright.file.InputException;
import org.modelwright.file.Words;

/// Makes a block of some nodes and puts one use of it in their place. The block's inputs are what the
/// nodes read from outside, its outputs what is read of them; a `$name` inside is declared by the new
/// block and handed through. `Ungroup` is the way back.
///
/// @param block the block that holds the nodes
/// @param name the new block's name
/// @param use the id of the node that uses it
public record GroupIntoBlock(String block, Set<String> ids, String name, String use)
    implements Edit {

  public GroupIntoBlock {
    ids = Set.copyOf(ids);
  }

  @Override
  public Architecture apply(Architecture architecture) {
    Block outer = Lookup.block(architecture, block);
    ids.forEach(id -> Lookup.node(outer, id));
    if (ids.isEmpty()) {
      throw InputException.of("edit.refused.nothingSelected");
    }
    Lookup.requireFreeBlock(architecture, name);
    if (!ids.contains(use)) {
      Lookup.requireFree(outer, use);
    }
    List<Node> inside = outer.nodes().stream().filter(n -> ids.contains(n.id())).toList();

    Map<PortReference, String> inputs = inputs(inside);
    Block grouped =
        new Block(name, List.copyOf(inputs.values()), settings(outer, inside), inside, List.of());
    // inner names first: an input may be named as a node outside is
    grouped =
        grouped.mapReferences(r -> inputs.containsKey(r) ? new PortReference(inputs.get(r)) : r);
    List<PortReference> outputs = outputs(outer);
    Position corner = corner(inside);
    grouped =
        grouped
            .withOutputs(outputs)
            .withNodes(
                grouped.nodes().stream()
                    .map(n -> n.withAt(n.at().plus(-corner.x(), -corner.y())))
                    .toList());

    var handed = new LinkedHashMap<String, String>();
    grouped.settings().keySet().forEach(key -> handed.put(key, "$" + key));
    Node replacement = new Node(use, name, List.copyOf(inputs.keySet()), 1, handed, corner);
    return Lookup.renamePorts(
        architecture.withBlock(grouped).withBlock(replaced(outer, replacement, outputs)),
        block,
        port -> outerPort(port, outputs));
  }

  private Block replaced(Block outer, Node replacement, List<PortReference> outputs) {
    List<Node> nodes = new ArrayList<>();
    boolean placed = false;
    for (Node node : outer.nodes()) {
      if (!ids.contains(node.id())) {
        nodes.add(node);
      } else if (!placed) {
        nodes.add(replacement);
        placed = true;
      }
    }
    Block changed =
        Lookup.withResults(
            outer.withNodes(nodes).mapReferences(r -> outside(r, outputs)),
            outer.results().stream().map(r -> outside(r, outputs)).toList());
    return Lookup.requireNoNewCycle(outer, changed);
  }

  /// What the nodes read from outside, each with the name that it gets inside.
  private Map<PortReference, String> inputs(List<Node> inside) {
    Map<PortReference, String> inputs = new LinkedHashMap<>();
    Set<String> taken = new HashSet<>(ids);
    for (Node node : inside) {
      for (PortReference from : node.from()) {
        if (!ids.contains(from.node()) && !from.equals(PortReference.NONE)) {
          String wanted = from.toString().replaceAll("[^A-Za-z0-9_]", "_");
          inputs.computeIfAbsent(
              from,
              source -> {
                String free = Identifier.fresh(wanted, taken::contains);
                taken.add(free);
                return free;
              });
        }
      }
    }
    return inputs;
  }

  /// What is read of the nodes from outside; where nothing is, all that nothing reads inside.
  private List<PortReference> outputs(Block outer) {
    Set<PortReference> read = new LinkedHashSet<>();
    for (Node node : outer.nodes()) {
      if (!ids.contains(node.id())) {
        read.addAll(node.from());
      }
    }
    read.addAll(outer.results());
    List<PortReference> outputs = read.stream().filter(r -> ids.contains(r.node())).toList();
    return outputs.isEmpty()
        ? outer.ends().stream()
            .filter(n -> ids.contains(n.id()))
            .map(n -> new PortReference(n.id()))
            .toList()
        : outputs;
  }

  private PortReference outside(PortReference reference, List<PortReference> outputs) {
    if (!ids.contains(reference.node())) {
      return reference;
    }
    return new PortReference(use, outputs.size() == 1 ? "" : reference.toString());
  }

  /// Where the grouped nodes were outputs of their block, uses of that block read them by a new name.
  private String outerPort(String port, List<PortReference> outputs) {
    return port.isEmpty() ? port : outside(PortReference.parse(port), outputs).toString();
  }

  private static Map<String, String> settings(Block outer, List<Node> inside) {
    var declared = new LinkedHashMap<String, String>();
    for (Node node : inside) {
      for (String word : node.settings().values()) {
        String value =
            SettingScope.isReference(word) ? outer.settings().get(word.substring(1)) : null;
        if (value != null) {
          declared.put(word.substring(1), value);
        }
      }
    }
    return declared;
  }

  private static Position corner(List<Node> inside) {
    return new Position(
        inside.stream().mapToDouble(n -> n.at().x()).min().orElse(0),
        inside.stream().mapToDouble(n -> n.at().y()).min().orElse(0));
  }

  @Override
  public Words words() {
    return Words.of(ids.size() == 1 ? "edit.group" : "edit.group.many", name, ids.size());
  }
}
