package org.modelwright.train;

import java.util.Arrays;

/// The times of a run's steps, without validation and checkpoints. The first ten steps of a process
/// warm up: they are left out of what it sums up where there are more.
public final class StepTimes {

  private static final int WARM_UP = 10;

  private double[] millis = new double[1024];
  private int count;
  private boolean warm;
  private long wallNanos;
  private long nativeNanos;

  void add(long stepWallNanos, long stepNativeNanos) {
    if (count == WARM_UP && !warm) {
      warm = true;
      count = 0;
      wallNanos = 0;
      nativeNanos = 0;
    }
    if (count == millis.length) {
      millis = Arrays.copyOf(millis, 2 * millis.length);
    }
    millis[count++] = stepWallNanos / 1e6;
    wallNanos += stepWallNanos;
    nativeNanos += stepNativeNanos;
  }

  /// The median in milliseconds; 0 where no step has been counted.
  double medianMillis() {
    return median(Arrays.copyOf(millis, count));
  }

  /// The median; 0 where there are no values.
  public static double median(double[] values) {
    int count = values.length;
    if (count == 0) {
      return 0;
    }
    double[] sorted = values.clone();
    Arrays.sort(sorted);
    return count % 2 == 1 ? sorted[count / 2] : (sorted[count / 2 - 1] + sorted[count / 2]) / 2;
  }

  /// 1 - time in engine calls / wall time; 0 where no step has been counted.
  double outsideNativeShare() {
    return wallNanos == 0 ? 0 : 1 - (double) nativeNanos / wallNanos;
  }
}
