package org.modelwright.run;

import java.nio.ByteBuffer;
import java.util.Arrays;

/// A run's training loss as a small curve: at most 60 means over equally many steps each, in order.
/// Losses that are not finite are left out.
public final class Sparkline {

  /// The most points there are.
  public static final int POINTS = 60;

  private final float[] means;

  private Sparkline(float[] means) {
    this.means = means;
  }

  /// As `bytes` wrote it.
  static Sparkline of(byte[] bytes) {
    float[] means = new float[bytes.length / Float.BYTES];
    ByteBuffer.wrap(bytes).asFloatBuffer().get(means);
    return new Sparkline(means);
  }

  byte[] bytes() {
    var bytes = ByteBuffer.allocate(means.length * Float.BYTES);
    bytes.asFloatBuffer().put(means);
    return bytes.array();
  }

  public int size() {
    return means.length;
  }

  /// @param point from 0
  public float get(int point) {
    return means[point];
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof Sparkline s && Arrays.equals(means, s.means);
  }

  @Override
  public int hashCode() {
    return Arrays.hashCode(means);
  }

  @Override
  public String toString() {
    return Arrays.toString(means);
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
      float[] means = new float[used];
      for (int i = 0; i < used; i++) {
        means[i] = (float) (sums[i] / counts[i]);
      }
      return new Sparkline(means);
    }
  }
}
