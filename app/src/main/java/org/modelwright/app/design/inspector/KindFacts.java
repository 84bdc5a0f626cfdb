package org.modelwright.app.design.inspector;

import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.modelwright.compile.LayerKinds;
import org.modelwright.graph.Architecture;
import org.modelwright.graph.Block;
import org.modelwright.graph.CustomLayer;
import org.modelwright.graph.Node;
import org.modelwright.layer.Layer;
import org.modelwright.layer.LayerCatalogue;
import org.modelwright.layer.Setting;
import org.modelwright.layer.SettingType;

/// What a node's kind is: a layer of the catalogue, a block, or a layer of the drawing's own, sound or
/// not.
///
/// @param family the word of its colour: `attention`, `custom`, `block`; `unknown` for no kind at all
/// @param inputs names of its ports; a last one that ends in `...` takes any number
record KindFacts(
    String kind, Origin origin, String family, List<String> inputs, List<Declared> settings) {

  enum Origin {
    CATALOGUE,
    CUSTOM,
    BLOCK,
    UNKNOWN
  }

  /// A setting that the kind has.
  ///
  /// @param type null where nothing says what it accepts
  /// @param ifAbsent the word of its default; null where that depends on the inputs
  record Declared(String name, @Nullable SettingType<?> type, @Nullable String ifAbsent) {

    static Declared of(Setting<?> setting) {
      return new Declared(
          setting.name(),
          setting.type(),
          setting.ifAbsent() == null ? null : plain(setting.defaultWords()));
    }

    /// A number as people write it: `1.0E-5` is `1e-5`, `10000.0` is `10000`.
    private static String plain(String word) {
      return word.replaceFirst("\\.0(?=E|$)", "").replace('E', 'e');
    }
  }

  static KindFacts of(Architecture architecture, LayerKinds kinds, String kind) {
    Block block = architecture.blocks().get(kind);
    if (block != null) {
      return new KindFacts(
          kind,
          Origin.BLOCK,
          "block",
          block.inputs(),
          block.settings().entrySet().stream()
              .map(e ->
                  new Declared(
                      e.getKey(), typeOf(architecture, kinds, block, e.getKey()), e.getValue()))
              .toList());
    }
    CustomLayer custom = architecture.layers().get(kind);
    Optional<Layer> layer = kinds.find(kind);
    if (layer.isPresent()) {
      return new KindFacts(
          kind,
          custom == null ? Origin.CATALOGUE : Origin.CUSTOM,
          layer.get().family().name().toLowerCase(Locale.ROOT),
          layer.get().inputs(),
          layer.get().settings().stream().<Declared>map(Declared::of).toList());
    }
    if (custom != null) {
      return new KindFacts(
          kind,
          Origin.CUSTOM,
          "custom",
          List.copyOf(custom.inputs().keySet()),
          custom.settings().entrySet().stream()
              .map(e -> new Declared(e.getKey(), null, e.getValue()))
              .toList());
    }
    return new KindFacts(kind, Origin.UNKNOWN, "unknown", List.of(), List.of());
  }

  Optional<Declared> setting(String name) {
    return settings.stream().filter(s -> s.name().equals(name)).findFirst();
  }

  boolean takesMany() {
    return !inputs.isEmpty() && inputs.getLast().endsWith("...");
  }

  /// Whether copies of it can stand in a row: each feeds the next.
  boolean canRepeat() {
    return origin == Origin.BLOCK || (inputs.size() == 1 && !takesMany());
  }

  /// Everything that a node of a block may be: blocks that do not contain it, then the drawing's own
  /// layers, then the catalogue.
  static List<String> choices(Architecture architecture, Block in) {
    return Stream.of(
            architecture.blocks().keySet().stream()
                .filter(name -> !reaches(architecture, name, in.name(), new HashSet<>())),
            architecture.layers().keySet().stream(),
            LayerCatalogue.all().stream().map(Layer::kind))
        .flatMap(s -> s)
        .toList();
  }

  private static boolean reaches(
      Architecture architecture, String from, String to, Set<String> seen) {
    if (from.equals(to)) {
      return true;
    }
    Block block = architecture.blocks().get(from);
    return block != null
        && seen.add(from)
        && block.nodes().stream().anyMatch(n -> reaches(architecture, n.kind(), to, seen));
  }

  /// What a declared setting of a block accepts, as the first setting inside that stands for it says.
  static @Nullable SettingType<?> typeOf(
      Architecture architecture, LayerKinds kinds, Block block, String setting) {
    return typeOf(architecture, kinds, block, setting, new HashSet<>());
  }

  private static @Nullable SettingType<?> typeOf(
      Architecture architecture, LayerKinds kinds, Block block, String setting, Set<String> seen) {
    if (!seen.add(block.name() + "/" + setting)) {
      return null;
    }
    for (Node node : block.nodes()) {
      for (var entry : node.settings().entrySet()) {
        if (entry.getValue().equals("$" + setting)) {
          Block used = architecture.blocks().get(node.kind());
          SettingType<?> type =
              used == null
                  ? kinds.find(node.kind()).map(l -> typeIn(l, entry.getKey())).orElse(null)
                  : typeOf(architecture, kinds, used, entry.getKey(), seen);
          if (type != null) {
            return type;
          }
        }
      }
    }
    return null;
  }

  private static @Nullable SettingType<?> typeIn(Layer layer, String setting) {
    for (Setting<?> each : layer.settings()) {
      if (each.name().equals(setting)) {
        return each.type();
      }
    }
    return null;
  }
}
