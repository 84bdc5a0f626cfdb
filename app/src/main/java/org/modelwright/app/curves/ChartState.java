package org.modelwright.app.curves;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.ToDoubleFunction;
import org.jspecify.annotations.Nullable;
import org.modelwright.app.curves.ViewRange.Stretch;

/// What one chart shows of its curves; knows no window.
final class ChartState {

  private static final double MARGIN = 0.04;

  /// A series as it is drawn.
  ///
  /// @param number its place among the chart's series, from 0; chooses the colour
  /// @param smooth null where it is not smoothed
  record Line(int number, Series series, Polyline raw, @Nullable Polyline smooth) {}

  /// One picture.
  ///
  /// @param columns of pixels that it was made for
  record Frame(Stretch x, Stretch y, List<Line> lines, int columns) {

    /// Equal for pictures that an eye cannot tell apart: points are compared by half pixels.
    long fingerprint(double width, double height) {
      long hash = Double.hashCode(x.from()) * 31L + Double.hashCode(x.to());
      hash = (hash * 31 + Double.hashCode(y.from())) * 31 + Double.hashCode(y.to());
      for (Line line : lines) {
        hash = hash * 31 + line.number();
        hash = hash * 31 + fingerprint(line.raw(), width, height);
        hash = line.smooth() == null ? hash : hash * 31 + fingerprint(line.smooth(), width, height);
      }
      return hash;
    }

    private long fingerprint(Polyline line, double width, double height) {
      long hash = line.size();
      for (int i = 0; i < line.size(); i++) {
        hash = hash * 31 + Math.round(2 * width * (line.x(i) - x.from()) / x.length());
        hash = hash * 31 + Math.round(2 * height * (line.y(i) - y.from()) / y.length());
      }
      return hash;
    }
  }

  private final CurveSettings settings;
  private final ViewRange view = new ViewRange();
  private final Set<String> hidden = new HashSet<>();
  private final Map<Curve, Smoothing> smoothings = new HashMap<>();
  private final Map<Curve, Polyline> raws = new HashMap<>();
  private final Map<Curve, Polyline> smooths = new HashMap<>();
  private List<Series> series = List.of();
  private boolean logY;
  private double end = Double.NaN;

  ChartState(CurveSettings settings) {
    this.settings = settings;
  }

  CurveSettings settings() {
    return settings;
  }

  ViewRange view() {
    return view;
  }

  List<Series> series() {
    return series;
  }

  void setSeries(List<Series> now) {
    series = List.copyOf(now);
    List<Curve> curves = series.stream().map(Series::curve).toList();
    smoothings.keySet().retainAll(curves);
    raws.keySet().retainAll(curves);
    smooths.keySet().retainAll(curves);
  }

  boolean isShown(Series one) {
    return !hidden.contains(one.name());
  }

  void setShown(Series one, boolean shown) {
    if (shown) {
      hidden.remove(one.name());
    } else {
      hidden.add(one.name());
    }
  }

  boolean logY() {
    return logY;
  }

  void setLogY(boolean on) {
    if (logY != on) {
      logY = on;
      view.clear();
    }
  }

  Scaling vertical() {
    return logY ? Scaling.LOGARITHMIC : Scaling.LINEAR;
  }

  /// The curve that stands in front: the smoothed one where it is smoothed.
  Curve front(Series one) {
    double weight = settings.smoothingProperty().get();
    if (one.kind() != Series.Kind.NOISY || weight <= 0) {
      return one.curve();
    }
    Smoothing smoothing = smoothings.get(one.curve());
    if (smoothing == null || smoothing.weight() != weight) {
      smoothing = new Smoothing(one.curve(), weight);
      smoothings.put(one.curve(), smoothing);
    }
    return smoothing.smooth();
  }

  /// The picture of now; valid until the next one is made.
  ///
  /// @param columns of pixels that the curves have, at least 1
  Frame frame(int columns) {
    followTail();
    Stretch x = view.x().orElseGet(this::wholeX);
    List<Line> lines = lines(x, columns);
    return new Frame(x, view.y().orElseGet(() -> wholeY(x, lines)), lines, columns);
  }

  /// The same part with another number of columns: columns of points and of pixels have to agree, or
  /// some pixels get only one of their two extremes.
  Frame again(Frame frame, int columns) {
    return new Frame(frame.x(), frame.y(), lines(frame.x(), columns), columns);
  }

  /// Whether a picture of now would be the same as one made before, so far as an eye can tell.
  ///
  /// @param height of the curves in pixels
  boolean isStill(Frame frame, double height) {
    if (view.x().isPresent()
        || settings.lastProperty().get() > 0
        || settings.clipProperty().get().share() > 0) {
      return false;
    }
    XAxis axis = settings.xAxisProperty().get();
    double half = frame.y().length() / height / 2;
    for (Line line : frame.lines()) {
      Polyline smooth = line.smooth();
      if (!isDrawn(line.series().curve(), line.raw(), axis, half)
          || (smooth != null && !isDrawn(front(line.series()), smooth, axis, half))) {
        return false;
      }
    }
    return true;
  }

  private boolean isDrawn(Curve curve, Polyline sample, XAxis axis, double tolerance) {
    return curve.isDrawnBy(sample, axis, settings.horizontal(), vertical(), tolerance);
  }

  private List<Line> lines(Stretch x, int columns) {
    XAxis axis = settings.xAxisProperty().get();
    Scaling horizontal = settings.horizontal();
    var lines = new ArrayList<Line>();
    for (int i = 0; i < series.size(); i++) {
      Series one = series.get(i);
      if (!isShown(one)) {
        continue;
      }
      Polyline raw = raws.computeIfAbsent(one.curve(), _ -> new Polyline());
      one.curve().sample(axis, horizontal, vertical(), x.from(), x.to(), columns, raw);
      Polyline smooth = null;
      Curve front = front(one);
      if (front != one.curve()) {
        smooth = smooths.computeIfAbsent(one.curve(), _ -> new Polyline());
        front.sample(axis, horizontal, vertical(), x.from(), x.to(), columns, smooth);
      }
      lines.add(new Line(i, one, raw, smooth));
    }
    return lines;
  }

  /// A part that was chosen moves on with the newest point, where it showed that.
  private void followTail() {
    Scaling horizontal = settings.horizontal();
    double now = horizontal.toAxis(newest());
    if (view.x().isPresent() && settings.followProperty().get() && now > end) {
      Stretch x = view.x().get();
      if (x.from() <= end && end <= x.to()) {
        view.moveTo(Optional.of(x.movedBy(now - end)), view.y());
      }
    }
    end = now;
  }

  private double newest() {
    XAxis axis = settings.xAxisProperty().get();
    double newest = Double.NaN;
    for (Series one : series) {
      if (!one.curve().isEmpty()) {
        double x = one.curve().x(axis, one.curve().size() - 1);
        newest = Double.isNaN(newest) ? x : Math.max(newest, x);
      }
    }
    return newest;
  }

  private Stretch wholeX() {
    XAxis axis = settings.xAxisProperty().get();
    Scaling horizontal = settings.horizontal();
    int last = settings.lastProperty().get();
    double from = Double.POSITIVE_INFINITY;
    double to = Double.NEGATIVE_INFINITY;
    // of curves that are sparse the last points reach further back than those of the others
    boolean dense =
        series.stream().anyMatch(s -> isShown(s) && !s.sparse() && !s.curve().isEmpty());
    for (Series one : series) {
      Curve curve = one.curve();
      if (!isShown(one) || curve.isEmpty()) {
        continue;
      }
      int first = last > 0 ? Math.max(0, curve.size() - last) : 0;
      double start = horizontal.toAxis(curve.x(axis, first));
      for (int i = first + 1; Double.isNaN(start) && i < curve.size(); i++) {
        start = horizontal.toAxis(curve.x(axis, i));
      }
      if (!(last > 0 && dense && one.sparse()) && start < from) {
        from = start;
      }
      to = Math.max(to, horizontal.toAxis(curve.x(axis, curve.size() - 1)));
    }
    return from <= to ? roomy(stretch(from, to, 0)) : new Stretch(0, 1);
  }

  /// A little longer, by less than two pixels of a usual chart: a curve that grows then changes the axis,
  /// and with it the whole picture, only now and then.
  private static Stretch roomy(Stretch x) {
    double unit = Math.scalb(1.0, Math.getExponent(x.length()) - 9);
    return new Stretch(x.from(), x.from() + Math.ceil(x.length() / unit) * unit);
  }

  private Stretch wholeY(Stretch x, List<Line> lines) {
    double from = Double.POSITIVE_INFINITY;
    double to = Double.NEGATIVE_INFINITY;
    double share = settings.clipProperty().get().share();
    Scaling horizontal = settings.horizontal();
    for (Line line : lines) {
      if (share > 0 && !line.series().sparse()) {
        double[] found =
            line.series()
                .curve()
                .quantiles(
                    settings.xAxisProperty().get(),
                    horizontal.toValue(x.from()),
                    horizontal.toValue(x.to()),
                    share,
                    1 - share);
        if (found.length > 0) {
          double low = vertical().toAxis(found[0]);
          from = Double.isNaN(low) ? from : Math.min(from, low);
          to = Math.max(to, found[1] > 0 || !logY ? vertical().toAxis(found[1]) : to);
        }
        continue;
      }
      for (int i = 0; i < line.raw().size(); i++) {
        double y = line.raw().y(i);
        if (!Double.isNaN(y) && line.raw().x(i) >= x.from() && line.raw().x(i) <= x.to()) {
          from = Math.min(from, y);
          to = Math.max(to, y);
        }
      }
    }
    return from <= to ? stretch(from, to, MARGIN) : new Stretch(0, 1);
  }

  private static Stretch stretch(double from, double to, double margin) {
    if (to - from <= 1e-9 * Math.max(Math.abs(from), Math.abs(to))) {
      double half = from == 0 ? 0.5 : Math.abs(from) * 0.1;
      return new Stretch(from - half, to + half);
    }
    double more = margin * (to - from);
    return new Stretch(from - more, to + more);
  }

  /// What one of the series is at a place.
  ///
  /// @param front the smoothed value where it is smoothed
  record Reading(int number, Series series, int index, double value, double front) {}

  /// The points nearest to a place, the highest first; none of a curve that does not reach there.
  List<Reading> readings(double x) {
    XAxis axis = settings.xAxisProperty().get();
    var found = new ArrayList<Reading>();
    for (int i = 0; i < series.size(); i++) {
      Series one = series.get(i);
      int index = one.curve().isEmpty() ? -1 : one.curve().positions().nearest(axis, x);
      if (index >= 0 && index < one.curve().size() && isShown(one)) {
        found.add(new Reading(i, one, index, one.curve().at(index), front(one).at(index)));
      }
    }
    ToDoubleFunction<Reading> height = r -> Double.isNaN(r.front()) ? -1e308 : r.front();
    found.sort((a, b) -> Double.compare(height.applyAsDouble(b), height.applyAsDouble(a)));
    return found;
  }
}
