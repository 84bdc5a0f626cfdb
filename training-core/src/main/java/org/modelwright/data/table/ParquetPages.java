package org.modelwright.data.table;

import dev.hardwood.metadata.ColumnChunk;
import dev.hardwood.metadata.ColumnMetaData;
import dev.hardwood.metadata.RowGroup;
import java.io.IOException;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.nio.ByteOrder;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Arrays;
import java.util.List;

/// Looks at a file's footer and the headers of a column's pages before the library does, which on a page
/// that reaches beyond its chunk would wait without end, and which takes any size that it is told for
/// granted. Both are structs in Thrift's compact protocol (parquet-format 2.11, `PageHeader`).
final class ParquetPages {

  /// Writers make pages of about a million bytes.
  private static final int LARGEST = 1 << 27;

  private static final int MOST_VALUES = 1 << 24;
  private static final int DEEPEST = 16;

  /// Behind the footer: its length and `PAR1`.
  private static final int FOOTER_END = 8;

  private static final ValueLayout.OfInt LENGTH =
      ValueLayout.JAVA_INT_UNALIGNED.withOrder(ByteOrder.LITTLE_ENDIAN);

  private static final int DATA = 0;
  private static final int DICTIONARY = 2;
  private static final int DATA_2 = 3;

  private static final int TRUE = 1;
  private static final int FALSE = 2;
  private static final int BYTE = 3;
  private static final int I16 = 4;
  private static final int I32 = 5;
  private static final int I64 = 6;
  private static final int DOUBLE = 7;
  private static final int BINARY = 8;
  private static final int LIST = 9;
  private static final int SET = 10;
  private static final int MAP = 11;
  private static final int STRUCT = 12;

  private final MemorySegment chunk;
  private long at;

  private ParquetPages(MemorySegment chunk) {
    this.chunk = chunk;
  }

  /// @param column its place among the columns
  /// @throws IllegalArgumentException where the pages are not what the file's footer says
  static void require(Path file, List<RowGroup> groups, int column) throws IOException {
    try (var channel = FileChannel.open(file, StandardOpenOption.READ);
        Arena arena = Arena.ofConfined()) {
      MemorySegment all = channel.map(FileChannel.MapMode.READ_ONLY, 0, channel.size(), arena);
      for (RowGroup group : groups) {
        ColumnChunk chunk = group.columns().get(column);
        ColumnMetaData meta = chunk.metaData();
        if (meta.numValues() != group.numRows()) {
          throw new IllegalArgumentException("a column does not have as many values as rows");
        }
        new ParquetPages(all.asSlice(chunk.chunkStartOffset(), meta.totalCompressedSize()))
            .require(meta.numValues());
      }
    } catch (IndexOutOfBoundsException e) {
      throw new IllegalArgumentException("a page reaches beyond its place", e);
    }
  }

  /// Whether the lengths in a file's footer fit into it; the library would ask for as much memory as they
  /// say.
  ///
  /// @throws IllegalArgumentException where they do not
  static void requireFooter(Path file) throws IOException {
    try (var channel = FileChannel.open(file, StandardOpenOption.READ);
        Arena arena = Arena.ofConfined()) {
      MemorySegment all = channel.map(FileChannel.MapMode.READ_ONLY, 0, channel.size(), arena);
      long end = all.byteSize() - FOOTER_END;
      long length = Integer.toUnsignedLong(all.get(LENGTH, end));
      new ParquetPages(all.asSlice(end - length, length)).header(0);
    } catch (IndexOutOfBoundsException e) {
      throw new IllegalArgumentException("its footer is not one", e);
    }
  }

  private void require(long values) {
    long found = 0;
    while (at < chunk.byteSize()) {
      Header header = header(0);
      int packed = header.in(3, 0, LARGEST);
      header.in(2, 0, LARGEST);
      int type = header.in(1, DATA, DATA_2);
      if (type == DICTIONARY) {
        header.in(7, 0, MOST_VALUES);
      } else if (type == DATA || type == DATA_2) {
        found += header.in(type == DATA ? 5 : 8, 0, MOST_VALUES);
      }
      chunk.asSlice(at, packed);
      at += packed;
    }
    if (found != values) {
      throw new IllegalArgumentException("pages are missing");
    }
  }

  /// The whole numbers of a struct by their field; of a struct inside it the first field's.
  private record Header(long[] numbers) {

    int in(int field, int low, int high) {
      if (numbers[field] < low || numbers[field] > high) {
        throw new IllegalArgumentException("a header is impossible");
      }
      return (int) numbers[field];
    }
  }

  private Header header(int depth) {
    if (depth > DEEPEST) {
      throw new IllegalArgumentException("a header is impossible");
    }
    var numbers = new long[DEEPEST];
    Arrays.fill(numbers, -1);
    long field = 0;
    for (int head = next(); head != 0; head = next()) {
      int delta = head >> 4;
      field = delta == 0 ? zigzag() : field + delta;
      long value = value(head & 0xF, depth);
      if (field > 0 && field < numbers.length) {
        numbers[(int) field] = value;
      }
    }
    return new Header(numbers);
  }

  private long value(int type, int depth) {
    switch (type) {
      case TRUE, FALSE -> {}
      case BYTE -> at++;
      case I16, I32, I64 -> {
        return zigzag();
      }
      case DOUBLE -> at += Double.BYTES;
      case BINARY -> {
        long length = length();
        at += length;
      }
      case LIST, SET -> {
        int head = next();
        long count = head >> 4 == 0xF ? length() : head >> 4;
        for (long i = 0; i < count; i++) {
          element(head & 0xF, depth);
        }
      }
      case MAP -> {
        long count = length();
        int types = count == 0 ? 0 : next();
        for (long i = 0; i < count; i++) {
          element(types >> 4, depth);
          element(types & 0xF, depth);
        }
      }
      case STRUCT -> {
        return header(depth + 1).numbers()[1];
      }
      default -> throw new IllegalArgumentException("a header is impossible");
    }
    return -1;
  }

  /// In a list each flag takes a byte, so that every element moves on.
  private void element(int type, int depth) {
    if (depth > DEEPEST) {
      throw new IllegalArgumentException("a header is impossible");
    }
    value(type == TRUE || type == FALSE ? BYTE : type, depth + 1);
    chunk.asSlice(at, 0);
  }

  private int next() {
    return Byte.toUnsignedInt(chunk.get(ValueLayout.JAVA_BYTE, at++));
  }

  private long length() {
    long length = varint();
    if (length < 0 || length > chunk.byteSize()) {
      throw new IllegalArgumentException("a header is impossible");
    }
    return length;
  }

  private long zigzag() {
    long value = varint();
    return value >>> 1 ^ -(value & 1);
  }

  private long varint() {
    long value = 0;
    for (int shift = 0; shift < Long.SIZE; shift += 7) {
      int next = next();
      value |= (long) (next & 0x7F) << shift;
      if (next < 0x80) {
        return value;
      }
    }
    throw new IllegalArgumentException("a header is impossible");
  }
}
