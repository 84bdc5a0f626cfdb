package org.modelwright.compile;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.modelwright.graph.Block;
import org.modelwright.graph.Edit;
import org.modelwright.graph.Fixes;
import org.modelwright.graph.Node;
import org.modelwright.graph.PortReference;
import org.modelwright.layer.LayerException;
import org.modelwright.layer.Remedy;
import org.modelwright.layer.Setting;

/// What a layer advises, as edits of the node that stands in a drawing.
final class RemedyEdits {

  private final Block block;
  private final Node node;
  private final Set<String> names = new HashSet<>();

  private RemedyEdits(Block block, Node node) {
    this.block = block;
    this.node = node;
  }

  static List<Edit> of(Block block, Node node, LayerException fault) {
    return fault.remedies().stream()
        .flatMap(remedy -> new RemedyEdits(block, node).edit(remedy).stream())
        .toList();
  }

  /// For a word that a setting does not accept: the nearest that it does, or its default. A word that
  /// comes from the block's declared settings is mended there, if it is the default that is wrong;
  /// which use of the block sets it otherwise, is not known here.
  ///
  /// @param word after `$name` was replaced
  static List<Edit> of(Block block, Node node, Setting<?> setting, String word) {
    Optional<String> nearest = setting.type().nearest(word);
    String own = node.settings().getOrDefault(setting.name(), "");
    if (isReference(own)) {
      String declared = own.substring(1);
      return word.equals(block.settings().get(declared))
          ? nearest
              .or(() ->
                  Optional.of(setting.defaultWords())
                      .filter(w -> setting.parser().apply(w).isPresent()))
              .map(value -> Fixes.setDefault(block, declared, value))
              .stream()
              .toList()
          : List.of();
    }
    List<Edit> edits = new ArrayList<>();
    nearest.ifPresent(
        value -> edits.add(new Edit.SetSetting(block.name(), node.id(), setting.name(), value)));
    edits.add(new Edit.SetSetting(block.name(), node.id(), setting.name(), null));
    return edits;
  }

  /// For a drawing that ends in something else than a head: the only head as its output, or a new one
  /// behind what is its output now.
  ///
  /// @param tied whether a new one can share the table of the embedding
  static List<Edit> headFor(Block main, boolean tied) {
    List<Node> heads = main.nodes().stream().filter(RemedyEdits::isHead).toList();
    if (heads.size() == 1 && main.ends().contains(heads.getFirst())) {
      return List.of(Fixes.setOutputs(main, List.of(new PortReference(heads.getFirst().id()))));
    }
    if (!heads.isEmpty() || main.results().size() != 1) {
      return List.of();
    }
    Node head =
        Fixes.after(
            main,
            main.results().getFirst(),
            "head",
            "LanguageModelHead",
            tied ? Map.of() : Map.of("tied", "false"));
    List<Edit> edits = new ArrayList<>(List.of(new Edit.AddNode(main.name(), head)));
    if (!main.outputs().isEmpty()) {
      List<Node> nodes = new ArrayList<>(main.nodes());
      nodes.add(head);
      edits.add(Fixes.setOutputs(main.withNodes(nodes), List.of(new PortReference(head.id()))));
    }
    return List.of(Fixes.together(edits));
  }

  static boolean isHead(Node node) {
    return node.kind().equals("LanguageModelHead");
  }

  private static boolean isReference(String word) {
    return word.startsWith("$");
  }

  private Optional<Edit> edit(Remedy remedy) {
    return switch (remedy) {
      case Remedy.Set set ->
          isReference(node.settings().getOrDefault(set.setting(), ""))
              ? Optional.empty()
              : Optional.of(
                  new Edit.SetSetting(block.name(), node.id(), set.setting(), set.value()));
      case Remedy.Insert insert ->
          Optional.of(
              Fixes.insert(block, node, insert.input(), insert.kind(), insert.settings(), names));
      case Remedy.Feed feed -> {
        List<Node> sources =
            block.nodes().stream().filter(n -> n.kind().equals(feed.kind())).toList();
        yield sources.size() == 1
            ? Optional.of(
                new Edit.Connect(
                    block.name(),
                    new PortReference(sources.getFirst().id()),
                    node.id(),
                    feed.input()))
            : Optional.empty();
      }
      case Remedy.All all -> {
        List<Edit> edits = all.parts().stream().flatMap(part -> edit(part).stream()).toList();
        yield edits.size() == all.parts().size()
            ? Optional.of(Fixes.together(edits))
            : Optional.empty();
      }
    };
  }
}
