package org.modelwright.data;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

/// Writes the file that `MappedTokens` reads, and counts what it holds.
final class TokenFileWriter implements AutoCloseable {

  private final FileChannel channel;
  private final int width;
  private final ByteBuffer buffer =
      ByteBuffer.allocateDirect(1 << 20).order(ByteOrder.LITTLE_ENDIAN);
  private final MessageDigest digest;
  private long documents;
  private long characters;
  private long tokens;
  private long bytes;

  TokenFileWriter(Path file, int width) throws IOException {
    this.channel = FileChannel.open(file, StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE);
    this.width = width;
    try {
      this.digest = MessageDigest.getInstance("SHA-256");
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every JDK has SHA-256", e);
    }
  }

  void beginDocument() {
    documents++;
  }

  /// @param characters code points of the text that the ids stand for
  /// @param bytes its bytes in UTF-8
  void write(int[] ids, long characters, long bytes) throws IOException {
    this.characters += characters;
    this.bytes += bytes;
    this.tokens += ids.length;
    for (int id : ids) {
      if (buffer.remaining() < width) {
        drain();
      }
      if (width == Short.BYTES) {
        buffer.putShort((short) id);
      } else {
        buffer.putInt(id);
      }
    }
  }

  private void drain() throws IOException {
    buffer.flip();
    digest.update(buffer.duplicate());
    while (buffer.hasRemaining()) {
      channel.write(buffer);
    }
    buffer.clear();
  }

  DataStatistics.Part statistics() {
    return new DataStatistics.Part(documents, characters, tokens, bytes);
  }

  /// Makes the file durable and gives its SHA-256.
  String finish() throws IOException {
    drain();
    channel.force(true);
    return HexFormat.of().formatHex(digest.digest());
  }

  @Override
  public void close() throws IOException {
    channel.close();
  }
}
