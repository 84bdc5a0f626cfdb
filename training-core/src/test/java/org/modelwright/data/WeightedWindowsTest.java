package org.modelwright.data;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigInteger;
import java.nio.LongBuffer;
import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

class WeightedWindowsTest {

  private static final int CONTEXT = 5;
  private static final int ROWS = 8;

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

  private static Batches batches(long tokens, Draw.Range... sources) {
    return new Batches(
        new WindowReader(new Counting(tokens), 0),
        new PackedWindows(tokens, CONTEXT),
        List.of(sources),
        ROWS,
        7);
  }

  private static long[] starts(Batches batches, long step, int micro) {
    var inputs = LongBuffer.allocate(ROWS * CONTEXT);
    batches.fill(step, micro, inputs, LongBuffer.allocate(ROWS * CONTEXT));
    long[] starts = new long[ROWS];
    for (int row = 0; row < ROWS; row++) {
      starts[row] = inputs.get(row * CONTEXT);
    }
    return starts;
  }

  private static long mix(long value) {
    return new SplittableRandom(value).nextLong();
  }

  /// The formula that runs were trained with before there were weights, in big integers:
  /// floor(hash (N - context) / 2^64), whatever the sources, as long as they weigh the same.
  @Test
  void equalWeightsDrawAsWithoutWeights() {
    long tokens = 1_000_003;
    Batches even =
        batches(tokens, new Draw.Range(0, 400_000, 1), new Draw.Range(400_000, tokens, 1));
    for (long step = 1; step < 200; step++) {
      for (int micro = 0; micro < 2; micro++) {
        long[] starts = starts(even, step, micro);
        for (int row = 0; row < ROWS; row++) {
          long hash = mix(mix(mix(mix(7) + step) + micro) + row);
          BigInteger unsigned = new BigInteger(Long.toUnsignedString(hash));
          BigInteger start = unsigned.multiply(BigInteger.valueOf(tokens - CONTEXT)).shiftRight(64);
          assertThat(starts[row]).isEqualTo(start.longValueExact());
        }
      }
    }
  }

  /// Sources of 6,000, 3,000 and 1,000 tokens with weights 1, 2 and 8 have masses 6, 6 and 8: their
  /// shares are 0.3, 0.3 and 0.4. Chi-square with 2 degrees of freedom: 18.4 is exceeded once in 10,000.
  @Test
  void sourcesAreDrawnByWeightTimesLength() {
    Batches weighted =
        batches(
            10_000,
            new Draw.Range(0, 6_000, 1),
            new Draw.Range(6_000, 9_000, 2),
            new Draw.Range(9_000, 10_000, 8));
    int steps = 5_000;
    long[] seen = new long[3];
    long[] quarters = new long[4];
    for (int step = 0; step < steps; step++) {
      for (long start : starts(weighted, step, 0)) {
        int source = start < 6_000 ? 0 : start < 9_000 ? 1 : 2;
        seen[source]++;
        if (source == 1) {
          quarters[(int) ((start - 6_000) / 750)]++;
        }
      }
    }
    assertThat(chiSquare(seen, 0.3, 0.3, 0.4)).isLessThan(18.4);
    // inside a source all places are alike; 3 degrees of freedom
    assertThat(chiSquare(quarters, 0.25, 0.25, 0.25, 0.25)).isLessThan(21.1);
    assertThat(starts(weighted, 3, 1)).isEqualTo(starts(weighted, 3, 1));
    assertThat(starts(weighted, 3, 1)).isNotEqualTo(starts(weighted, 3, 0));
  }

  private static double chiSquare(long[] seen, double... shares) {
    double all = 0;
    for (long count : seen) {
      all += count;
    }
    double sum = 0;
    for (int i = 0; i < seen.length; i++) {
      double expected = all * shares[i];
      sum += (seen[i] - expected) * (seen[i] - expected) / expected;
    }
    return sum;
  }

  /// The last source has 3 tokens, less than a window: its windows are the last of the file.
  @Test
  void aSourceShorterThanAWindowIsSeenWhereTheFileEnds() {
    Batches weighted =
        batches(1_000, new Draw.Range(0, 997, 1), new Draw.Range(997, 1_000, 997.0 / 3));
    int last = 0;
    int steps = 1_000;
    for (int step = 0; step < steps; step++) {
      for (long start : starts(weighted, step, 0)) {
        assertThat(start).isBetween(0L, 994L);
        last += start == 994 ? 1 : 0;
      }
    }
    // half of all, give or take 4 standard deviations
    assertThat(last).isBetween(4_000 - 179, 4_000 + 8 + 179);
  }
}
