package org.modelwright.app.curves;

import java.util.Arrays;

/// One quantity over a training.
public final class Curve {

  /// How many values are looked at for a quantile.
  private static final int SAMPLE = 8192;

  private final Positions positions;
  private final Extremes values = new Extremes();
  private int[] broken = new int[4];
  private int brokenCount;
  private int truncations;

  /// @param positions where its points are; the i-th value belongs to the i-th place
  public Curve(Positions positions) {
    this.positions = positions;
  }

  /// A curve that shares its places with none.
  public Curve() {
    this(new Positions());
  }

  public Positions positions() {
    return positions;
  }

  public int size() {
    return values.size();
  }

  public boolean isEmpty() {
    return size() == 0;
  }

  public double at(int index) {
    return values.at(index);
  }

  /// Where the point is on an axis.
  public double x(XAxis axis, int index) {
    return positions.at(axis, index);
  }

  /// The value of the place that has been added to the positions. Amortised constant time.
  public void add(double value) {
    if (values.size() >= positions.size()) {
      throw new IllegalStateException("a value needs a place");
    }
    if (!Double.isFinite(value)) {
      if (brokenCount == broken.length) {
        broken = Arrays.copyOf(broken, 2 * brokenCount);
      }
      broken[brokenCount++] = values.size();
    }
    values.add(value);
  }

  /// A place and its value.
  public void add(Place place, double value) {
    positions.add(place);
    add(value);
  }

  /// Forgets what the positions have forgotten.
  public void truncate() {
    if (values.size() > positions.size()) {
      truncations++;
      values.truncate(positions.size());
      while (brokenCount > 0 && broken[brokenCount - 1] >= values.size()) {
        brokenCount--;
      }
    }
  }

  /// Grows with each truncation: whoever keeps something made from earlier points begins anew.
  int truncations() {
    return truncations;
  }

  /// How many values are not finite.
  int brokenCount() {
    return brokenCount;
  }

  /// Where the i-th value is that is not finite.
  int broken(int i) {
    return broken[i];
  }

  /// The points in [from, to] that an eye can tell apart: all of them where they are few, else the
  /// lowest and the highest of each column, in their order, and one more at each side. A column
  /// without a finite value is a gap.
  ///
  /// @param from in the axis's coordinates
  /// @param columns of pixels, at least 1
  void sample(
      XAxis axis,
      Scaling horizontal,
      Scaling vertical,
      double from,
      double to,
      int columns,
      Polyline into) {
    into.clear(size(), truncations);
    int first = positions.firstFrom(axis, horizontal.toValue(from), 0);
    int end = positions.firstFrom(axis, Math.nextUp(horizontal.toValue(to)), first);
    end = Math.min(end, size());
    first = Math.min(first, end);
    int start = Math.max(0, first - 1);
    int last = Math.min(size(), end + 1);
    if (last - start <= 2 * columns) {
      for (int i = start; i < last; i++) {
        point(axis, horizontal, vertical, i, into);
      }
      return;
    }
    if (start < first) {
      point(axis, horizontal, vertical, start, into);
    }
    double width = (to - from) / columns;
    int at = first;
    for (int column = 1; column <= columns; column++) {
      int next =
          column == columns
              ? end
              : Math.min(
                  end, positions.firstFrom(axis, horizontal.toValue(from + column * width), at));
      if (next > at) {
        values.search(at, next);
        int low = values.low();
        int high = values.high();
        if (low < 0) {
          into.add(horizontal.toAxis(x(axis, at)), Double.NaN);
        } else {
          point(axis, horizontal, vertical, Math.min(low, high), into);
          if (low != high) {
            point(axis, horizontal, vertical, Math.max(low, high), into);
          }
          if (next == size()) {
            into.setLast(
                new Polyline.Column(
                    from + (column - 1) * width,
                    from + column * width,
                    vertical.toAxis(at(low)),
                    vertical.toAxis(at(high))));
          }
        }
      }
      at = next;
    }
    if (end < last) {
      point(axis, horizontal, vertical, end, into);
    }
  }

  /// Whether the points that have come since a sample was made would be drawn where it already is.
  ///
  /// @param tolerance up and down, in the axis's coordinates
  boolean isDrawnBy(
      Polyline sample, XAxis axis, Scaling horizontal, Scaling vertical, double tolerance) {
    if (truncations != sample.truncations()) {
      return false;
    }
    for (int i = sample.sampled(); i < size(); i++) {
      double x = horizontal.toAxis(x(axis, i));
      if (sample.last() == null || !sample.last().covers(x, vertical.toAxis(at(i)), tolerance)) {
        return false;
      }
    }
    return true;
  }

  private void point(XAxis axis, Scaling horizontal, Scaling vertical, int index, Polyline into) {
    double x = horizontal.toAxis(x(axis, index));
    if (!Double.isNaN(x)) {
      double value = at(index);
      into.add(x, Double.isFinite(value) ? vertical.toAxis(value) : Double.NaN);
    }
  }

  /// The quantiles of the finite values in [from, to]; of 8,192 of them, evenly spaced, where there
  /// are more. Empty where there is none.
  ///
  /// @param shares from 0 to 1
  double[] quantiles(XAxis axis, double from, double to, double... shares) {
    int first = positions.firstFrom(axis, from, 0);
    int end = Math.min(size(), positions.firstFrom(axis, Math.nextUp(to), first));
    double[] some = new double[SAMPLE];
    int count = 0;
    long points = Math.max(0, end - first);
    long looked = Math.min(points, SAMPLE);
    for (int i = 0; i < looked; i++) {
      double value = at(first + (int) (i * points / looked));
      if (Double.isFinite(value)) {
        some[count++] = value;
      }
    }
    if (count == 0) {
      return new double[0];
    }
    Arrays.sort(some, 0, count);
    double[] result = new double[shares.length];
    for (int i = 0; i < shares.length; i++) {
      result[i] = some[(int) Math.round(shares[i] * (count - 1))];
    }
    return result;
  }
}
