package org.modelwright.project;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.modelwright.data.table.TableColumns;
import org.modelwright.file.InputException;
import org.modelwright.file.Phrase;
import org.modelwright.file.YamlValue;
import org.modelwright.file.YamlValue.Mapping;
import org.modelwright.file.YamlValue.Scalar;

/// A file, folder or zip of the user's own that takes the place of the sources in data.yaml.
///
/// @param path absolute
/// @param field the field with the text, where it is JSON Lines and somebody says so
/// @param column the column with the text, where it is CSV or Parquet and somebody says so
public record OwnSource(Path path, Optional<String> field, Optional<String> column) {

  private static final YamlValue.Place PLACE = YamlValue.Place.whole("--data");

  /// What says where in a table the text is.
  private static final List<String> TABLE_KEYS = List.of("field", "column", "delimiter");

  public OwnSource {
    path = path.toAbsolutePath().normalize();
  }

  /// Nobody says where in a table the text is.
  public static OwnSource of(Path path) {
    return new OwnSource(path, Optional.empty(), Optional.empty());
  }

  /// Where the text is: the keys of a source in data.yaml, none for plain text. A table's text is what
  /// the user says, or else its column `text`.
  ///
  /// @throws InputException where the table has none of that name, or is broken
  Map<String, String> table() {
    Map<String, String> keys = new LinkedHashMap<>();
    field.ifPresent(name -> keys.put("field", name));
    column.ifPresent(name -> keys.put("column", name));
    if (keys.isEmpty() && Files.isRegularFile(path)) {
      TableColumns.of(path)
          .filter(columns -> !columns.all().isEmpty())
          .ifPresent(columns -> keys.put(columns.key(), usual(columns)));
    }
    return keys;
  }

  private String usual(TableColumns columns) {
    return columns
        .usual()
        .orElseThrow(() ->
            new InputException(
                "The source %1$s is %2$s without a %3$s of text that is called `text`; its %3$ss are: %4$s; name the one with the text: `--%3$s NAME`."
                    .formatted(path, columns.format(), columns.key(), Phrase.list(columns.all()))));
  }

  /// Whether all of it is one text, which cannot be split by documents, so its tail is held out.
  boolean isOneDocument() {
    return Files.isRegularFile(path) && !ending(path.toString()).equals("zip") && table().isEmpty();
  }

  /// The settings of data.yaml with this source in place of theirs. Where an old source is a table of the
  /// same kind and nobody says otherwise, its column is read here too.
  Mapping in(Mapping data) {
    Map<String, YamlValue> source = new LinkedHashMap<>();
    source.put("path", new Scalar(PLACE, path.toString(), true));
    if (field.isEmpty()
        && column.isEmpty()
        && data.entries().get("sources") instanceof YamlValue.Sequence old) {
      for (YamlValue item : old.items()) {
        if (item instanceof Mapping one
            && one.entries().get("path") instanceof Scalar place
            && ending(place.text()).equals(ending(path.toString()))) {
          for (String key : TABLE_KEYS) {
            if (one.entries().containsKey(key)) {
              source.putIfAbsent(key, one.entries().get(key));
            }
          }
        }
      }
    }
    if (source.size() == 1) {
      table().forEach((key, name) -> source.put(key, new Scalar(PLACE, name, true)));
    }
    Mapping changed =
        data.with("sources", new YamlValue.Sequence(PLACE, List.of(new Mapping(PLACE, source))));
    return source.size() == 1 && isOneDocument()
        ? changed
            .with("split.by", new Scalar(PLACE, "tail", false))
            .with("split.validation", new Scalar(PLACE, "0.1", false))
        : changed;
  }

  private static String ending(String name) {
    String last = name.substring(name.replace('\\', '/').lastIndexOf('/') + 1);
    int dot = last.lastIndexOf('.');
    return dot < 0 ? "" : last.substring(dot + 1).toLowerCase(Locale.ROOT);
  }
}
