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

  /// Opens the file's bytes.
  @FunctionalInterface
  interface Content {
    InputStream open() throws IOException;
  }
}
