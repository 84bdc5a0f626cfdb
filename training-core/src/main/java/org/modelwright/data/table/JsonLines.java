package org.modelwright.data.table;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.modelwright.file.InputException;
import org.modelwright.file.Json;
import org.modelwright.file.Phrase;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.ObjectReader;

/// JSON Lines (jsonlines.org): one object a line; blank lines are passed over. A line without the
/// field has no text, as writers leave out what is null; but where none of the first lines has it,
/// its name is taken to be wrong.
final class JsonLines implements RowReader {

  private static final int PATIENCE = 100;
  private static final int LOOKED_AT = 20;

  private static final ObjectReader OBJECTS =
      Json.line().reader().with(DeserializationFeature.FAIL_ON_TRAILING_TOKENS);

  private final String file;
  private final String field;
  private final ByteLines lines;
  private boolean found;
  private int objects;
  private String seen = "none";

  JsonLines(String file, String field, InputStream in) {
    this.file = file;
    this.field = field;
    lines = new ByteLines(file, in);
  }

  /// The fields of the first objects; those with text in one of them hold text.
  static TableColumns columns(String file, InputStream in) throws IOException {
    try (var table = new JsonLines(file, "", in)) {
      var all = new LinkedHashSet<String>();
      var text = new LinkedHashSet<String>();
      int objects = 0;
      while (objects < LOOKED_AT && table.lines.next()) {
        if (!table.lines.isBlank()) {
          objects++;
          table.object().properties().forEach(entry -> collect(entry, "", all, text));
        }
      }
      return TableColumns.of(TableFormat.JSON_LINES, List.copyOf(all), List.copyOf(text));
    }
  }

  @Override
  public @Nullable Row next() throws IOException {
    while (lines.next()) {
      if (!lines.isBlank()) {
        return new Row(lines.number(), text(object()), lines.length() + 1L);
      }
    }
    if (!found && objects > 0) {
      throw noField();
    }
    return null;
  }

  private JsonNode object() {
    try {
      JsonNode node = OBJECTS.readTree(lines.bytes(), 0, lines.length());
      if (node.isObject()) {
        return node;
      }
    } catch (JacksonException e) {
      throw new InputException(
          "%s:%d: not valid JSON (%s); correct the line or take it out."
              .formatted(file, lines.number(), Phrase.of(e.getOriginalMessage())),
          e);
    }
    throw new InputException(
        "%s:%d: the line is not a JSON object; JSON Lines has one object a line."
            .formatted(file, lines.number()));
  }

  private String text(JsonNode object) {
    JsonNode value = find(object);
    if (objects++ == 0) {
      var names = new LinkedHashSet<String>();
      object.properties().forEach(entry -> collect(entry, "", names, new LinkedHashSet<>()));
      seen = Phrase.list(List.copyOf(names));
    }
    if (value == null) {
      if (!found && objects >= PATIENCE) {
        throw noField();
      }
      return "";
    }
    found = true;
    if (value.isNull()) {
      return "";
    }
    if (!value.isString()) {
      throw new InputException(
          "%s:%d: the field `%s` is not text but %s; name a field of text, or correct the line."
              .formatted(file, lines.number(), field, kind(value)));
    }
    return wellFormed(value.stringValue());
  }

  /// JSON can escape half a surrogate pair, which is no text.
  private static String wellFormed(String text) {
    return StandardCharsets.UTF_8.newEncoder().canEncode(text)
        ? text
        : new String(text.getBytes(StandardCharsets.UTF_8), StandardCharsets.UTF_8);
  }

  /// The field whose name has the dots in it goes before one inside another.
  private @Nullable JsonNode find(JsonNode object) {
    JsonNode node = object.get(field);
    if (node == null && field.contains(".")) {
      node = object;
      for (String part : field.split("\\.")) {
        node = node == null ? null : node.get(part);
      }
    }
    return node;
  }

  private static String kind(JsonNode value) {
    return value.isObject()
        ? "an object"
        : value.isArray() ? "a list" : value.isNumber() ? "a number" : "true or false";
  }

  private static void collect(
      Map.Entry<String, JsonNode> entry, String prefix, Set<String> all, Set<String> text) {
    String name = prefix + entry.getKey();
    JsonNode value = entry.getValue();
    if (value.isObject()) {
      value.properties().forEach(inner -> collect(inner, name + ".", all, text));
      return;
    }
    all.add(name);
    if (value.isString()) {
      text.add(name);
    }
  }

  private InputException noField() {
    return new InputException(
        "%s:%d: no line up to here has the field `%s`; the fields of the first are: %s (`field` in data.yaml)."
            .formatted(file, lines.number(), field, seen));
  }

  @Override
  public void close() throws IOException {
    lines.close();
  }
}
