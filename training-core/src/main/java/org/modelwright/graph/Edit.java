package org.modelwright.graph;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.modelwright.file.InputException;
import org.modelwright.file.Words;

/// One change to a drawing. Since drawings are values, applying gives another one and to undo is to
/// keep the earlier; `EditHistory` does. Nodes are addressed by the block that holds them and their
/// id.
public sealed interface Edit
    permits Edit.AddNode,
        Edit.RemoveNodes,
        Edit.Connect,
        Edit.Disconnect,
        Edit.InsertOnEdge,
        Edit.SetKind,
        Edit.SetSetting,
        Edit.SetRepeat,
        Edit.RenameNode,
        Edit.Move,
        Edit.Place,
        Edit.PutBlock,
        Edit.RenameBlock,
        Edit.RemoveBlock,
        Edit.PutLayer,
        Edit.RemoveLayer,
        Edit.Together,
        GroupIntoBlock,
        Ungroup {

  /// @throws InputException where the drawing has no place for this edit; a sentence for the user
  Architecture apply(Architecture architecture);

  /// What the edit does, as a menu or a button says it: `Add attention`.
  Words words();

  /// The same in English.
  default String description() {
    return words().english();
  }

  /// `key` for one, with its name; `key.many` for several, with their number.
  private static Words counted(String key, Set<String> ids) {
    return ids.size() == 1
        ? Words.of(key, ids.iterator().next())
        : Words.of(key + ".many", ids.size());
  }

  record AddNode(String block, Node node) implements Edit {
    @Override
    public Architecture apply(Architecture architecture) {
      Block target = Lookup.block(architecture, block);
      Lookup.requireFree(target, node.id());
      Lookup.requireWritable(node);
      List<Node> nodes = Stream.concat(target.nodes().stream(), Stream.of(node)).toList();
      node.from().stream()
          .filter(from -> !from.equals(PortReference.NONE))
          .forEach(from -> Lookup.requireSource(target, from));
      return architecture.withBlock(target.withNodes(nodes));
    }

    @Override
    public Words words() {
      return Words.of("edit.addNode", node.id());
    }
  }

  /// @param heal whether readers of a removed node read what it read first, so that a chain stays one;
  ///     otherwise their inputs are left open
  record RemoveNodes(String block, Set<String> ids, boolean heal) implements Edit {

    public RemoveNodes {
      ids = Set.copyOf(ids);
    }

    @Override
    public Architecture apply(Architecture architecture) {
      Block target = Lookup.block(architecture, block);
      ids.forEach(id -> Lookup.node(target, id));
      Block rewired = target.mapReferences(from -> remaining(target, from));
      return architecture.withBlock(
          rewired
              .withNodes(
                  rewired.nodes().stream()
                      .filter(n -> !ids.contains(n.id()))
                      .map(n -> n.withFrom(Lookup.trimmed(n.from())))
                      .toList())
              .withOutputs(Lookup.connected(rewired.outputs())));
    }

    private PortReference remaining(Block target, PortReference from) {
      Set<String> passed = new LinkedHashSet<>();
      PortReference source = from;
      while (ids.contains(source.node())) {
        Node removed = Lookup.node(target, source.node());
        if (!heal || !passed.add(removed.id())) {
          return PortReference.NONE;
        }
        source =
            removed.from().stream()
                .filter(f -> !f.equals(PortReference.NONE))
                .findFirst()
                .orElse(PortReference.NONE);
      }
      return source;
    }

    @Override
    public Words words() {
      return counted("edit.removeNode", ids);
    }
  }

  /// Feeds one input of a node.
  ///
  /// @param input from 0; one behind the last adds an input
  record Connect(String block, PortReference source, String target, int input) implements Edit {
    @Override
    public Architecture apply(Architecture architecture) {
      Block in = Lookup.block(architecture, block);
      Node reader = Lookup.node(in, target);
      Lookup.requireSource(in, source);
      Block connected = in.withNode(Lookup.withInput(reader, input, source));
      return architecture.withBlock(Lookup.requireNoNewCycle(in, connected));
    }

    @Override
    public Words words() {
      return Words.of("edit.connect", source, target);
    }
  }

  /// Leaves one input of a node open.
  ///
  /// @param input from 0
  record Disconnect(String block, String target, int input) implements Edit {
    @Override
    public Architecture apply(Architecture architecture) {
      Block in = Lookup.block(architecture, block);
      Node reader = Lookup.node(in, target);
      Lookup.requireInput(reader, input);
      return architecture.withBlock(
          in.withNode(Lookup.withInput(reader, input, PortReference.NONE)));
    }

    @Override
    public Words words() {
      return Words.of("edit.disconnect", target);
    }
  }

  /// Puts a new node into an edge: it reads what the target's input read, and the input reads it.
  ///
  /// @param node its own `from` is replaced
  /// @param input from 0
  record InsertOnEdge(String block, Node node, String target, int input) implements Edit {
    @Override
    public Architecture apply(Architecture architecture) {
      Block in = Lookup.block(architecture, block);
      PortReference source = Lookup.requireInput(Lookup.node(in, target), input);
      Architecture added = new AddNode(block, node.withFrom(List.of(source))).apply(architecture);
      return new Connect(block, new PortReference(node.id()), target, input).apply(added);
    }

    @Override
    public Words words() {
      Words what =
          node.settings().isEmpty()
              ? Words.plain(node.kind())
              : Words.of("edit.withSettings", node.kind(), settings());
      return Words.of("edit.insertOnEdge", what, target);
    }

    private String settings() {
      return node.settings().entrySet().stream()
          .map(s -> s.getKey() + " " + s.getValue())
          .collect(Collectors.joining(", "));
    }
  }

  /// Another layer kind or block for the same place in the drawing; settings are kept.
  record SetKind(String block, String node, String kind) implements Edit {
    @Override
    public Architecture apply(Architecture architecture) {
      Block in = Lookup.block(architecture, block);
      return architecture.withBlock(in.withNode(Lookup.node(in, node).withKind(kind)));
    }

    @Override
    public Words words() {
      return Words.of("edit.setKind", node, kind);
    }
  }

  /// @param value the word to set; null takes the setting away, back to its default
  record SetSetting(String block, String node, String setting, @Nullable String value)
      implements Edit {
    @Override
    public Architecture apply(Architecture architecture) {
      Block in = Lookup.block(architecture, block);
      Node changed = Lookup.node(in, node);
      Lookup.requireSettingName(setting);
      var settings = new LinkedHashMap<>(changed.settings());
      if (value == null) {
        settings.remove(setting);
      } else {
        settings.put(setting, value);
      }
      return architecture.withBlock(in.withNode(changed.withSettings(settings)));
    }

    @Override
    public Words words() {
      return value == null
          ? Words.of("edit.resetSetting", setting, node)
          : Words.of("edit.setSetting", setting, node, value);
    }
  }

  record SetRepeat(String block, String node, int repeat) implements Edit {
    @Override
    public Architecture apply(Architecture architecture) {
      Block in = Lookup.block(architecture, block);
      Node changed = Lookup.node(in, node);
      if (repeat < 1 || repeat > Node.MAX_REPEAT) {
        throw InputException.of("edit.refused.repeat", node, Node.MAX_REPEAT);
      }
      return architecture.withBlock(in.withNode(changed.withRepeat(repeat)));
    }

    @Override
    public Words words() {
      return Words.of("edit.setRepeat", node, repeat);
    }
  }

  /// A new id for a node; what reads it follows, also through the outputs of the block.
  record RenameNode(String block, String node, String newId) implements Edit {
    @Override
    public Architecture apply(Architecture architecture) {
      Block in = Lookup.block(architecture, block);
      Node renamed = Lookup.node(in, node);
      Lookup.requireFree(in, newId);
      Block changed =
          in.withNodes(
                  in.nodes().stream().map(n -> n.equals(renamed) ? n.withId(newId) : n).toList())
              .mapReferences(r -> r.node().equals(node) ? r.withNode(newId) : r);
      return Lookup.renamePorts(
          architecture.withBlock(changed),
          block,
          port -> {
            PortReference inside = PortReference.parse(port);
            return inside.node().equals(node) ? inside.withNode(newId).toString() : port;
          });
    }

    @Override
    public Words words() {
      return Words.of("edit.rename", node, newId);
    }
  }

  /// Moves nodes on the canvas, by canvas units.
  record Move(String block, Set<String> ids, double dx, double dy) implements Edit {

    public Move {
      ids = Set.copyOf(ids);
    }

    @Override
    public Architecture apply(Architecture architecture) {
      Block changed = Lookup.block(architecture, block);
      for (String id : ids) {
        Node node = Lookup.node(changed, id);
        double x = node.at().x() + dx;
        double y = node.at().y() + dy;
        if (!Position.isOnCanvas(x, y)) {
          throw InputException.of("edit.refused.offCanvas", id);
        }
        changed = changed.withNode(node.withAt(new Position(x, y)));
      }
      return architecture.withBlock(changed);
    }

    @Override
    public Words words() {
      return counted("edit.move", ids);
    }
  }

  /// Adds a block, or replaces the one of the same name, `main` included: inputs, outputs and
  /// declared settings are edited this way.
  record PutBlock(Block block) implements Edit {
    @Override
    public Architecture apply(Architecture architecture) {
      Lookup.requireWritable(block);
      return architecture.withBlock(block);
    }

    @Override
    public Words words() {
      return Words.of("edit.putBlock", block.name());
    }
  }

  /// A new name for a block; its uses follow.
  record RenameBlock(String block, String newName) implements Edit {
    @Override
    public Architecture apply(Architecture architecture) {
      Lookup.requireFreeBlock(architecture, newName);
      if (block.equals(Block.MAIN)) {
        throw InputException.of("edit.refused.mainName");
      }
      Lookup.block(architecture, block);
      var blocks = new LinkedHashMap<String, Block>();
      for (Block each : architecture.blocks().values()) {
        Block changed = withRenamedKind(each);
        String name = each.name().equals(block) ? newName : each.name();
        blocks.put(
            name,
            new Block(
                name, changed.inputs(), changed.settings(), changed.nodes(), changed.outputs()));
      }
      return new Architecture(architecture.layers(), blocks, withRenamedKind(architecture.main()));
    }

    private Block withRenamedKind(Block in) {
      return in.withNodes(
          in.nodes().stream().map(n -> n.kind().equals(block) ? n.withKind(newName) : n).toList());
    }

    @Override
    public Words words() {
      return Words.of("edit.renameBlock", block, newName);
    }
  }

  /// Removes a block that nothing uses.
  record RemoveBlock(String block) implements Edit {
    @Override
    public Architecture apply(Architecture architecture) {
      if (block.equals(Block.MAIN)) {
        throw InputException.of("edit.refused.mainStays");
      }
      Lookup.block(architecture, block);
      var others = new ArrayList<>(architecture.withoutBlock(block).blocks().values());
      others.add(architecture.main());
      for (Block other : others) {
        for (Node node : other.nodes()) {
          if (node.kind().equals(block)) {
            throw InputException.of(
                "edit.refused.blockUsed", block, other.name() + "/" + node.id());
          }
        }
      }
      return architecture.withoutBlock(block);
    }

    @Override
    public Words words() {
      return Words.of("edit.removeBlock", block);
    }
  }

  /// Puts nodes of a block at places of the canvas: what aligning and laying out come to.
  ///
  /// @param places by id
  record Place(String block, Map<String, Position> places) implements Edit {

    public Place {
      places = Map.copyOf(places);
    }

    @Override
    public Architecture apply(Architecture architecture) {
      Block target = Lookup.block(architecture, block);
      places.keySet().forEach(id -> Lookup.node(target, id));
      return architecture.withBlock(
          target.withNodes(
              target.nodes().stream()
                  .map(n -> n.withAt(places.getOrDefault(n.id(), n.at())))
                  .toList()));
    }

    @Override
    public Words words() {
      return counted("edit.place", places.keySet());
    }
  }

  /// Adds a custom layer, or replaces the one of the same name.
  record PutLayer(CustomLayer layer) implements Edit {
    @Override
    public Architecture apply(Architecture architecture) {
      Lookup.requireName(layer.name());
      layer.settings().keySet().forEach(Lookup::requireSettingName);
      if (!architecture.layers().containsKey(layer.name())) {
        Lookup.requireFreeBlock(architecture, layer.name());
      }
      return architecture.withLayer(layer);
    }

    @Override
    public Words words() {
      return Words.of("edit.putLayer", layer.name());
    }
  }

  /// Removes a custom layer. Nodes of its kind stay, and are a problem until they get another.
  record RemoveLayer(String layer) implements Edit {
    @Override
    public Architecture apply(Architecture architecture) {
      if (!architecture.layers().containsKey(layer)) {
        throw InputException.of("edit.refused.noLayer", layer);
      }
      return architecture.withoutLayer(layer);
    }

    @Override
    public Words words() {
      return Words.of("edit.removeLayer", layer);
    }
  }

  /// Several edits that are done, undone and named as one; where one cannot be applied, none is.
  ///
  record Together(Words words, List<Edit> edits) implements Edit {

    public Together {
      edits = List.copyOf(edits);
    }

    /// @param description in the language of whoever asked for them
    public Together(String description, List<Edit> edits) {
      this(Words.plain(description), edits);
    }

    @Override
    public Architecture apply(Architecture architecture) {
      Architecture changed = architecture;
      for (Edit edit : edits) {
        changed = edit.apply(changed);
      }
      return changed;
    }
  }
}
