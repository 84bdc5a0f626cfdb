package org.modelwright.data;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.LongBuffer;
import org.junit.jupiter.api.Test;
import org.modelwright.file.InputException;

class BatchesTest {

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

  private final LongBuffer inputs = LongBuffer.allocate(8 * 5);
  private final LongBuffer targets = LongBuffer.allocate(8 * 5);

  private long[] fill(Batches batches, long step, int microBatch) {
    batches.fill(step, microBatch, inputs, targets);
    assertThat(inputs.remaining()).isEqualTo(40);
    assertThat(targets.remaining()).isEqualTo(40);
    long[] ids = new long[40];
    inputs.get(0, ids);
    return ids;
  }

  @Test
  void aBatchIsAFunctionOfItsPlace() {
    var tokens = new Counting(10_000);
    long[] here = fill(new Batches(tokens, 8, 5, 7), 3, 1);
    var again = new Batches(tokens, 8, 5, 7);
    fill(again, 9, 0);
    assertThat(fill(again, 3, 1)).isEqualTo(here);
    assertThat(fill(again, 4, 1)).isNotEqualTo(here);
    assertThat(fill(again, 3, 0)).isNotEqualTo(here);
    assertThat(fill(new Batches(tokens, 8, 5, 8), 3, 1)).isNotEqualTo(here);
  }

  @Test
  void targetsFollowTheirInputs() {
    long[] ids = fill(new Batches(new Counting(100), 8, 5, 1), 1, 0);
    for (int i = 0; i < 40; i++) {
      assertThat(targets.get(i)).isEqualTo(ids[i] + 1);
      assertThat(ids[i]).isEqualTo(ids[i - i % 5] + i % 5);
    }
  }

  /// Chi-square over all starts: 15 degrees of freedom, 44.3 is exceeded once in 10,000.
  @Test
  void startsAreUniformAndReachBothEnds() {
    int starts = 16;
    var batches = new Batches(new Counting(starts + 5), 8, 5, 42);
    int[] seen = new int[starts];
    int steps = 2000;
    for (int step = 0; step < steps; step++) {
      long[] ids = fill(batches, step, 0);
      for (int row = 0; row < 8; row++) {
        seen[(int) ids[row * 5]]++;
      }
    }
    double expected = 8.0 * steps / starts;
    double chiSquare = 0;
    for (int count : seen) {
      chiSquare += (count - expected) * (count - expected) / expected;
    }
    assertThat(chiSquare).isLessThan(44.3);
  }

  @Test
  void tooFewTokensAreRefused() {
    assertThatThrownBy(() -> new Batches(new Counting(5), 1, 5, 1))
        .isInstanceOf(InputException.class)
        .hasMessageContaining("5 tokens")
        .hasMessageContaining("needs 6");
    new Batches(new Counting(6), 1, 5, 1);
  }

  @Test
  void windowsPredictEveryTokenButTheFirstOnce() {
    for (int length = 0; length < 60; length++) {
      for (int rows = 1; rows < 5; rows++) {
        var windows = new Windows(new Counting(length), 4, rows);
        long next = 1;
        long batches = 0;
        boolean shorter = false;
        for (Windows.Batch batch : windows) {
          batches++;
          assertThat(shorter).as("only the last batch is shorter").isFalse();
          shorter = batch.length() < 4;
          assertThat(shorter && batch.rows() > 1).isFalse();
          assertThat(batch.inputs().remaining()).isEqualTo(batch.rows() * batch.length());
          while (batch.targets().hasRemaining()) {
            assertThat(batch.targets().get()).isEqualTo(next);
            assertThat(batch.inputs().get()).isEqualTo(next - 1);
            next++;
          }
        }
        assertThat(next).isEqualTo(Math.max(1, length));
        assertThat(batches).isEqualTo(windows.count());
      }
    }
  }
}
