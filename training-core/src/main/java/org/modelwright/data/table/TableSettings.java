package org.modelwright.data.table;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Optional;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.modelwright.file.InputException;
import org.modelwright.file.YamlReader;

/// Where the text of a source's tables is.
///
/// @param field of JSON Lines, `a.b` for a field inside another; null where there are none
/// @param column of CSV and Parquet; null where there are none
/// @param delimiter between the columns of CSV; null to find out
public record TableSettings(
    @Nullable String field, @Nullable String column, @Nullable Character delimiter) {

  private static final String NO_DELIMITERS = "\"\r\n";

  /// Opens the bytes of a file.
  @FunctionalInterface
  public interface Content {
    InputStream open() throws IOException;
  }

  /// The settings of a source, or nothing where it is plain text.
  public static Optional<TableSettings> read(YamlReader reader) {
    String field = reader.text("field").orElse(null);
    String column = reader.text("column").orElse(null);
    Character delimiter =
        reader
            .text("delimiter")
            .map(text -> {
              if (text.equals("tab") || (text.length() == 1 && !NO_DELIMITERS.contains(text))) {
                return text.equals("tab") ? '\t' : text.charAt(0);
              }
              throw reader.wrong(
                  "delimiter",
                  reader.value("delimiter").orElseThrow(),
                  "one character or `tab`, no quote and no line end");
            })
            .orElse(null);
    if (delimiter != null && column == null) {
      throw new InputException(
          reader.mapping().place() + ": `delimiter` is for CSV, and needs a `column` too.");
    }
    return field == null && column == null
        ? Optional.empty()
        : Optional.of(new TableSettings(field, column, delimiter));
  }

  /// Whether a file of a folder or zip is one of the tables; the others are left out.
  public boolean takes(String name) {
    return TableFormat.of(name).map(this::where).isPresent();
  }

  /// The endings of the files that are taken, in words.
  public String endings() {
    return Arrays.stream(TableFormat.values())
        .filter(format -> where(format) != null)
        .flatMap(format -> format.endings().stream())
        .collect(Collectors.joining(", "));
  }

  private @Nullable String where(TableFormat format) {
    return format.key().equals("field") ? field : column;
  }

  /// Refuses a file that is none of the tables.
  ///
  /// @throws InputException naming the key that it wants
  public void require(Path file) {
    if (!takes(file.toString())) {
      throw new InputException(
          TableFormat.of(file.toString())
              .map(format ->
                  "The source %s is %s, so its text is named by `%s`; write it so (`sources` in data.yaml)."
                      .formatted(file, format.words(), format.key()))
              .orElseGet(() ->
                  "The source %s has a `%s`, but its name does not end in %s; rename it, or leave the key out for plain text."
                      .formatted(file, field == null ? "column" : "field", endings())));
    }
  }

  /// Opens a table that [#takes] says yes to.
  ///
  /// @param label the file's full name, for messages
  /// @param path where it lies; null for an entry of a zip
  public RowReader open(String label, @Nullable Path path, Content content) throws IOException {
    TableFormat format = TableFormat.of(label).orElseThrow();
    String where = where(format);
    if (where == null) {
      throw new IllegalArgumentException(label + " is not one of the tables");
    }
    return switch (format) {
      case JSON_LINES -> new JsonLines(label, where, content.open());
      case CSV -> Csv.open(label, where, Csv.delimiter(label, delimiter), content.open());
      case PARQUET -> {
        if (path == null) {
          throw new InputException(
              label + " is Parquet inside a zip, which cannot be read there; unpack the zip.");
        }
        yield Parquet.open(label, where, path);
      }
    };
  }
}
