package org.modelwright.app.curves;

import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/// Points to be joined, in the axes' coordinates; a y that is NaN is a gap.
final class Polyline {

  /// The last column of pixels that has points, and all that it stands for.
  ///
  /// @param from its start
  /// @param to its end
  /// @param low the lowest of its values
  /// @param high the highest
  record Column(double from, double to, double low, double high) {

    boolean covers(double x, double y, double tolerance) {
      return from <= x && x < to && low - tolerance <= y && y <= high + tolerance;
    }
  }

  private double[] xs = new double[256];
  private double[] ys = new double[256];
  private int size;
  private int sampled;
  private int truncations;
  private @Nullable Column last;

  /// @param points how many it is going to be sampled from
  /// @param version the curve's count of truncations
  void clear(int points, int version) {
    size = 0;
    sampled = points;
    truncations = version;
    last = null;
  }

  void setLast(Column column) {
    last = column;
  }

  /// Null where every point is there itself.
  @Nullable Column last() {
    return last;
  }

  int sampled() {
    return sampled;
  }

  int truncations() {
    return truncations;
  }

  void add(double x, double y) {
    if (size == xs.length) {
      xs = Arrays.copyOf(xs, 2 * size);
      ys = Arrays.copyOf(ys, 2 * size);
    }
    xs[size] = x;
    ys[size] = y;
    size++;
  }

  int size() {
    return size;
  }

  double x(int index) {
    return xs[index];
  }

  double y(int index) {
    return ys[index];
  }
}
