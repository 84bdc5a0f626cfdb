package org.modelwright.graph;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import org.modelwright.file.InputException;
import org.modelwright.file.Yaml;
import org.modelwright.file.YamlReader;
import org.modelwright.file.YamlValue;
import org.modelwright.file.YamlValue.Mapping;
import org.modelwright.file.YamlValue.Place;
import org.modelwright.file.YamlValue.Scalar;
import org.modelwright.file.YamlValue.Sequence;

/// The drawing as `architecture.yaml`: one node a line, so that a version control system shows an
/// edit as the lines of the nodes it touched.
///
/// ```yaml
/// format: 1
/// blocks:
///   decoder:
///     inputs: [x]
///     settings: {heads: 8}
///     nodes:
///       - {id: attention, kind: SelfAttention, from: [x], heads: $heads, at: [0, 0]}
///     outputs: [attention]
/// main:
///   nodes:
///     - {id: tokens, kind: TokenInput, at: [0, 0]}
///     - {id: stack, kind: decoder, from: [tokens], repeat: 6, at: [0, 80]}
/// ```
public final class ArchitectureYaml {

  /// The format that this version writes, and the newest that it reads.
  public static final int FORMAT = 1;

  /// The keys of a node that are no settings.
  static final Set<String> NODE_KEYS = Set.of("id", "kind", "from", "repeat", "at");

  // Plain where no reader of YAML could see anything but this word: no indicator at its start, no
  // colon before a space and no # behind one, and a leading sign only before a digit.
  private static final Pattern PLAIN =
      Pattern.compile("[+-]?[A-Za-z0-9_$/.]([A-Za-z0-9_$/.+*() -]*[A-Za-z0-9_$/.+*()-])?");

  private final Map<String, Place> places = new LinkedHashMap<>();

  private ArchitectureYaml() {}

  /// @throws InputException where the file is missing, is no such YAML, or is of a newer format; the
  ///     message names line and column
  public static ArchitectureFile read(Path file) {
    return new ArchitectureYaml().document(Yaml.read(file), file.toString());
  }

  /// As `read`, from a text; `name` stands for the file in messages.
  public static ArchitectureFile parse(String text, String name) {
    return new ArchitectureYaml().document(Yaml.parse(text, name), name);
  }

  private ArchitectureFile document(Mapping root, String name) {
    var reader = new YamlReader(root, "");
    if (!reader.has("format")) {
      throw reader.missing("format");
    }
    long format = reader.integer("format", FORMAT, 1, Integer.MAX_VALUE);
    if (format > FORMAT) {
      throw new InputException(
          name
              + " was written by a newer version of Modelwright (format "
              + format
              + ", and this one reads up to "
              + FORMAT
              + "); update Modelwright.");
    }
    var layers = new LinkedHashMap<String, CustomLayer>();
    YamlReader kinds = reader.section("layers");
    for (var entry : kinds.mapping().entries().entrySet()) {
      String kind = entry.getKey();
      requireName(kind, entry.getValue(), "name of a layer");
      places.put(kind, entry.getValue().place());
      layers.put(kind, CustomLayerYaml.read(kind, kinds.section(kind)));
    }
    var blocks = new LinkedHashMap<String, Block>();
    YamlReader library = reader.section("blocks");
    for (var entry : library.mapping().entries().entrySet()) {
      String block = entry.getKey();
      requireName(block, entry.getValue(), "name of a block");
      if (block.equals(Block.MAIN)) {
        throw new InputException(
            entry.getValue().place() + ": `main` is the top block; give this one another name.");
      }
      blocks.put(block, block(block, library.section(block)));
    }
    if (!reader.has("main")) {
      throw reader.missing("main");
    }
    Block main = block(Block.MAIN, reader.section("main"));
    reader.finish();
    return new ArchitectureFile(new Architecture(layers, blocks, main), places);
  }

  private Block block(String name, YamlReader reader) {
    places.put(name, reader.mapping().place());
    List<String> inputs = name.equals(Block.MAIN) ? List.of() : reader.texts("inputs");
    YamlReader declared = reader.section("settings");
    var settings = new LinkedHashMap<String, String>();
    for (var entry : declared.mapping().entries().entrySet()) {
      settings.put(entry.getKey(), setting(declared, entry.getKey(), entry.getValue()));
    }
    var nodes = new ArrayList<Node>();
    var ids = new HashSet<String>();
    for (YamlReader item : reader.sections("nodes")) {
      Node node = node(item);
      if (!ids.add(node.id())) {
        throw new InputException(
            item.mapping().place()
                + ": the id `"
                + node.id()
                + "` stands twice in `"
                + name
                + "`; rename one of the two.");
      }
      places.put(name + "/" + node.id(), item.mapping().place());
      nodes.add(node);
    }
    List<PortReference> outputs = references(reader, "outputs");
    reader.finish();
    return new Block(name, inputs, settings, nodes, outputs);
  }

  private static Node node(YamlReader reader) {
    String id = reader.requiredText("id");
    String kind = reader.requiredText("kind");
    List<PortReference> from = references(reader, "from");
    int repeat = (int) reader.integer("repeat", 1, 1, Node.MAX_REPEAT);
    Position at = position(reader);
    var settings = new LinkedHashMap<String, String>();
    for (var entry : reader.mapping().entries().entrySet()) {
      if (!NODE_KEYS.contains(entry.getKey())) {
        settings.put(entry.getKey(), setting(reader, entry.getKey(), entry.getValue()));
      }
    }
    return new Node(id, kind, from, repeat, settings, at);
  }

  private static List<PortReference> references(YamlReader reader, String key) {
    return reader.texts(key).stream().map(PortReference::parse).toList();
  }

  private static Position position(YamlReader reader) {
    YamlValue value = reader.value("at").orElse(null);
    if (value == null) {
      return Position.ORIGIN;
    }
    if (value instanceof Sequence pair
        && pair.items().size() == 2
        && pair.items().get(0) instanceof Scalar x
        && pair.items().get(1) instanceof Scalar y) {
      try {
        double left = Double.parseDouble(x.text());
        double top = Double.parseDouble(y.text());
        if (Position.isOnCanvas(left, top)) {
          return new Position(left, top);
        }
      } catch (NumberFormatException e) {
        // falls through to the same complaint
      }
    }
    throw reader.wrong("at", value, "two numbers, `[x, y]`, each within a billion of zero");
  }

  private static String setting(YamlReader reader, String key, YamlValue value) {
    requireName(key, value, "name of a setting");
    if (value instanceof Scalar scalar) {
      return scalar.text();
    }
    throw reader.wrong(key, value, "a single word or number (quote it if it holds `,` or `[`)");
  }

  private static void requireName(String name, YamlValue value, String what) {
    if (!Identifier.matches(name)) {
      throw new InputException(
          value.place()
              + ": `"
              + name
              + "` is no "
              + what
              + "; write "
              + Identifier.rule().english()
              + ".");
    }
  }

  /// The drawing as a file that `parse` reads back to an equal value. Writing what was parsed gives
  /// the same text again.
  public static String write(Architecture architecture) {
    var text = new StringBuilder("format: " + FORMAT + "\n");
    if (!architecture.layers().isEmpty()) {
      text.append("layers:\n");
      for (CustomLayer layer : architecture.layers().values()) {
        text.append("  ").append(layer.name()).append(":\n");
        CustomLayerYaml.write(layer, "    ", text);
      }
    }
    if (!architecture.blocks().isEmpty()) {
      text.append("blocks:\n");
      for (Block block : architecture.blocks().values()) {
        text.append("  ").append(block.name()).append(":\n");
        write(block, "    ", text);
      }
    }
    text.append("main:\n");
    write(architecture.main(), "  ", text);
    return text.toString();
  }

  private static void write(Block block, String indent, StringBuilder text) {
    if (!block.inputs().isEmpty()) {
      text.append(indent).append("inputs: ").append(list(block.inputs())).append('\n');
    }
    if (!block.settings().isEmpty()) {
      List<String> entries = new ArrayList<>();
      block.settings().forEach((key, value) -> entries.add(key + ": " + quoted(value)));
      text.append(indent).append("settings: {").append(String.join(", ", entries)).append("}\n");
    }
    text.append(indent).append(block.nodes().isEmpty() ? "nodes: []\n" : "nodes:\n");
    for (Node node : block.nodes()) {
      text.append(indent).append("  - ").append(line(node)).append('\n');
    }
    if (!block.outputs().isEmpty()) {
      text.append(indent).append("outputs: ").append(references(block.outputs())).append('\n');
    }
  }

  private static String line(Node node) {
    List<String> entries = new ArrayList<>();
    entries.add("id: " + quoted(node.id()));
    entries.add("kind: " + quoted(node.kind()));
    if (!node.from().isEmpty()) {
      entries.add("from: " + references(node.from()));
    }
    if (node.repeat() > 1) {
      entries.add("repeat: " + node.repeat());
    }
    node.settings().forEach((key, value) -> entries.add(key + ": " + quoted(value)));
    entries.add("at: [" + number(node.at().x()) + ", " + number(node.at().y()) + "]");
    return "{" + String.join(", ", entries) + "}";
  }

  private static String references(List<PortReference> references) {
    return list(references.stream().map(PortReference::toString).toList());
  }

  static String list(List<String> words) {
    return "[" + String.join(", ", words.stream().map(ArchitectureYaml::quoted).toList()) + "]";
  }

  private static String number(double value) {
    return value == Math.rint(value) && Math.abs(value) < 1e15
        ? Long.toString((long) value)
        : Double.toString(value);
  }

  static String quoted(String word) {
    if (PLAIN.matcher(word).matches() && !word.startsWith("...")) {
      return word;
    }
    var text = new StringBuilder("\"");
    word.codePoints().forEach(c -> escape(c, text));
    return text.append('"').toString();
  }

  private static void escape(int c, StringBuilder text) {
    switch (c) {
      case '"' -> text.append("\\\"");
      case '\\' -> text.append("\\\\");
      case '\n' -> text.append("\\n");
      case '\t' -> text.append("\\t");
      default -> {
        int type = Character.getType(c);
        boolean raw =
            switch (type) {
              case Character.CONTROL,
                  Character.FORMAT,
                  Character.SURROGATE,
                  Character.PRIVATE_USE,
                  Character.UNASSIGNED,
                  Character.LINE_SEPARATOR,
                  Character.PARAGRAPH_SEPARATOR ->
                  false;
              default -> true;
            };
        if (raw) {
          text.appendCodePoint(c);
        } else {
          text.append(String.format(c > 0xFFFF ? "\\U%08X" : "\\u%04X", c));
        }
      }
    }
  }
}
