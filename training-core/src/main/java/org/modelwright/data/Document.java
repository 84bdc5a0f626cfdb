package org.modelwright.data;

import java.io.IOException;
import java.io.InputStream;

/// One file of a source.
///
/// @param source which source, counted from 0
/// @param name the name in its source, with `/`
/// @param bytes its size
/// @param stamp changes when the content does: a checksum where it costs nothing, else the time of
///     the last change
record Document(int source, String name, long bytes, long stamp, Content content) {

  /// Chars in a piece: large enough that handing it to a thread costs nothing, small enough that
  /// dozens fit anywhere.
  private static final int PIECE = 1 << 18;

  /// Opens the file's bytes.
  @FunctionalInterface
  interface Content {
    InputStream open() throws IOException;
  }

  /// The document's text; a small document does not cost a large buffer.
  TextPieces pieces() throws IOException {
    return new TextPieces(content.open(), Math.clamp(bytes + 2, 16, PIECE));
  }
}
