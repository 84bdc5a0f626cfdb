package org.modelwright.data;

import java.io.IOException;
import org.jspecify.annotations.Nullable;

/// The documents of one file, one after the other: one for a file of text, one a row for a table.
interface DocumentReader extends AutoCloseable {

  /// The next document, which must have been read before the one after it is asked for; null after the
  /// last.
  @Nullable Document next() throws IOException;

  @Override
  void close() throws IOException;
}
