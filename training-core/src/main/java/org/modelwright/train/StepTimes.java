package org.modelwright.train;

import java.util.Arrays;

/// The times of a run's steps, without validation and checkpoints. The first ten steps of a process
/// are left out of what it sums up: they warm up.
final class StepTimes {

  private static final int WARM_UP = 10;

  private double[] millis = new double[1024];
  private int count;
  private long wallNanos;
  private long nativeNanos;

  void add(long stepWallNanos, long stepNativeNanos) {
    count++;
    if (count <= WARM_UP) {
      return;
    }
    int index = count - WARM_UP - 1;
    if (index == millis.length) {
      millis = Arrays.copyOf(millis, 2 * millis.length);
    }
    millis[index] = stepWallNanos / 1e6;
    wallNanos += stepWallNanos;
    nativeNanos += stepNativeNanos;
  }

  /// The median in milliseconds; 0 where no step has been counted.
  double medianMillis() {
    int measured = Math.max(0, count - WARM_UP);
    if (measured == 0) {
      return 0;
    }
    double[] sorted = Arrays.copyOf(millis, measured);
    Arrays.sort(sorted);
    return measured % 2 == 1
        ? sorted[measured / 2]
        : (sorted[measured / 2 - 1] + sorted[measured / 2]) / 2;
  }

  /// 1 - time in engine calls / wall time; 0 where no step has been counted.
  double outsideNativeShare() {
    return wallNanos == 0 ? 0 : 1 - (double) nativeNanos / wallNanos;
  }
}
