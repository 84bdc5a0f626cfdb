package org.modelwright.graph;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.modelwright.file.InputException;
import org.modelwright.file.Words;

/// Puts the nodes of a block in the place of one use of it. The block itself stays, for its other
/// uses and for those to come. Inner ids that are taken outside get a number.
///
/// @param block the block that holds the use
/// @param use the node whose kind is the block to open, with `repeat` 1
public record Ungroup(String block, String use) implements Edit {

  @Override
  public Architecture apply(Architecture architecture) {
    Block outer = Lookup.block(architecture, block);
    Node node = Lookup.node(outer, use);
    Block inner = architecture.blocks().get(node.kind());
    if (inner == null) {
      throw InputException.of("edit.refused.noUse", use);
    }
    if (node.repeat() > 1) {
      throw InputException.of("edit.refused.repeated", use);
    }
    if (node.kind().equals(block) || node.from().stream().anyMatch(f -> f.node().equals(use))) {
      throw InputException.of("edit.refused.readsItself", use);
    }

    Map<String, String> newIds = newIds(outer, inner);
    List<Node> inlined = inlined(node, inner, newIds);
    List<PortReference> results =
        inner.results().stream().map(r -> outside(r, node, inner, newIds)).toList();
    List<Node> nodes = new ArrayList<>();
    for (Node each : outer.nodes()) {
      if (each.id().equals(use)) {
        nodes.addAll(inlined);
      } else {
        nodes.add(
            each.withFrom(
                Lookup.trimmed(each.from().stream().map(r -> source(r, inner, results)).toList())));
      }
    }
    Block changed =
        Lookup.withResults(
            outer.withNodes(nodes).withOutputs(sources(outer.outputs(), inner, results)),
            sources(outer.results(), inner, results));
    return Lookup.renamePorts(
        architecture.withBlock(changed),
        block,
        port ->
            port.isEmpty() ? port : source(PortReference.parse(port), inner, results).toString());
  }

  private Map<String, String> newIds(Block outer, Block inner) {
    Map<String, String> newIds = new LinkedHashMap<>();
    for (Node each : inner.nodes()) {
      newIds.put(
          each.id(),
          Identifier.fresh(
              each.id(),
              id ->
                  (!id.equals(use) && Lookup.taken(outer, id))
                      || newIds.containsValue(id)
                      || (!id.equals(each.id()) && inner.node(id).isPresent())));
    }
    return newIds;
  }

  private static List<Node> inlined(Node node, Block inner, Map<String, String> newIds) {
    List<Node> inlined = new ArrayList<>();
    for (Node each : inner.nodes()) {
      var settings = new LinkedHashMap<>(each.settings());
      settings.replaceAll((key, word) -> word(word, node, inner));
      inlined.add(
          new Node(
              newIds.getOrDefault(each.id(), each.id()),
              each.kind(),
              Lookup.trimmed(
                  each.from().stream().map(r -> outside(r, node, inner, newIds)).toList()),
              each.repeat(),
              settings,
              each.at().plus(node.at().x(), node.at().y())));
    }
    return inlined;
  }

  /// A setting's word as the enclosing block must write it.
  private static String word(String word, Node node, Block inner) {
    if (!SettingScope.isReference(word)) {
      return word;
    }
    String name = word.substring(1);
    String value = inner.settings().get(name);
    return value == null ? word : node.settings().getOrDefault(name, value);
  }

  /// A reference inside the block, as the enclosing block must write it.
  private static PortReference outside(
      PortReference reference, Node node, Block inner, Map<String, String> newIds) {
    int input = inner.inputs().indexOf(reference.node());
    if (input >= 0) {
      return input < node.from().size() ? node.from().get(input) : PortReference.NONE;
    }
    return reference.withNode(newIds.getOrDefault(reference.node(), reference.node()));
  }

  /// A reference to the use, as one to what the block gives.
  private PortReference source(PortReference reference, Block inner, List<PortReference> results) {
    if (!reference.node().equals(use)) {
      return reference;
    }
    int output =
        reference.port().isEmpty()
            ? 0
            : inner.results().indexOf(PortReference.parse(reference.port()));
    return output >= 0 && output < results.size() ? results.get(output) : PortReference.NONE;
  }

  private List<PortReference> sources(
      List<PortReference> outputs, Block inner, List<PortReference> results) {
    return Lookup.connected(outputs.stream().map(o -> source(o, inner, results)).toList());
  }

  @Override
  public Words words() {
    return Words.of("edit.ungroup", use);
  }
}
