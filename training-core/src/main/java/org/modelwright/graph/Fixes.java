package org.modelwright.graph;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.modelwright.file.InputException;
import org.modelwright.file.Words;

/// Edits that take a problem away, for those who find problems.
public final class Fixes {

  /// How far apart a new node stands from its neighbour, in canvas units.
  private static final double STEP = 80;

  private Fixes() {}

  /// A node's setting under its right name. Empty where the node has a setting of that name already.
  public static Optional<Edit> renameSetting(
      String block, Node node, String wrong, Optional<String> right) {
    String value = node.settings().get(wrong);
    return right
        .filter(name -> value != null && !node.settings().containsKey(name))
        .map(name ->
            new Edit.Together(
                Words.of("edit.renameSettingOf", wrong, node.id(), name),
                List.of(
                    new Edit.SetSetting(block, node.id(), wrong, null),
                    new Edit.SetSetting(block, node.id(), name, value))));
  }

  /// Another default for a setting that the block declares.
  public static Edit setDefault(Block block, String setting, String value) {
    var settings = new LinkedHashMap<>(block.settings());
    settings.put(setting, value);
    return named(
        Words.of("edit.setDefault", setting, block.name(), value),
        new Block(block.name(), block.inputs(), settings, block.nodes(), block.outputs()));
  }

  public static Edit setOutputs(Block block, List<PortReference> outputs) {
    return named(
        outputs.isEmpty()
            ? Words.of("edit.setOutputs.none", block.name())
            : Words.of(
                "edit.setOutputs",
                block.name(),
                outputs.stream().map(PortReference::toString).collect(Collectors.joining(", "))),
        block.withOutputs(outputs));
  }

  /// A new layer between a node's input and what feeds it, halfway on the canvas.
  ///
  /// @param names what the new node must not be named, besides what the block holds; its own is added
  public static Edit insert(
      Block block,
      Node target,
      int input,
      String kind,
      Map<String, String> settings,
      Set<String> names) {
    Position from =
        block
            .node(target.from().get(input).node())
            .map(Node::at)
            .orElse(target.at().plus(0, -2 * STEP));
    Position at = from.plus((target.at().x() - from.x()) / 2, (target.at().y() - from.y()) / 2);
    String id = Identifier.fresh(word(kind), n -> Lookup.taken(block, n) || names.contains(n));
    names.add(id);
    Node node = new Node(id, kind, List.of(), 1, settings, at);
    return new Edit.InsertOnEdge(block.name(), node, target.id(), input);
  }

  /// A node that reads this source, below it.
  public static Node after(
      Block block, PortReference source, String id, String kind, Map<String, String> settings) {
    Position at = block.node(source.node()).map(n -> n.at().plus(0, STEP)).orElse(Position.ORIGIN);
    return fresh(block, id, kind, settings, at).withFrom(List.of(source));
  }

  /// A node above all others.
  public static Node first(Block block, String id, String kind) {
    Position top =
        block.nodes().stream()
            .map(Node::at)
            .reduce((a, b) -> b.y() < a.y() ? b : a)
            .map(at -> at.plus(0, -STEP))
            .orElse(Position.ORIGIN);
    return fresh(block, id, kind, Map.of(), top);
  }

  /// Several edits as one.
  public static Edit together(List<? extends Edit> edits) {
    return edits.size() == 1
        ? edits.getFirst()
        : new Edit.Together(
            edits.stream()
                .map(Edit::words)
                .distinct()
                .reduce((one, next) -> Words.of("edit.and", one, next))
                .orElseThrow(),
            List.copyOf(edits));
  }

  /// Whether a node is computed from another one, at however many removes, or is that one.
  public static boolean comesFrom(Block block, String node, String origin) {
    if (node.equals(origin)) {
      return true;
    }
    Map<String, Node> nodes = new HashMap<>();
    block.nodes().forEach(n -> nodes.putIfAbsent(n.id(), n));
    Set<String> seen = new HashSet<>(Set.of(node));
    List<String> toVisit = new ArrayList<>(List.of(node));
    while (!toVisit.isEmpty()) {
      Node at = nodes.get(toVisit.removeLast());
      for (PortReference from : at == null ? List.<PortReference>of() : at.from()) {
        if (from.node().equals(origin)) {
          return true;
        }
        if (seen.add(from.node())) {
          toVisit.add(from.node());
        }
      }
    }
    return false;
  }

  /// The block with every name in it made one of its own: what stands first keeps its name, and
  /// readers go on reading that. Empty where more than that is wrong with its names.
  static Optional<Edit> namesOfTheirOwn(Block block) {
    Set<String> all = new HashSet<>(block.inputs());
    block.nodes().forEach(n -> all.add(n.id()));
    Set<String> seen = new HashSet<>();
    List<String> renamed = new ArrayList<>();
    List<String> inputs = new ArrayList<>();
    for (String input : block.inputs()) {
      inputs.add(ownName(input, seen, all, renamed));
    }
    List<Node> nodes = new ArrayList<>();
    for (Node node : block.nodes()) {
      nodes.add(node.withId(ownName(node.id(), seen, all, renamed)));
    }
    Block named = new Block(block.name(), inputs, block.settings(), nodes, block.outputs());
    try {
      Lookup.requireWritable(named);
      return Optional.of(
          named(Words.of("edit.renameTwins", String.join(", ", renamed), block.name()), named));
    } catch (InputException e) {
      return Optional.empty();
    }
  }

  private static String ownName(
      String name, Set<String> seen, Set<String> all, List<String> renamed) {
    String own = seen.contains(name) ? Identifier.fresh(name, all::contains) : name;
    if (!own.equals(name)) {
      renamed.add(name + " → " + own);
    }
    seen.add(own);
    all.add(own);
    return own;
  }

  private static Edit named(Words words, Block changed) {
    return new Edit.Together(words, List.of(new Edit.PutBlock(changed)));
  }

  private static Node fresh(
      Block block, String id, String kind, Map<String, String> settings, Position at) {
    String name = Identifier.fresh(id, taken -> Lookup.taken(block, taken));
    return new Node(name, kind, List.of(), 1, settings, at);
  }

  private static String word(String kind) {
    return Character.toLowerCase(kind.charAt(0)) + kind.substring(1);
  }
}
