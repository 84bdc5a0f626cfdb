package org.modelwright.run;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Reads the whole lines that a file gains, each once; a line counts once its newline is there. A
/// file that has become shorter than what was read is read again from its start.
final class LineTail implements AutoCloseable {

  private static final int CHUNK = 8 << 20;

  private final Path file;
  private @Nullable FileChannel channel;
  private long offset;

  LineTail(Path file) {
    this.file = file;
  }

  /// Passes over the lines that are there now.
  void skipToEnd() throws IOException {
    FileChannel open = open();
    if (open != null) {
      offset = endOfLastLine(open);
    }
  }

  /// The next whole lines, at most about 8 MiB of them; empty where there are none, and where the
  /// file does not exist yet.
  List<String> poll() throws IOException {
    FileChannel open = open();
    if (open == null) {
      return List.of();
    }
    long size = open.size();
    if (size < offset) {
      offset = 0;
    }
    for (long chunk = CHUNK; size > offset; chunk *= 2) {
      byte[] bytes = new byte[Math.toIntExact(Math.min(chunk, size - offset))];
      int read = readFully(open, ByteBuffer.wrap(bytes), offset);
      int end = lastNewline(bytes, read) + 1;
      if (end > 0) {
        offset += end;
        return new String(bytes, 0, end, UTF_8).lines().toList();
      }
      if (read < chunk) {
        return List.of();
      }
    }
    return List.of();
  }

  @Override
  public void close() throws IOException {
    if (channel != null) {
      channel.close();
    }
  }

  private @Nullable FileChannel open() throws IOException {
    if (channel == null) {
      try {
        channel = FileChannel.open(file, StandardOpenOption.READ);
      } catch (NoSuchFileException e) {
        return null;
      }
    }
    return channel;
  }

  /// The offset after the last newline, or 0 where there is none.
  static long endOfLastLine(FileChannel channel) throws IOException {
    byte[] block = new byte[1 << 16];
    long end = channel.size();
    while (end > 0) {
      int length = Math.toIntExact(Math.min(block.length, end));
      int read = readFully(channel, ByteBuffer.wrap(block, 0, length), end - length);
      int newline = lastNewline(block, read);
      if (newline >= 0) {
        return end - length + newline + 1;
      }
      end -= length;
    }
    return 0;
  }

  private static int lastNewline(byte[] bytes, int length) {
    int i = length - 1;
    while (i >= 0 && bytes[i] != '\n') {
      i--;
    }
    return i;
  }

  private static int readFully(FileChannel channel, ByteBuffer into, long position)
      throws IOException {
    int start = into.position();
    while (into.hasRemaining()) {
      if (channel.read(into, position + into.position() - start) < 0) {
        break;
      }
    }
    return into.position() - start;
  }
}
