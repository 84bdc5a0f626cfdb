package org.modelwright.app.curves;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/// Growing numbers and a pyramid over them: each level knows where the lowest and the highest of 16 of
/// the level below are. A number is added in amortised constant time, the extremes of any range are
/// found in logarithmic time. Numbers that are not finite are kept, but are never extreme.
final class Extremes {

  private static final int SHIFT = 4;
  private static final int FAN = 1 << SHIFT;

  /// Of whole blocks only.
  private static final class Level {
    private int[] lows = new int[4];
    private int[] highs = new int[4];
    private int size;

    private void add(int low, int high) {
      if (size == lows.length) {
        lows = Arrays.copyOf(lows, 2 * size);
        highs = Arrays.copyOf(highs, 2 * size);
      }
      lows[size] = low;
      highs[size] = high;
      size++;
    }
  }

  private final List<Level> levels = new ArrayList<>();
  private double[] values = new double[FAN];
  private int size;
  private int low;
  private int high;

  int size() {
    return size;
  }

  double at(int index) {
    if (index >= size) {
      throw new IndexOutOfBoundsException(index);
    }
    return values[index];
  }

  void add(double value) {
    if (size == values.length) {
      values = Arrays.copyOf(values, 2 * size);
    }
    values[size++] = value;
    int blocks = size;
    for (int level = 0; (blocks & (FAN - 1)) == 0; level++) {
      if (level == levels.size()) {
        levels.add(new Level());
      }
      search(size - (1 << SHIFT * (level + 1)), size, level);
      levels.get(level).add(low, high);
      blocks >>= SHIFT;
    }
  }

  /// Forgets all but the first numbers.
  void truncate(int newSize) {
    size = Math.min(size, newSize);
    int blocks = size;
    for (Level level : levels) {
      blocks >>= SHIFT;
      level.size = blocks;
    }
  }

  /// Finds the extremes of a range, for `low()` and `high()`.
  void search(int from, int to) {
    search(from, to, levels.size());
  }

  /// Where the lowest finite number of the range last searched is; -1 where none is finite.
  int low() {
    return low;
  }

  /// Where the highest finite number of the range last searched is; -1 where none is finite.
  int high() {
    return high;
  }

  private void search(int from, int to, int most) {
    low = -1;
    high = -1;
    for (int i = from; i < to; ) {
      int level = 0;
      while (level < most
          && (i & ((1 << SHIFT * (level + 1)) - 1)) == 0
          && i + (1L << SHIFT * (level + 1)) <= to) {
        level++;
      }
      if (level == 0) {
        consider(i, i);
      } else {
        Level blocks = levels.get(level - 1);
        int block = i >> SHIFT * level;
        consider(blocks.lows[block], blocks.highs[block]);
      }
      i += 1 << SHIFT * level;
    }
  }

  private void consider(int lowest, int highest) {
    if (lowest < 0 || !Double.isFinite(values[lowest])) {
      return;
    }
    if (low < 0 || values[lowest] < values[low]) {
      low = lowest;
    }
    if (high < 0 || values[highest] > values[high]) {
      high = highest;
    }
  }
}
