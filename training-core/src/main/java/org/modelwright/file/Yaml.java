package org.modelwright.file;

import java.io.IOException;
import java.nio.charset.MalformedInputException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.modelwright.file.YamlValue.Mapping;
import org.modelwright.file.YamlValue.Place;
import org.modelwright.file.YamlValue.Scalar;
import org.modelwright.file.YamlValue.Sequence;
import org.snakeyaml.engine.v2.api.LoadSettings;
import org.snakeyaml.engine.v2.api.lowlevel.Compose;
import org.snakeyaml.engine.v2.api.lowlevel.Parse;
import org.snakeyaml.engine.v2.common.ScalarStyle;
import org.snakeyaml.engine.v2.events.AliasEvent;
import org.snakeyaml.engine.v2.events.CollectionEndEvent;
import org.snakeyaml.engine.v2.events.CollectionStartEvent;
import org.snakeyaml.engine.v2.events.Event;
import org.snakeyaml.engine.v2.exceptions.Mark;
import org.snakeyaml.engine.v2.exceptions.MarkedYamlEngineException;
import org.snakeyaml.engine.v2.exceptions.YamlEngineException;
import org.snakeyaml.engine.v2.nodes.MappingNode;
import org.snakeyaml.engine.v2.nodes.Node;
import org.snakeyaml.engine.v2.nodes.NodeTuple;
import org.snakeyaml.engine.v2.nodes.ScalarNode;
import org.snakeyaml.engine.v2.nodes.SequenceNode;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/// Reads YAML 1.2 as a tree with positions. Tags are ignored, so no type of a file's choosing is
/// ever made; aliases and deep nesting are refused, so no file can grow beyond its size in memory.
public final class Yaml {

  private static final int MAX_DEPTH = 64;

  private Yaml() {}

  /// The file's top-level mapping.
  ///
  /// @throws InputException where the file is missing, unreadable, not YAML or not a mapping
  public static Mapping read(Path file) {
    String text;
    try {
      text = Files.readString(file);
    } catch (NoSuchFileException e) {
      throw new InputException(file + " does not exist; restore it, or begin a new project.", e);
    } catch (MalformedInputException e) {
      throw new InputException(file + " is not UTF-8 text; save it as UTF-8.", e);
    } catch (IOException e) {
      throw new InputException(
          file + " cannot be read (" + IoReason.of(e) + "); see that it is a readable file.", e);
    }
    return parse(text, file.toString());
  }

  /// As `read`, from a text; `name` stands for the file in messages.
  public static Mapping parse(String text, String name) {
    var settings =
        LoadSettings.builder()
            .setLabel(name)
            .setAllowDuplicateKeys(false)
            .setCodePointLimit(64 << 20)
            // one buffer for all: the library fails where a surrogate pair spans two
            .setBufferSize(Math.max(1024, text.length() + 2))
            .build();
    Optional<Node> root;
    try {
      refuseWhatGrows(new Parse(settings).parseString(text), name);
      root = new Compose(settings).composeString(text);
    } catch (MarkedYamlEngineException e) {
      Place place = place(name, e.getProblemMark());
      throw new InputException(place + ": not valid YAML: " + e.getProblem() + "; correct it.", e);
    } catch (YamlEngineException e) {
      throw new InputException(name + ": not valid YAML: " + firstLine(e) + "; correct it.", e);
    } catch (NumberFormatException e) {
      // the library's own for an escape such as `\x` at the end of a text
      throw new InputException(
          name + ": not valid YAML: an escape in double quotes has no digits; correct it.", e);
    }
    if (root.isEmpty()) {
      return new Mapping(new Place(name, 1, 1), Map.of());
    }
    if (convert(root.get(), name) instanceof Mapping mapping) {
      return mapping;
    }
    throw new InputException(
        place(name, root.get().getStartMark()) + ": expected `key: value` lines; write it so.");
  }

  /// Looks at the events first: composing follows the nesting on the stack, and a few lines of
  /// aliases to aliases are a tree of billions.
  private static void refuseWhatGrows(Iterable<Event> events, String name) {
    int depth = 0;
    for (Event event : events) {
      switch (event) {
        case CollectionStartEvent _ -> depth++;
        case CollectionEndEvent _ -> depth--;
        case AliasEvent _ ->
            throw new InputException(
                place(name, event.getStartMark())
                    + ": an alias (`*name`) is not read here; write the value out.");
        default -> {}
      }
      if (depth > MAX_DEPTH) {
        throw new InputException(
            place(name, event.getStartMark())
                + ": nested more than "
                + MAX_DEPTH
                + " levels deep; write it flatter.");
      }
    }
  }

  private static YamlValue convert(Node node, String name) {
    Place place = place(name, node.getStartMark());
    return switch (node) {
      case ScalarNode s -> new Scalar(place, s.getValue(), s.getScalarStyle() != ScalarStyle.PLAIN);
      case SequenceNode s -> {
        List<YamlValue> items = new ArrayList<>();
        for (Node item : s.getValue()) {
          items.add(convert(item, name));
        }
        yield new Sequence(place, List.copyOf(items));
      }
      case MappingNode m -> {
        Map<String, YamlValue> entries = new LinkedHashMap<>();
        for (NodeTuple tuple : m.getValue()) {
          if (!(tuple.getKeyNode() instanceof ScalarNode key)) {
            throw new InputException(place + ": a key must be a single word; write one.");
          }
          if (entries.put(key.getValue(), convert(tuple.getValueNode(), name)) != null) {
            throw new InputException(
                place(name, key.getStartMark())
                    + ": the key `"
                    + key.getValue()
                    + "` stands twice; remove one of the two.");
          }
        }
        yield new Mapping(place, entries);
      }
      default ->
          throw new InputException(place + ": this kind of YAML is not used here; remove it.");
    };
  }

  /// The tree as JSON, every scalar a text, for files that programs write.
  public static JsonNode toJson(YamlValue value) {
    return switch (value) {
      case Scalar s -> Json.line().getNodeFactory().stringNode(s.text());
      case Sequence s -> {
        ArrayNode array = Json.line().createArrayNode();
        s.items().forEach(item -> array.add(toJson(item)));
        yield array;
      }
      case Mapping m -> {
        ObjectNode object = Json.line().createObjectNode();
        m.entries().forEach((key, item) -> object.set(key, toJson(item)));
        yield object;
      }
    };
  }

  /// What `toJson` wrote; `name` stands for the file in messages.
  public static YamlValue fromJson(JsonNode node, String name) {
    Place place = Place.whole(name);
    if (node.isObject()) {
      Map<String, YamlValue> entries = new LinkedHashMap<>();
      node.properties().forEach(e -> entries.put(e.getKey(), fromJson(e.getValue(), name)));
      return new Mapping(place, entries);
    }
    if (node.isArray()) {
      List<YamlValue> items = new ArrayList<>();
      node.forEach(item -> items.add(fromJson(item, name)));
      return new Sequence(place, items);
    }
    return new Scalar(place, node.asString(""), false);
  }

  private static Place place(String name, Optional<Mark> mark) {
    return mark.map(m -> new Place(name, m.getLine() + 1, m.getColumn() + 1))
        .orElse(new Place(name, 1, 1));
  }

  private static String firstLine(Exception e) {
    String message = e.getMessage();
    return message == null ? e.getClass().getSimpleName() : message.lines().findFirst().orElse("");
  }
}
