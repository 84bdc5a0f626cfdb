package org.modelwright.data;

import java.io.IOException;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.nio.ByteOrder;
import java.nio.LongBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Objects;
import org.modelwright.file.InputException;

/// A file of ids, mapped into memory as a whole: the system pages in what is read, so it may be
/// larger than memory. Ids are unsigned little-endian integers of 2 bytes where the vocabulary
/// allows, else 4.
final class MappedTokens implements TokenSequence {

  private static final ValueLayout.OfShort SHORT =
      ValueLayout.JAVA_SHORT_UNALIGNED.withOrder(ByteOrder.LITTLE_ENDIAN);
  private static final ValueLayout.OfInt INT =
      ValueLayout.JAVA_INT_UNALIGNED.withOrder(ByteOrder.LITTLE_ENDIAN);

  private final Path file;
  private final MemorySegment ids;
  private final int width;
  private final int vocabularySize;
  private final long textBytes;

  /// @param arena until when the file stays mapped
  /// @param width bytes an id, 2 or 4
  /// @param vocabularySize above all ids
  MappedTokens(Path file, int width, int vocabularySize, long textBytes, Arena arena)
      throws IOException {
    this.file = file;
    try (var channel = FileChannel.open(file, StandardOpenOption.READ)) {
      ids = channel.map(FileChannel.MapMode.READ_ONLY, 0, channel.size(), arena);
    }
    this.width = width;
    this.vocabularySize = vocabularySize;
    this.textBytes = textBytes;
  }

  /// Bytes an id for a vocabulary of this size.
  static int width(int vocabularySize) {
    return vocabularySize <= 1 << 16 ? Short.BYTES : Integer.BYTES;
  }

  @Override
  public long length() {
    return ids.byteSize() / width;
  }

  /// @throws InputException where the file holds an id that no token has
  @Override
  public void read(long from, int count, LongBuffer into) {
    Objects.checkFromIndexSize(from, (long) count, length());
    if (width == Short.BYTES) {
      for (long at = from; at < from + count; at++) {
        into.put(known(Short.toUnsignedLong(ids.get(SHORT, at * Short.BYTES))));
      }
    } else {
      for (long at = from; at < from + count; at++) {
        into.put(known(Integer.toUnsignedLong(ids.get(INT, at * Integer.BYTES))));
      }
    }
  }

  private long known(long id) {
    if (id >= vocabularySize) {
      throw new InputException(
          "%s is damaged (it has token %,d of %,d); delete its folder, and it is made again."
              .formatted(file, id, vocabularySize));
    }
    return id;
  }

  @Override
  public long textBytes() {
    return textBytes;
  }
}
