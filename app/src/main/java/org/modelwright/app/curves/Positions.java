package org.modelwright.app.curves;

import java.util.Arrays;

/// The places of a curve's points, in order; several curves of one run share them. On every axis a
/// place lies at or behind the one before.
public final class Positions {

  private final double[][] columns = new double[4][16];
  private int size;

  public int size() {
    return size;
  }

  /// Amortised constant time. A quantity that would go backwards stays where it was.
  public void add(Place place) {
    for (XAxis axis : XAxis.values()) {
      double[] column = columns[place(axis)];
      if (size == column.length) {
        column = Arrays.copyOf(column, 2 * size);
        columns[place(axis)] = column;
      }
      double value = place.on(axis);
      column[size] = size == 0 ? value : Math.max(column[size - 1], value);
    }
    size++;
  }

  public double at(XAxis axis, int index) {
    if (index >= size) {
      throw new IndexOutOfBoundsException(index);
    }
    return columns[place(axis)][index];
  }

  /// The first of the places from `from` on that lies at or behind x; `size()` where none does.
  int firstFrom(XAxis axis, double x, int from) {
    double[] column = columns[place(axis)];
    int low = from;
    int high = size;
    while (low < high) {
      int middle = (low + high) >>> 1;
      if (column[middle] < x) {
        low = middle + 1;
      } else {
        high = middle;
      }
    }
    return low;
  }

  /// The place that is nearest to x; -1 where there is none.
  int nearest(XAxis axis, double x) {
    if (size == 0) {
      return -1;
    }
    int after = Math.min(firstFrom(axis, x, 0), size - 1);
    int before = Math.max(0, after - 1);
    return x - at(axis, before) < at(axis, after) - x ? before : after;
  }

  private static int place(XAxis axis) {
    return switch (axis) {
      case STEP -> 0;
      case TOKENS -> 1;
      case WALL_TIME -> 2;
      case TRAINING_TIME -> 3;
    };
  }

  /// Forgets the places of later steps.
  void dropAfter(double step) {
    size = firstFrom(XAxis.STEP, Math.nextUp(step), 0);
  }
}
