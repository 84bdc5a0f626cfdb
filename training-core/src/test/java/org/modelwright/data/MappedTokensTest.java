package org.modelwright.data;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.lang.foreign.Arena;
import java.nio.ByteBuffer;
import java.nio.LongBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class MappedTokensTest {

  @TempDir Path folder;

  @Test
  void writesAndReadsBothWidths() throws Exception {
    for (int vocabulary : new int[] {65_536, 65_537}) {
      Path file = folder.resolve(vocabulary + ".tokens");
      int width = MappedTokens.width(vocabulary);
      assertThat(width).isEqualTo(vocabulary == 65_536 ? 2 : 4);
      int[] ids = new int[700_000]; // more than the writer's buffer
      for (int i = 0; i < ids.length; i++) {
        ids[i] = (int) (i * 7919L % vocabulary);
      }
      ids[3] = vocabulary - 1;
      try (var writer =
          new TokenFileWriter(file, folder.resolve(vocabulary + ".documents"), width, 1)) {
        writer.write(0, ids, 10, 11);
        writer.finish();
        assertThat(writer.statistics())
            .containsExactly(new DataStatistics.Part(0, 10, 700_000, 11));
      }
      try (var arena = Arena.ofConfined()) {
        var tokens = new MappedTokens(file, width, Integer.MAX_VALUE, 11, arena);
        assertThat(tokens.length()).isEqualTo(ids.length);
        var all = LongBuffer.allocate(ids.length);
        tokens.read(0, ids.length, all);
        for (int i = 0; i < ids.length; i++) {
          assertThat(all.get(i)).isEqualTo(ids[i]);
        }
        assertThatThrownBy(() -> tokens.read(ids.length - 1, 2, LongBuffer.allocate(2)))
            .isInstanceOf(IndexOutOfBoundsException.class);
      }
    }
  }

  /// A sparse file of 6 GB: beyond what one ByteBuffer maps and beyond this test's heap.
  @Test
  void readsFarBeyondTwoGigabytes() throws Exception {
    Path file = folder.resolve("large.tokens");
    long tokens = 3L << 30;
    try (var channel =
        FileChannel.open(
            file,
            StandardOpenOption.CREATE_NEW,
            StandardOpenOption.WRITE,
            StandardOpenOption.SPARSE)) {
      channel.write(
          ByteBuffer.wrap(new byte[] {0x34, 0x12, (byte) 0xFF, (byte) 0xFF}), 2 * tokens - 4);
    }
    try (var arena = Arena.ofConfined()) {
      var mapped = new MappedTokens(file, 2, 1 << 16, 0, arena);
      assertThat(mapped.length()).isEqualTo(tokens);
      var last = LongBuffer.allocate(3);
      mapped.read(tokens - 3, 3, last);
      assertThat(last.array()).containsExactly(0, 0x1234, 0xFFFF);
    }
  }
}
