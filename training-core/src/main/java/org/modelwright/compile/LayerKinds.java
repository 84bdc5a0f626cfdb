package org.modelwright.compile;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.modelwright.graph.Architecture;
import org.modelwright.graph.Block;
import org.modelwright.graph.CustomLayer;
import org.modelwright.graph.Problem;
import org.modelwright.layer.Layer;
import org.modelwright.layer.LayerCatalogue;
import org.modelwright.layer.LayerException;
import org.modelwright.layer.custom.CustomKind;

/// The kinds of layers that a drawing may use: those of the catalogue and its own.
public final class LayerKinds {

  private final Architecture architecture;
  private final Map<String, CustomKind> custom = new HashMap<>();
  private final List<Problem> problems = new ArrayList<>();

  public LayerKinds(Architecture architecture) {
    this.architecture = architecture;
    Set<String> used = new HashSet<>();
    Stream.concat(architecture.blocks().values().stream(), Stream.of(architecture.main()))
        .forEach(block -> block.nodes().forEach(node -> used.add(node.kind())));
    architecture.layers().values().forEach(layer -> read(layer, used.contains(layer.name())));
  }

  private void read(CustomLayer definition, boolean used) {
    String name = definition.name();
    if (name.equals(Block.MAIN)
        || architecture.blocks().containsKey(name)
        || LayerCatalogue.find(name).isPresent()) {
      problems.add(
          Problem.error(
              name,
              "The custom layer `" + name + "` has the name of another layer or block.",
              "Give it another name."));
      return;
    }
    try {
      CustomKind kind = CustomKind.of(definition);
      custom.put(name, kind);
      if (!used) {
        problems.add(
            Problem.warning(
                name,
                "The custom layer `" + name + "` is unused.",
                "Use it as a node's `kind`, or remove it."));
      } else if (kind.hidesWork()) {
        problems.add(
            Problem.warning(
                name,
                "How many multiply-adds the custom layer `"
                    + name
                    + "` takes is unknown, and they count as none.",
                "Declare them, such as `multiplyAdds: B*T*width*width`."));
      }
    } catch (LayerException e) {
      problems.add(Problem.error(name, sentence(e), e.remedy()));
    }
  }

  /// What is wrong with the drawing's own kinds, each at its name.
  public List<Problem> problems() {
    return List.copyOf(problems);
  }

  /// A kind of the catalogue, or one of the drawing's own that is sound.
  public Optional<Layer> find(String kind) {
    return Optional.<Layer>ofNullable(custom.get(kind)).or(() -> LayerCatalogue.find(kind));
  }

  /// Those of the drawing's own kinds that are sound, in the order of the file.
  public List<CustomKind> custom() {
    return architecture.layers().keySet().stream()
        .filter(custom::containsKey)
        .map(custom::get)
        .toList();
  }

  /// Whether a kind is defined in the drawing, and not soundly.
  boolean isFaulty(String kind) {
    return architecture.layers().containsKey(kind) && !custom.containsKey(kind);
  }

  /// Everything that a node's kind may be, blocks included.
  List<String> names() {
    List<String> names = new ArrayList<>(architecture.blocks().keySet());
    names.addAll(architecture.layers().keySet());
    LayerCatalogue.all().forEach(layer -> names.add(layer.kind()));
    return names;
  }

  static String sentence(LayerException e) {
    String message = String.valueOf(e.getMessage());
    return Character.toUpperCase(message.charAt(0)) + message.substring(1) + ".";
  }
}
