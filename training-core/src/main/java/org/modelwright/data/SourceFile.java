package org.modelwright.data;

import java.io.IOException;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;
import org.modelwright.data.table.RowReader;
import org.modelwright.data.table.TableSettings;

/// One file of a source.
///
/// @param source which source, counted from 0
/// @param name the name in its source, with `/`
/// @param label what messages call it
/// @param bytes its size
/// @param stamp changes when the content does: a checksum where it costs nothing, else the time of
///     the last change
/// @param path where it lies; null for an entry of a zip
/// @param table where its text is; null for plain text
record SourceFile(
    int source,
    String name,
    String label,
    long bytes,
    long stamp,
    @Nullable Path path,
    Document.Content content,
    @Nullable TableSettings table) {

  boolean isTable() {
    return table != null;
  }

  /// What messages call one of its documents: the file, and the row where it is a table.
  String label(Document document) {
    return label + document.name().substring(name.length());
  }

  /// Opens it; a table is then read once, whatever the number of its rows.
  DocumentReader documents() throws IOException {
    return table == null
        ? new Whole(Document.of(name, bytes, content))
        : new Rows(name, table.open(label, path, content::open));
  }

  /// A file of text.
  private static final class Whole implements DocumentReader {

    private @Nullable Document left;

    Whole(Document document) {
      left = document;
    }

    @Override
    public @Nullable Document next() {
      Document next = left;
      left = null;
      return next;
    }

    @Override
    public void close() {}
  }

  /// A table.
  private record Rows(String name, RowReader rows) implements DocumentReader {

    @Override
    public @Nullable Document next() throws IOException {
      RowReader.Row row = rows.next();
      return row == null ? null : Document.of(name + "#" + row.number(), row.bytes(), row.text());
    }

    @Override
    public void close() throws IOException {
      rows.close();
    }
  }
}
