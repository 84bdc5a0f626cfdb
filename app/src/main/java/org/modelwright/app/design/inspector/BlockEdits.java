package org.modelwright.app.design.inspector;

import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.modelwright.file.Words;
import org.modelwright.graph.Architecture;
import org.modelwright.graph.Block;
import org.modelwright.graph.Edit;
import org.modelwright.graph.Node;
import org.modelwright.graph.PortReference;

/// Changes to what a block takes, gives and declares. Whatever reads the changed name follows, inside
/// the block and where it is used.
final class BlockEdits {

  private BlockEdits() {}

  /// Where a block is used: by the name of the block that holds the node.
  static Map<String, List<Node>> uses(Architecture architecture, String block) {
    var uses = new LinkedHashMap<String, List<Node>>();
    Stream.concat(architecture.blocks().values().stream(), Stream.of(architecture.main()))
        .forEach(in -> {
          List<Node> nodes = in.nodes().stream().filter(n -> n.kind().equals(block)).toList();
          if (!nodes.isEmpty()) {
            uses.put(in.name(), nodes);
          }
        });
    return uses;
  }

  static Edit addInput(Block block, String name) {
    List<String> inputs = new ArrayList<>(block.inputs());
    inputs.add(name);
    return put(Words.of("edit.addInput", name, block.name()), with(block, inputs));
  }

  static Edit renameInput(Block block, int index, String name) {
    String old = block.inputs().get(index);
    List<String> inputs = new ArrayList<>(block.inputs());
    inputs.set(index, name);
    return put(
        Words.of("edit.renameInput", old, name),
        mapSources(with(block, inputs), s -> s.node().equals(old) ? s.withNode(name) : s));
  }

  /// What read it is left open, and so is nothing: uses of the block lose that input too.
  static Edit removeInput(Architecture architecture, Block block, int index) {
    String old = block.inputs().get(index);
    List<String> inputs = new ArrayList<>(block.inputs());
    inputs.remove(index);
    Block changed =
        mapSources(with(block, inputs), s -> s.node().equals(old) ? PortReference.NONE : s);
    return everywhere(
        Words.of("edit.removeInput", old, block.name()),
        architecture,
        changed,
        node -> {
          List<PortReference> from = new ArrayList<>(node.from());
          if (index < from.size()) {
            from.remove(index);
          }
          return node.withFrom(trimmed(from));
        });
  }

  static Edit renameSetting(Architecture architecture, Block block, String old, String name) {
    var settings = new LinkedHashMap<String, String>();
    block.settings().forEach((key, word) -> settings.put(key.equals(old) ? name : key, word));
    Block changed =
        withSettings(block, settings)
            .withNodes(
                block.nodes().stream()
                    .map(n -> n.withSettings(mapWords(n.settings(), "$" + old, "$" + name)))
                    .toList());
    return everywhere(
        Words.of("edit.renameSetting", old, name),
        architecture,
        changed,
        node -> node.withSettings(withKey(node.settings(), old, name)));
  }

  /// Nodes inside that stood for it get its default as a word of their own.
  static Edit removeSetting(Architecture architecture, Block block, String name) {
    var settings = new LinkedHashMap<>(block.settings());
    String word = settings.remove(name);
    Block changed =
        withSettings(block, settings)
            .withNodes(
                block.nodes().stream()
                    .map(n ->
                        n.withSettings(
                            mapWords(n.settings(), "$" + name, word == null ? "" : word)))
                    .toList());
    return everywhere(
        Words.of("edit.removeSetting", name, block.name()),
        architecture,
        changed,
        node -> node.withSettings(withKey(node.settings(), name, null)));
  }

  /// A name that is not taken: the wanted one, or that with a number.
  static String fresh(String wanted, Collection<String> taken) {
    String name = wanted;
    for (int n = 2; taken.contains(name); n++) {
      name = wanted + n;
    }
    return name;
  }

  private static Map<String, String> mapWords(
      Map<String, String> settings, String from, String to) {
    var changed = new LinkedHashMap<String, String>();
    settings.forEach((key, word) -> changed.put(key, word.equals(from) ? to : word));
    return changed;
  }

  private static Map<String, String> withKey(
      Map<String, String> settings, String old, @Nullable String name) {
    var changed = new LinkedHashMap<String, String>();
    settings.forEach((key, word) -> {
      if (!key.equals(old)) {
        changed.put(key, word);
      } else if (name != null) {
        changed.put(name, word);
      }
    });
    return changed;
  }

  private static List<PortReference> trimmed(List<PortReference> from) {
    int size = from.size();
    while (size > 0 && from.get(size - 1).equals(PortReference.NONE)) {
      size--;
    }
    return from.subList(0, size);
  }

  private static Edit put(Words name, Block block) {
    return new Edit.Together(name, List.of(new Edit.PutBlock(block)));
  }

  /// A changed block, and its uses with it.
  private static Edit everywhere(
      Words name, Architecture architecture, Block changed, UnaryOperator<Node> use) {
    List<Edit> edits = new ArrayList<>(List.of(new Edit.PutBlock(changed)));
    uses(architecture, changed.name())
        .keySet()
        .forEach(user -> {
          Block in = architecture.block(user).orElseThrow();
          if (!user.equals(changed.name())) {
            edits.add(
                new Edit.PutBlock(
                    in.withNodes(
                        in.nodes().stream()
                            .map(n -> n.kind().equals(changed.name()) ? use.apply(n) : n)
                            .toList())));
          }
        });
    return new Edit.Together(name, edits);
  }

  private static Block with(Block block, List<String> inputs) {
    return new Block(block.name(), inputs, block.settings(), block.nodes(), block.outputs());
  }

  private static Block withSettings(Block block, Map<String, String> settings) {
    return new Block(block.name(), block.inputs(), settings, block.nodes(), block.outputs());
  }

  private static Block mapSources(Block block, UnaryOperator<PortReference> change) {
    return block
        .withNodes(
            block.nodes().stream()
                .map(n -> n.withFrom(trimmed(n.from().stream().map(change).toList())))
                .toList())
        .withOutputs(
            block.outputs().stream()
                .map(change)
                .filter(o -> !o.equals(PortReference.NONE))
                .toList());
  }
}
