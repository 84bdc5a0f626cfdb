package org.modelwright.data.table;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.UnaryOperator;
import java.util.stream.IntStream;
import java.util.zip.GZIPOutputStream;

/// A small Parquet file made by hand after the format's specification (parquet-format 2.11): a column
/// `id` of int64 and a column `text` of optional strings, one PLAIN page for each of them in each row
/// group. Compressed pages are written without a compressor: as literals and raw blocks.
public final class ParquetBytes {

  private static final int I32 = 5;
  private static final int I64 = 6;
  private static final int BINARY = 8;
  private static final int LIST = 9;
  private static final int STRUCT = 12;

  private ParquetBytes() {}

  /// How pages are packed.
  enum Codec {
    UNCOMPRESSED(0, raw -> raw),
    SNAPPY(1, ParquetBytes::snappy),
    GZIP(2, ParquetBytes::gzip),
    BROTLI(4, raw -> raw),
    ZSTD(6, ParquetBytes::zstd);

    private final int number;
    private final UnaryOperator<byte[]> pack;

    Codec(int number, UnaryOperator<byte[]> pack) {
      this.number = number;
      this.pack = pack;
    }
  }

  /// The bytes of a file without compression.
  ///
  /// @param texts null for a row that has none
  public static byte[] of(List<String> texts, int rowsPerGroup) {
    return of(Codec.UNCOMPRESSED, texts, rowsPerGroup);
  }

  /// The same, packed with gzip.
  public static byte[] gzipped(List<String> texts, int rowsPerGroup) {
    return of(Codec.GZIP, texts, rowsPerGroup);
  }

  static byte[] of(Codec codec, List<String> texts, int rowsPerGroup) {
    var out = new ByteArrayOutputStream();
    out.writeBytes(ascii("PAR1"));
    List<Thrift> groups = new ArrayList<>();
    for (int from = 0; from < texts.size(); from += rowsPerGroup) {
      List<String> rows = texts.subList(from, Math.min(texts.size(), from + rowsPerGroup));
      int first = from;
      byte[] ids =
          little(
              8 * rows.size(),
              b -> IntStream.range(0, rows.size()).forEach(i -> b.putLong(first + i)));
      Thrift id = chunk(out, codec, "id", 2, rows.size(), ids);
      Thrift text = chunk(out, codec, "text", 6, rows.size(), optionalStrings(rows));
      groups.add(new Thrift().list(1, STRUCT, List.of(id, text)).i64(2, 1).i64(3, rows.size()));
    }
    var root = new Thrift().binary(4, "schema").i32(5, 2);
    var id = new Thrift().i32(1, 2).i32(3, 0).binary(4, "id");
    var text = new Thrift().i32(1, 6).i32(3, 1).binary(4, "text").i32(6, 0);
    byte[] footer =
        new Thrift()
            .i32(1, 1)
            .list(2, STRUCT, List.of(root, id, text))
            .i64(3, texts.size())
            .list(4, STRUCT, groups)
            .bytes();
    out.writeBytes(footer);
    out.writeBytes(little(4, b -> b.putInt(footer.length)));
    out.writeBytes(ascii("PAR1"));
    return out.toByteArray();
  }

  private static Thrift chunk(
      ByteArrayOutputStream out, Codec codec, String name, int type, int values, byte[] page) {
    int begin = out.size();
    byte[] packed = codec.pack.apply(page);
    var data = new Thrift().i32(1, values).i32(2, 0).i32(3, 3).i32(4, 3);
    byte[] header =
        new Thrift().i32(1, 0).i32(2, page.length).i32(3, packed.length).struct(5, data).bytes();
    out.writeBytes(header);
    out.writeBytes(packed);
    var meta =
        new Thrift()
            .i32(1, type)
            .list(2, I32, List.of(new Thrift().varint(0), new Thrift().varint(zigzag(3))))
            .list(3, BINARY, List.of(new Thrift().text(name)))
            .i32(4, codec.number)
            .i64(5, values)
            .i64(6, header.length + page.length)
            .i64(7, header.length + packed.length)
            .i64(9, begin);
    return new Thrift().i64(2, begin).struct(3, meta);
  }

  /// Definition levels, bit-packed in one run, and the strings that are there.
  private static byte[] optionalStrings(List<String> rows) {
    int groups = (rows.size() + 7) / 8;
    byte[] levels = new byte[groups];
    for (int i = 0; i < rows.size(); i++) {
      levels[i / 8] |= (byte) (rows.get(i) == null ? 0 : 1 << i % 8);
    }
    byte[] run = new Thrift().varint(groups << 1 | 1).raw();
    var out = new ByteArrayOutputStream();
    out.writeBytes(little(4, b -> b.putInt(run.length + groups)));
    out.writeBytes(run);
    out.writeBytes(levels);
    for (String row : rows) {
      if (row != null) {
        byte[] text = row.getBytes(StandardCharsets.UTF_8);
        out.writeBytes(little(4, b -> b.putInt(text.length)));
        out.writeBytes(text);
      }
    }
    return out.toByteArray();
  }

  private static byte[] gzip(byte[] raw) {
    var out = new ByteArrayOutputStream();
    try (var gzip = new GZIPOutputStream(out)) {
      gzip.write(raw);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return out.toByteArray();
  }

  private static byte[] snappy(byte[] raw) {
    var out = new ByteArrayOutputStream();
    out.writeBytes(new Thrift().varint(raw.length).raw());
    for (int from = 0; from < raw.length; from += 60) {
      byte[] literal = Arrays.copyOfRange(raw, from, Math.min(raw.length, from + 60));
      out.write(literal.length - 1 << 2);
      out.writeBytes(literal);
    }
    return out.toByteArray();
  }

  private static byte[] zstd(byte[] raw) {
    var out = new ByteArrayOutputStream();
    out.writeBytes(little(9, b -> b.putInt(0xFD2FB528).put((byte) 0xA0).putInt(raw.length)));
    int header = raw.length << 3 | 1;
    out.write(header);
    out.write(header >> 8);
    out.write(header >> 16);
    out.writeBytes(raw);
    return out.toByteArray();
  }

  private static byte[] ascii(String text) {
    return text.getBytes(StandardCharsets.US_ASCII);
  }

  private static byte[] little(int size, java.util.function.Consumer<ByteBuffer> fill) {
    ByteBuffer buffer = ByteBuffer.allocate(size).order(ByteOrder.LITTLE_ENDIAN);
    fill.accept(buffer);
    return buffer.array();
  }

  private static long zigzag(long value) {
    return value << 1 ^ value >> 63;
  }

  /// Thrift's compact protocol.
  private static final class Thrift {

    private final ByteArrayOutputStream out = new ByteArrayOutputStream();
    private int last;

    private Thrift field(int id, int type) {
      out.write(id - last << 4 | type);
      last = id;
      return this;
    }

    Thrift varint(long value) {
      long left = value;
      while (left >>> 7 != 0) {
        out.write((int) (left & 0x7F | 0x80));
        left >>>= 7;
      }
      out.write((int) left);
      return this;
    }

    Thrift i32(int id, int value) {
      return field(id, I32).varint(zigzag(value));
    }

    Thrift i64(int id, long value) {
      return field(id, I64).varint(zigzag(value));
    }

    Thrift text(String value) {
      byte[] bytes = value.getBytes(StandardCharsets.UTF_8);
      varint(bytes.length);
      out.writeBytes(bytes);
      return this;
    }

    Thrift binary(int id, String value) {
      return field(id, BINARY).text(value);
    }

    Thrift struct(int id, Thrift value) {
      field(id, STRUCT);
      out.writeBytes(value.bytes());
      return this;
    }

    Thrift list(int id, int type, List<Thrift> items) {
      field(id, LIST);
      if (items.size() < 15) {
        out.write(items.size() << 4 | type);
      } else {
        out.write(0xF0 | type);
        varint(items.size());
      }
      items.forEach(item -> out.writeBytes(type == STRUCT ? item.bytes() : item.raw()));
      return this;
    }

    byte[] raw() {
      return out.toByteArray();
    }

    byte[] bytes() {
      byte[] fields = raw();
      return Arrays.copyOf(fields, fields.length + 1);
    }
  }
}
