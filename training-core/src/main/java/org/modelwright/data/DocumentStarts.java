package org.modelwright.data;

import java.io.IOException;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.nio.ByteOrder;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;

/// Where the documents of a part begin, in tokens: a mapped file of 8 bytes a document. Each document
/// reaches to the next one's beginning and holds at least one token.
final class DocumentStarts {

  private static final ValueLayout.OfLong LONG =
      ValueLayout.JAVA_LONG_UNALIGNED.withOrder(ByteOrder.LITTLE_ENDIAN);

  private final MemorySegment starts;
  private final long tokens;

  /// @param tokens how many there are in the part
  DocumentStarts(Path file, long tokens, Arena arena) throws IOException {
    try (var channel = FileChannel.open(file, StandardOpenOption.READ)) {
      starts = channel.map(FileChannel.MapMode.READ_ONLY, 0, channel.size(), arena);
    }
    this.tokens = tokens;
  }

  /// The number of documents.
  long count() {
    return starts.byteSize() / Long.BYTES;
  }

  /// How many tokens there are in all.
  long tokens() {
    return tokens;
  }

  /// Whether none begins before the one before it, or behind the last token.
  boolean areInOrder() {
    long before = 0;
    for (long document = 0; document < count(); document++) {
      long begin = begin(document);
      if (begin < before || begin > tokens) {
        return false;
      }
      before = begin;
    }
    return true;
  }

  long begin(long document) {
    return starts.get(LONG, document * Long.BYTES);
  }

  /// The place behind a document's last token.
  long end(long document) {
    return document + 1 < count() ? begin(document + 1) : tokens;
  }

  /// The document that a token belongs to; the first begins with the first token.
  long at(long token) {
    long low = 0;
    long high = count() - 1;
    while (low < high) {
      long middle = (low + high + 1) >>> 1;
      if (begin(middle) <= token) {
        low = middle;
      } else {
        high = middle - 1;
      }
    }
    return low;
  }
}
