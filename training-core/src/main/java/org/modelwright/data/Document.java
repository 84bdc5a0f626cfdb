package org.modelwright.data;

import java.io.IOException;
import java.io.InputStream;
import java.io.StringReader;

/// A text that is split, cleaned and ended as one: a file, or a row of a table.
///
/// @param name the name in its source, with `/`; a row's is `FILE#ROW`
/// @param bytes about what it takes of its file
record Document(String name, long bytes, Text text) {

  /// Chars in a piece: large enough that handing it to a thread costs nothing, small enough that
  /// dozens fit anywhere.
  private static final int PIECE = 1 << 18;

  /// Opens the text.
  @FunctionalInterface
  interface Text {
    TextPieces open() throws IOException;
  }

  /// Opens a file's bytes.
  @FunctionalInterface
  interface Content {
    InputStream open() throws IOException;
  }

  /// A whole file.
  static Document of(String name, long bytes, Content content) {
    return new Document(name, bytes, () -> new TextPieces(content.open(), size(bytes)));
  }

  /// A row of a table.
  static Document of(String name, long bytes, String text) {
    return new Document(
        name, bytes, () -> new TextPieces(new StringReader(text), size(text.length())));
  }

  /// A small document does not cost a large buffer.
  private static int size(long length) {
    return Math.clamp(length + 2, 16, PIECE);
  }

  /// The document's text.
  TextPieces pieces() throws IOException {
    return text.open();
  }
}
