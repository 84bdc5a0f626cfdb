package org.modelwright.train;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;

/// The last values of a series, and where above them a spike begins.
final class SpikeWindow {

  /// A series that hardly moves must not make a spike of its next small step.
  private static final double LEAST_DEVIATION = 0.01;

  private final int size;
  private final double zScore;
  private final Deque<Double> values = new ArrayDeque<>();

  SpikeWindow(int size, double zScore) {
    this.size = size;
    this.zScore = zScore;
  }

  void add(double value) {
    if (values.size() == size) {
      values.removeFirst();
    }
    values.addLast(value);
  }

  List<Double> values() {
    return List.copyOf(values);
  }

  void restore(List<Double> earlier) {
    values.clear();
    earlier.forEach(this::add);
  }

  /// @return infinity until the window is full
  double limit() {
    return values.size() < size ? Double.POSITIVE_INFINITY : mean() + zScore * deviation();
  }

  double zScore(double value) {
    return (value - mean()) / deviation();
  }

  double mean() {
    return values.stream().mapToDouble(v -> v).average().orElse(0);
  }

  private double deviation() {
    double mean = mean();
    double variance = values.stream().mapToDouble(v -> (v - mean) * (v - mean)).average().orElse(0);
    return Math.max(Math.sqrt(variance), LEAST_DEVIATION * Math.abs(mean));
  }
}
