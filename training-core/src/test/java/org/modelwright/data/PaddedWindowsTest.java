package org.modelwright.data;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.lang.foreign.Arena;
import java.nio.LongBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.modelwright.file.InputException;

class PaddedWindowsTest {

  private static final int CONTEXT = 4;
  private static final long PAD = 99_999;

  @TempDir Path folder;

  /// The ids 0, 1, 2, ... so that an id tells its place.
  private record Counting(long length) implements TokenSequence {
    @Override
    public void read(long from, int count, LongBuffer into) {
      for (long i = from; i < from + count; i++) {
        assertThat(i).isBetween(0L, length - 1);
        into.put(i);
      }
    }

    @Override
    public long textBytes() {
      return length;
    }
  }

  private DocumentStarts documents(Arena arena, int... lengths) throws IOException {
    Path starts = Files.createTempFile(folder, "starts", ".documents");
    Files.delete(starts);
    long tokens = 0;
    try (var writer =
        new TokenFileWriter(Files.createTempDirectory(folder, "t").resolve("x"), starts, 4, 1)) {
      for (int length : lengths) {
        writer.beginDocument(0);
        writer.write(0, new int[length], length, length);
        tokens += length;
      }
      writer.finish();
    }
    return new DocumentStarts(starts, tokens, arena);
  }

  private static WindowReader reader(DocumentStarts documents) {
    return new WindowReader(new Counting(documents.tokens()), PAD);
  }

  /// Documents of 1 to 13 tokens: every token but the first of its document is a target once, and a
  /// window is inputs of one document, then padding whose targets are -100.
  @Test
  void evaluationPredictsEachTokenOfADocumentButItsFirstOnce() throws Exception {
    int[] lengths = {3, 1, 13, 4, 5, 1, 2, 9};
    try (var arena = Arena.ofConfined()) {
      DocumentStarts documents = documents(arena, lengths);
      for (int perBatch = 1; perBatch < 5; perBatch++) {
        var windows =
            new Windows(
                reader(documents), new PaddedWindows(documents, CONTEXT), CONTEXT, perBatch);
        List<Long> targets = new ArrayList<>();
        long batches = 0;
        for (Windows.Batch batch : windows) {
          batches++;
          assertThat(batch.length()).isEqualTo(CONTEXT);
          assertThat(batch.inputs().remaining()).isEqualTo(batch.rows() * CONTEXT);
          for (int row = 0; row < batch.rows(); row++) {
            targets.addAll(checked(batch, row, lengths));
          }
        }
        List<Long> expected = new ArrayList<>();
        long at = 0;
        for (int length : lengths) {
          for (int i = 1; i < length; i++) {
            expected.add(at + i);
          }
          at += length;
        }
        assertThat(targets).isEqualTo(expected);
        assertThat(windows.predictions()).isEqualTo(expected.size());
        assertThat(windows.count()).isEqualTo(batches);
      }
    }
  }

  private static List<Long> checked(Windows.Batch batch, int row, int[] lengths) {
    List<Long> real = new ArrayList<>();
    for (int i = 0; i < CONTEXT; i++) {
      long input = batch.inputs().get(row * CONTEXT + i);
      long target = batch.targets().get(row * CONTEXT + i);
      if (i < batch.predictions()[row]) {
        assertThat(target).isEqualTo(input + 1);
        real.add(target);
      } else {
        assertThat(input).isEqualTo(PAD);
        assertThat(target).isEqualTo(-100);
      }
    }
    long begin = 0;
    for (int length : lengths) {
      long first = batch.inputs().get(row * CONTEXT);
      if (first < begin + length) {
        assertThat((first - begin) % CONTEXT).as("a multiple of context").isZero();
        assertThat(real.getLast()).as("of one document").isLessThan(begin + length);
        break;
      }
      begin += length;
    }
    return real;
  }

  /// Documents of 2, 1, 6 and 3 tokens have windows of 1, 4, 1 and 2 predictions, which begin at 0, 3,
  /// 7 and 9: they are drawn 1, 4, 1 and 2 times in 8. Chi-square, 3 degrees of freedom.
  @Test
  void trainingDrawsWindowsByTheirPredictions() throws Exception {
    try (var arena = Arena.ofConfined()) {
      DocumentStarts documents = documents(arena, 2, 1, 6, 3);
      var batches =
          new Batches(
              reader(documents),
              new PaddedWindows(documents, CONTEXT),
              List.of(new Draw.Range(0, documents.tokens(), 1)),
              8,
              3);
      var inputs = LongBuffer.allocate(8 * CONTEXT);
      var targets = LongBuffer.allocate(8 * CONTEXT);
      long[] starts = {0, 3, 7, 9};
      long[] predictions = {1, 4, 1, 2};
      long[] seen = new long[4];
      int steps = 2000;
      for (int step = 0; step < steps; step++) {
        batches.fill(step, 0, inputs, targets);
        long real = 0;
        for (int row = 0; row < 8; row++) {
          int window = List.of(0L, 3L, 7L, 9L).indexOf(inputs.get(row * CONTEXT));
          seen[window]++;
          for (int i = 0; i < CONTEXT; i++) {
            boolean inside = i < predictions[window];
            real += inside ? 1 : 0;
            assertThat(inputs.get(row * CONTEXT + i)).isEqualTo(inside ? starts[window] + i : PAD);
            assertThat(targets.get(row * CONTEXT + i))
                .isEqualTo(inside ? starts[window] + i + 1 : -100);
          }
        }
        assertThat(batches.predictions(step, 0)).isEqualTo(real);
      }
      double chiSquare = 0;
      for (int i = 0; i < 4; i++) {
        double expected = 8.0 * steps * predictions[i] / 8;
        chiSquare += (seen[i] - expected) * (seen[i] - expected) / expected;
      }
      assertThat(chiSquare).isLessThan(21.1);
    }
  }

  @Test
  void documentsOfOneTokenPredictNothing() throws Exception {
    try (var arena = Arena.ofConfined()) {
      DocumentStarts documents = documents(arena, 1, 1, 1);
      var layout = new PaddedWindows(documents, CONTEXT);
      assertThat(layout.all().hasNext()).isFalse();
      assertThatThrownBy(
              () -> new Batches(reader(documents), layout, List.of(new Draw.Range(0, 3, 1)), 8, 3))
          .isInstanceOf(InputException.class)
          .hasMessageContaining("nothing to predict");
    }
  }
}
