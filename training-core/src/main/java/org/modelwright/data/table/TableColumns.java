package org.modelwright.data.table;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.modelwright.file.InputException;
import org.modelwright.file.IoReason;

/// What a table has to choose its text from, as its beginning says: the fields of the first objects of
/// JSON Lines, the columns of CSV or Parquet.
///
/// @param format in words, such as `CSV`
/// @param key of data.yaml that names one of them: `field` or `column`
/// @param all in the order of the file; a field inside another is `a.b`
/// @param text those that hold text
public record TableColumns(String format, String key, List<String> all, List<String> text) {

  /// What the column of text is called where nobody says otherwise.
  private static final String USUAL = "text";

  public TableColumns {
    all = List.copyOf(all);
    text = List.copyOf(text);
  }

  /// The columns of a file whose name ends as a table's does; empty for every other file.
  ///
  /// @throws InputException where the table is broken or cannot be read
  public static Optional<TableColumns> of(Path file) {
    return of(file, null);
  }

  /// @param delimiter between the columns of CSV; null to find out
  /// @throws InputException where the table is broken or cannot be read
  public static Optional<TableColumns> of(Path file, @Nullable Character delimiter) {
    Optional<TableFormat> format = TableFormat.of(file.toString());
    if (format.isEmpty()) {
      return Optional.empty();
    }
    String label = file.toString();
    try {
      return Optional.of(
          switch (format.get()) {
            case JSON_LINES -> JsonLines.columns(label, Files.newInputStream(file));
            case CSV ->
                Csv.columns(label, Csv.delimiter(label, delimiter), Files.newInputStream(file));
            case PARQUET -> Parquet.columns(label, file);
          });
    } catch (IOException e) {
      throw new InputException(
          "The source " + file + " cannot be read (" + IoReason.of(e) + "); correct its path.", e);
    }
  }

  static TableColumns of(TableFormat format, List<String> all, List<String> text) {
    return new TableColumns(format.words(), format.key(), all, text);
  }

  /// The column that is meant where none is named: `text`.
  public Optional<String> usual() {
    return text.stream().filter(USUAL::equals).findFirst();
  }

  /// The column that is most likely meant: `text`, or else the first that holds text.
  public Optional<String> likely() {
    return usual().or(() -> text.stream().findFirst());
  }
}
