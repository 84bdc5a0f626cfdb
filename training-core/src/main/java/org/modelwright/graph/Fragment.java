package org.modelwright.graph;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.modelwright.file.InputException;

/// Nodes taken out of a drawing, with the blocks and custom layers that they need: what copy and
/// paste carry, also between projects. As text it is itself a drawing, whose `main` holds the nodes
/// and declares the defaults of each `$name` that they use.
///
/// @param content references to nodes that are not part of it are kept, and mean the nodes of the same
///     name where it is pasted
public record Fragment(Architecture content) {

  /// What pasting comes to.
  ///
  /// @param edit one edit that does it
  /// @param ids the new nodes
  public record Paste(Edit edit, Set<String> ids) {

    public Paste {
      ids = Set.copyOf(ids);
    }
  }

  /// @param block that holds the nodes
  /// @throws InputException where there is no such block or node
  public static Fragment of(Architecture architecture, String block, Set<String> ids) {
    Block from = Lookup.block(architecture, block);
    ids.forEach(id -> Lookup.node(from, id));
    List<Node> nodes = from.nodes().stream().filter(n -> ids.contains(n.id())).toList();
    var settings = new LinkedHashMap<String, String>();
    for (Node node : nodes) {
      for (String word : node.settings().values()) {
        String name = SettingScope.isReference(word) ? word.substring(1) : "";
        Optional.ofNullable(from.settings().get(name)).ifPresent(v -> settings.put(name, v));
      }
    }
    var blocks = new LinkedHashMap<String, Block>();
    var layers = new LinkedHashMap<String, CustomLayer>();
    for (String kind : kinds(architecture, nodes)) {
      Optional.ofNullable(architecture.blocks().get(kind)).ifPresent(b -> blocks.put(kind, b));
      Optional.ofNullable(architecture.layers().get(kind)).ifPresent(l -> layers.put(kind, l));
    }
    return new Fragment(
        new Architecture(
            layers, blocks, new Block(Block.MAIN, List.of(), settings, nodes, List.of())));
  }

  /// The kinds that nodes are made of, those inside of blocks too.
  private static Set<String> kinds(Architecture architecture, List<Node> nodes) {
    var kinds = new LinkedHashSet<String>();
    Deque<Node> toVisit = new ArrayDeque<>(nodes);
    while (!toVisit.isEmpty()) {
      String kind = toVisit.remove().kind();
      if (kinds.add(kind)) {
        Optional.ofNullable(architecture.blocks().get(kind))
            .ifPresent(b -> toVisit.addAll(b.nodes()));
      }
    }
    return kinds;
  }

  /// The same without the edges from nodes that are not part of it.
  public Fragment detached() {
    Block main = content.main();
    List<Node> nodes =
        main.nodes().stream()
            .map(n ->
                n.withFrom(
                    Lookup.trimmed(
                        n.from().stream()
                            .map(f -> main.node(f.node()).isPresent() ? f : PortReference.NONE)
                            .toList())))
            .toList();
    return new Fragment(content.withBlock(main.withNodes(nodes)));
  }

  public String write() {
    return ArchitectureYaml.write(content);
  }

  /// @throws InputException where the text is no fragment, in a sentence that names line and column
  public static Fragment parse(String text) {
    Fragment fragment =
        new Fragment(ArchitectureYaml.parse(text, "The copied text").architecture());
    if (fragment.content().main().nodes().isEmpty()) {
      throw InputException.of("edit.refused.nothingCopied");
    }
    return fragment;
  }

  /// Puts the nodes into a block, under names of their own where theirs are taken. A block or custom
  /// layer that the drawing already has alike is used, one that differs comes under another name.
  /// Inputs from outside of the fragment are kept where the block has a node or an input of the name.
  /// Where the block has one end, the nodes come before it in the file: they do not become what the
  /// block is taken to give.
  ///
  /// @param dx how far to the right of where they stood, in canvas units
  /// @param dy how far below
  /// @param description in the words of a menu
  /// @throws InputException where a block would come to contain itself
  public Paste into(Architecture target, String block, double dx, double dy, String description) {
    Block into = Lookup.block(target, block);
    Map<String, String> kinds = newKinds(target);
    List<Edit> edits = new ArrayList<>();
    for (CustomLayer layer : content.layers().values()) {
      String name = kinds.getOrDefault(layer.name(), layer.name());
      if (!target.layers().containsKey(name)) {
        edits.add(new Edit.PutLayer(renamed(layer, name)));
      }
    }
    for (Block each : content.blocks().values()) {
      String name = kinds.getOrDefault(each.name(), each.name());
      if (target.block(name).isEmpty()) {
        edits.add(new Edit.PutBlock(renamed(each, name, kinds)));
      }
    }
    Map<String, String> ids = newIds(into);
    var nodes = new ArrayList<>(into.nodes());
    List<Node> ends = into.ends();
    int at = ends.size() == 1 ? nodes.indexOf(ends.getFirst()) : nodes.size();
    for (Node node : content.main().nodes()) {
      nodes.add(at, pasted(node, into, ids, kinds).withAt(node.at().plus(dx, dy)));
      at++;
    }
    edits.add(new Edit.PutBlock(into.withNodes(nodes)));
    var edit = new Edit.Together(description, edits);
    if (kinds(edit.apply(target), nodes).contains(block)) {
      throw InputException.of("edit.refused.containsItself", block);
    }
    return new Paste(edit, Set.copyOf(ids.values()));
  }

  private Node pasted(Node node, Block into, Map<String, String> ids, Map<String, String> kinds) {
    List<PortReference> from = new ArrayList<>();
    for (PortReference source : node.from()) {
      String inside = ids.get(source.node());
      if (inside != null) {
        from.add(source.withNode(inside));
      } else {
        from.add(Lookup.taken(into, source.node()) ? source : PortReference.NONE);
      }
    }
    var settings = new LinkedHashMap<>(node.settings());
    settings.replaceAll((key, word) -> {
      String name = SettingScope.isReference(word) ? word.substring(1) : "";
      boolean declared = into.settings().containsKey(name);
      return declared ? word : content.main().settings().getOrDefault(name, word);
    });
    return new Node(
        ids.getOrDefault(node.id(), node.id()),
        kinds.getOrDefault(node.kind(), node.kind()),
        Lookup.trimmed(from),
        node.repeat(),
        settings,
        node.at());
  }

  private Map<String, String> newIds(Block into) {
    var ids = new LinkedHashMap<String, String>();
    for (Node node : content.main().nodes()) {
      ids.put(
          node.id(),
          Identifier.fresh(node.id(), id -> Lookup.taken(into, id) || ids.containsValue(id)));
    }
    return ids;
  }

  /// The new names of blocks and layers whose own name means something else in the target, and of the
  /// blocks that use them.
  private Map<String, String> newKinds(Architecture target) {
    var differ = new HashSet<String>();
    for (CustomLayer layer : content.layers().values()) {
      CustomLayer there = target.layers().get(layer.name());
      if (there == null ? target.block(layer.name()).isPresent() : !there.equals(layer)) {
        differ.add(layer.name());
      }
    }
    for (Block each : content.blocks().values()) {
      Block there = target.blocks().get(each.name());
      if (there == null ? target.layers().containsKey(each.name()) : !there.equals(each)) {
        differ.add(each.name());
      }
    }
    for (boolean more = true; more; ) {
      more = false;
      for (Block each : content.blocks().values()) {
        more |=
            target.blocks().containsKey(each.name())
                && each.nodes().stream().anyMatch(n -> differ.contains(n.kind()))
                && differ.add(each.name());
      }
    }
    var kinds = new HashMap<String, String>();
    for (String name : differ) {
      kinds.put(
          name,
          Identifier.fresh(
              name,
              n ->
                  target.block(n).isPresent()
                      || target.layers().containsKey(n)
                      || content.blocks().containsKey(n)
                      || content.layers().containsKey(n)
                      || kinds.containsValue(n)));
    }
    return kinds;
  }

  private static CustomLayer renamed(CustomLayer layer, String name) {
    return new CustomLayer(
        name,
        layer.inputs(),
        layer.settings(),
        layer.parameters(),
        layer.output(),
        layer.positionwise(),
        layer.multiplyAdds(),
        layer.code());
  }

  private static Block renamed(Block block, String name, Map<String, String> kinds) {
    return new Block(
        name,
        block.inputs(),
        block.settings(),
        block.nodes().stream()
            .map(n -> n.withKind(kinds.getOrDefault(n.kind(), n.kind())))
            .toList(),
        block.outputs());
  }
}
