package org.modelwright.app.curves;

import java.util.Arrays;

/// Points to be joined, in the axes' coordinates; a y that is NaN is a gap.
final class Polyline {

  private double[] xs = new double[256];
  private double[] ys = new double[256];
  private int size;

  void clear() {
    size = 0;
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
