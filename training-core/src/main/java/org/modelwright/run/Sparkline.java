package org.modelwright.run;

import java.nio.ByteBuffer;
import java.util.Arrays;

/// A run's training loss as a small curve: at most 60 means over equally many steps each, in order, to
/// a 255th of what lies between the lowest and the highest. Losses that are not finite are left out.
public final class Sparkline {

  /// The most points there are.
  public static final int POINTS = 60;

  private static final int LEVELS = 255;

  private final float low;
  private final float high;
  private final byte[] levels;

  private Sparkline(float low, float high, byte[] levels) {
    this.low = low;
    this.high = high;
    this.levels = levels;
  }

  private static Sparkline of(double[] means) {
    if (means.length == 0) {
      return new Sparkline(0, 0, new byte[0]);
    }
    double low = Arrays.stream(means).min().orElseThrow();
    double high = Arrays.stream(means).max().orElseThrow();
    byte[] levels = new byte[means.length];
    for (int i = 0; i < means.length; i++) {
      levels[i] = (byte) (high > low ? Math.round(LEVELS * (means[i] - low) / (high - low)) : 0);
    }
    return new Sparkline((float) low, (float) high, levels);
  }

  /// As `bytes` wrote it.
  static Sparkline of(byte[] bytes) {
    var from = ByteBuffer.wrap(bytes);
    float low = from.getFloat();
    float high = from.getFloat();
    byte[] levels = new byte[from.remaining()];
    from.get(levels);
    return new Sparkline(low, high, levels);
  }

  byte[] bytes() {
    return ByteBuffer.allocate(2 * Float.BYTES + levels.length)
        .putFloat(low)
        .putFloat(high)
        .put(levels)
        .array();
  }

  public int size() {
    return levels.length;
  }

  /// @param point from 0
  public double get(int point) {
    return low + ((double) high - low) * Byte.toUnsignedInt(levels[point]) / LEVELS;
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof Sparkline s
        && Float.compare(low, s.low) == 0
        && Float.compare(high, s.high) == 0
        && Arrays.equals(levels, s.levels);
  }

  @Override
  public int hashCode() {
    return Arrays.hashCode(levels) + 31 * Float.hashCode(low) + 961 * Float.hashCode(high);
  }

  @Override
  public String toString() {
    return size() + " points from " + low + " to " + high;
  }

  /// Gathers a curve step by step in constant memory. It depends on the losses alone, not on when it
  /// is looked at.
  static final class Gatherer {
    private final double[] sums = new double[POINTS];
    private final int[] counts = new int[POINTS];
    private int used;
    private int stride = 1;

    void add(double loss) {
      if (!Double.isFinite(loss)) {
        return;
      }
      if (used > 0 && counts[used - 1] < stride) {
        used--;
      } else if (used == POINTS) {
        halve();
      }
      sums[used] += loss;
      counts[used]++;
      used++;
    }

    private void halve() {
      used = POINTS / 2;
      stride *= 2;
      for (int i = 0; i < POINTS; i++) {
        sums[i] = i < used ? sums[2 * i] + sums[2 * i + 1] : 0;
        counts[i] = i < used ? counts[2 * i] + counts[2 * i + 1] : 0;
      }
    }

    Sparkline curve() {
      double[] means = new double[used];
      for (int i = 0; i < used; i++) {
        means[i] = sums[i] / counts[i];
      }
      return Sparkline.of(means);
    }
  }
}
