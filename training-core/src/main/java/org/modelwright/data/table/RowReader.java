package org.modelwright.data.table;

import java.io.IOException;
import org.jspecify.annotations.Nullable;

/// The rows of a table, one after the other.
public interface RowReader extends AutoCloseable {

  /// One row.
  ///
  /// @param number in its file: a line of JSON Lines, a record of CSV (the header not counted) or a
  ///     row of Parquet, counted from 1
  /// @param text empty where the row has none
  /// @param bytes about what it takes of the file, for progress
  record Row(long number, String text, long bytes) {}

  /// The next row, or null after the last.
  ///
  /// @throws org.modelwright.file.InputException where the table is broken or has no such field
  @Nullable Row next() throws IOException;

  @Override
  void close() throws IOException;
}
