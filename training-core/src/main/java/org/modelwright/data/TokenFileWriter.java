package org.modelwright.data;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HexFormat;
import java.util.List;

/// Writes the files that `MappedTokens` and `DocumentStarts` read, and counts what they hold.
final class TokenFileWriter implements AutoCloseable {

  private final FileChannel channel;
  private final FileChannel starts;
  private final int width;
  private final ByteBuffer buffer =
      ByteBuffer.allocateDirect(1 << 20).order(ByteOrder.LITTLE_ENDIAN);
  private final ByteBuffer startsBuffer =
      ByteBuffer.allocateDirect(1 << 16).order(ByteOrder.LITTLE_ENDIAN);
  private final MessageDigest digest;
  private final List<DataStatistics.Part> bySource;
  private long tokens;

  /// @param width bytes an id
  /// @param sources how many there are
  TokenFileWriter(Path file, Path startsFile, int width, int sources) throws IOException {
    this.channel = FileChannel.open(file, StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE);
    this.starts =
        FileChannel.open(startsFile, StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE);
    this.width = width;
    this.bySource = new ArrayList<>(Collections.nCopies(sources, DataStatistics.Part.EMPTY));
    try {
      this.digest = MessageDigest.getInstance("SHA-256");
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every JDK has SHA-256", e);
    }
  }

  /// The next token is a document's first.
  void beginDocument(int source) throws IOException {
    if (!startsBuffer.hasRemaining()) {
      drain(startsBuffer, starts);
    }
    startsBuffer.putLong(tokens);
    add(source, new DataStatistics.Part(1, 0, 0, 0));
  }

  /// @param characters code points of the text that the ids stand for
  /// @param bytes its bytes in UTF-8
  void write(int source, int[] ids, long characters, long bytes) throws IOException {
    add(source, new DataStatistics.Part(0, characters, ids.length, bytes));
    tokens += ids.length;
    for (int id : ids) {
      if (buffer.remaining() < width) {
        drainTokens();
      }
      if (width == Short.BYTES) {
        buffer.putShort((short) id);
      } else {
        buffer.putInt(id);
      }
    }
  }

  private void add(int source, DataStatistics.Part more) {
    bySource.set(source, bySource.get(source).plus(more));
  }

  private void drainTokens() throws IOException {
    digest.update(buffer.duplicate().flip());
    drain(buffer, channel);
  }

  private static void drain(ByteBuffer from, FileChannel to) throws IOException {
    from.flip();
    while (from.hasRemaining()) {
      to.write(from);
    }
    from.clear();
  }

  /// What each source has given.
  List<DataStatistics.Part> statistics() {
    return bySource;
  }

  /// Makes the files durable and gives the tokens' SHA-256.
  String finish() throws IOException {
    drainTokens();
    channel.force(true);
    drain(startsBuffer, starts);
    starts.force(true);
    return HexFormat.of().formatHex(digest.digest());
  }

  @Override
  public void close() throws IOException {
    channel.close();
    starts.close();
  }
}
