package org.modelwright.file;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/// The safetensors format (github.com/huggingface/safetensors, "Format"): eight bytes with the length
/// of a JSON header, the header, the raw tensors. Little-endian throughout. Reading maps the file; no
/// code in it is ever run.
public final class Safetensors {

  private static final long HEADER_LIMIT = 100L << 20;
  private static final Map<String, Integer> BYTES =
      Map.of("F64", 8, "F32", 4, "BF16", 2, "F16", 2, "I64", 8, "I32", 4, "I8", 1, "U8", 1);

  private static final String REMEDY =
      "; restore it, or delete its folder so that an earlier checkpoint is used.";

  private Safetensors() {}

  /// A tensor to write. The bytes are asked for when their turn comes, so that only one tensor at a
  /// time is in memory.
  public record Entry(String name, String dtype, long[] shape, Supplier<ByteBuffer> bytes) {}

  /// A tensor that was read: its bytes are mapped from the file.
  public record Mapped(String dtype, long[] shape, ByteBuffer bytes) {}

  /// Writes the file atomically.
  ///
  /// @throws IOException where the disk is full, among others; the earlier file is then still there
  public static void write(Path file, List<Entry> entries, Map<String, String> metadata)
      throws IOException {
    ObjectNode header = Json.line().createObjectNode();
    ObjectNode meta = header.putObject("__metadata__");
    metadata.forEach(meta::put);
    long offset = 0;
    for (Entry entry : entries) {
      ObjectNode node = header.putObject(entry.name());
      node.put("dtype", entry.dtype());
      ArrayNode shape = node.putArray("shape");
      for (long size : entry.shape()) {
        shape.add(size);
      }
      long end = offset + byteCount(entry.dtype(), entry.shape());
      node.putArray("data_offsets").add(offset).add(end);
      offset = end;
    }
    byte[] json = Json.line().writeValueAsBytes(header);
    int padded = Math.ceilDiv(json.length, 8) * 8;
    AtomicFile.write(
        file,
        channel -> {
          ByteBuffer start =
              ByteBuffer.allocate(8 + padded)
                  .order(ByteOrder.LITTLE_ENDIAN)
                  .putLong(padded)
                  .put(json);
          while (start.hasRemaining()) {
            start.put((byte) ' ');
          }
          writeAll(channel, start.flip());
          for (Entry entry : entries) {
            ByteBuffer bytes = entry.bytes().get();
            if (bytes.remaining() != byteCount(entry.dtype(), entry.shape())) {
              throw new IllegalStateException(entry.name() + " has not the bytes of its shape");
            }
            writeAll(channel, bytes);
          }
        });
  }

  /// Maps all tensors of a file, in its order.
  ///
  /// @throws InputException where the file is missing, cut short or not a safetensors file
  public static Map<String, Mapped> read(Path file) {
    try (var channel = FileChannel.open(file, StandardOpenOption.READ)) {
      return read(file, channel);
    } catch (NoSuchFileException e) {
      throw new InputException(file + " does not exist" + REMEDY, e);
    } catch (IOException e) {
      throw new InputException(file + " cannot be read (" + IoReason.of(e) + ")" + REMEDY, e);
    }
  }

  private static Map<String, Mapped> read(Path file, FileChannel channel) throws IOException {
    long size = channel.size();
    ByteBuffer start = ByteBuffer.allocate(8).order(ByteOrder.LITTLE_ENDIAN);
    readAll(channel, start, 0);
    long length = start.position() < 8 ? -1 : start.getLong(0);
    if (length < 2 || length > HEADER_LIMIT || 8 + length > size) {
      throw broken(file, "its header is not whole");
    }
    ByteBuffer json = ByteBuffer.allocate((int) length);
    readAll(channel, json, 8);
    JsonNode header;
    try {
      header = Json.line().readTree(new String(json.array(), StandardCharsets.UTF_8));
    } catch (JacksonException e) {
      throw broken(file, "its header is not JSON");
    }
    long base = 8 + length;
    Map<String, Mapped> tensors = new LinkedHashMap<>();
    for (Map.Entry<String, JsonNode> property : header.properties()) {
      if (property.getKey().equals("__metadata__")) {
        continue;
      }
      tensors.put(property.getKey(), map(file, channel, base, size, property));
    }
    return tensors;
  }

  private static Mapped map(
      Path file, FileChannel channel, long base, long size, Map.Entry<String, JsonNode> property)
      throws IOException {
    JsonNode node = property.getValue();
    String dtype = node.path("dtype").asString("");
    JsonNode offsets = node.path("data_offsets");
    List<Long> shape = new ArrayList<>();
    node.path("shape").forEach(d -> shape.add(d.asLong(-1)));
    long begin = offsets.path(0).asLong(-1);
    long end = offsets.path(1).asLong(-1);
    long[] sizes = shape.stream().mapToLong(Long::longValue).toArray();
    if (!BYTES.containsKey(dtype)
        || begin < 0
        || end < begin
        || shape.stream().anyMatch(d -> d < 0)
        || byteCount(dtype, sizes) != end - begin) {
      throw broken(file, "the tensor " + property.getKey() + " is described wrongly");
    }
    if (base + end > size) {
      throw broken(file, "it is cut short: " + (base + end - size) + " bytes are missing");
    }
    if (end - begin > Integer.MAX_VALUE) {
      throw broken(file, "the tensor " + property.getKey() + " is larger than 2 GiB");
    }
    ByteBuffer bytes = channel.map(FileChannel.MapMode.READ_ONLY, base + begin, end - begin);
    return new Mapped(dtype, sizes, bytes.order(ByteOrder.LITTLE_ENDIAN));
  }

  private static InputException broken(Path file, String why) {
    return new InputException(file + " is not a whole safetensors file: " + why + REMEDY);
  }

  private static long byteCount(String dtype, long[] shape) {
    Integer bytes = BYTES.get(dtype);
    if (bytes == null) {
      throw new IllegalArgumentException("no such dtype: " + dtype);
    }
    long count = bytes;
    for (long size : shape) {
      try {
        count = Math.multiplyExact(count, size);
      } catch (ArithmeticException e) {
        return -1; // no file is that large, so this matches no pair of offsets
      }
    }
    return count;
  }

  private static void writeAll(FileChannel channel, ByteBuffer bytes) throws IOException {
    while (bytes.hasRemaining()) {
      channel.write(bytes);
    }
  }

  private static void readAll(FileChannel channel, ByteBuffer into, long from) throws IOException {
    long position = from;
    while (into.hasRemaining()) {
      int read = channel.read(into, position);
      if (read < 0) {
        return;
      }
      position += read;
    }
  }
}
