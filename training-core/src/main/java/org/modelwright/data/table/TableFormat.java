package org.modelwright.data.table;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/// The kinds of tables, told apart by the end of a file's name.
enum TableFormat {
  JSON_LINES("JSON Lines", "field", ".jsonl, .ndjson"),
  CSV("CSV", "column", ".csv, .tsv"),
  PARQUET("Parquet", "column", ".parquet");

  private final String words;
  private final String key;
  private final String endings;

  TableFormat(String words, String key, String endings) {
    this.words = words;
    this.key = key;
    this.endings = endings;
  }

  static Optional<TableFormat> of(String fileName) {
    String name = fileName.toLowerCase(Locale.ROOT);
    return Arrays.stream(values())
        .filter(format -> format.endings().stream().anyMatch(name::endsWith))
        .findFirst();
  }

  /// The format's name.
  String words() {
    return words;
  }

  /// The key of data.yaml that names where its text is.
  String key() {
    return key;
  }

  List<String> endings() {
    return List.of(endings.split(", "));
  }
}
