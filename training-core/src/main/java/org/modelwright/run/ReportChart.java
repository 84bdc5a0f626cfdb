package org.modelwright.run;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.function.Function;

/// Curves of several runs as one SVG picture. A curve of many points is drawn by the lowest and the
/// highest of each two pixels, so that no spike is lost.
final class ReportChart {

  private static final int WIDTH = 760;
  private static final int HEIGHT = 260;
  private static final int LEFT = 64;
  private static final int RIGHT = 8;
  private static final int TOP = 8;
  private static final int BOTTOM = 28;
  private static final int COLUMNS = (WIDTH - LEFT - RIGHT) / 2;

  /// @param series which of the report's runs, from 0; decides the colour
  /// @param dotted whether it has few points, each to be seen
  record Curve(int series, boolean dotted, List<Point> points) {}

  record Point(double x, double y) {
    private boolean isFinite() {
      return Double.isFinite(x) && Double.isFinite(y);
    }
  }

  private final List<Curve> curves;
  private final Range x;
  private final Range y;

  private ReportChart(List<Curve> curves) {
    this.curves = curves;
    x = Range.of(curves, Point::x);
    y = Range.of(curves, Point::y);
  }

  /// Empty where no curve has a finite point.
  static String svg(String title, List<Curve> curves) {
    List<Curve> drawable =
        curves.stream()
            .map(c ->
                new Curve(
                    c.series(), c.dotted(), c.points().stream().filter(Point::isFinite).toList()))
            .filter(c -> !c.points().isEmpty())
            .toList();
    return drawable.isEmpty() ? "" : new ReportChart(drawable).draw(title);
  }

  /// Where a picture's axis begins and ends.
  private record Range(double low, double high) {
    static Range of(List<Curve> curves, Function<Point, Double> coordinate) {
      double low = Double.POSITIVE_INFINITY;
      double high = Double.NEGATIVE_INFINITY;
      for (Curve curve : curves) {
        for (Point point : curve.points()) {
          low = Math.min(low, coordinate.apply(point));
          high = Math.max(high, coordinate.apply(point));
        }
      }
      return low < high ? new Range(low, high) : new Range(low - 0.5, high + 0.5);
    }

    double share(double value) {
      return (value - low) / (high - low);
    }

    /// Round numbers, about five of them.
    List<Double> ticks() {
      double step = Math.pow(10, Math.floor(Math.log10((high - low) / 4)));
      while ((high - low) / step > 6) {
        step *= (high - low) / step > 12 ? 5 : 2;
      }
      List<Double> ticks = new ArrayList<>();
      for (long i = (long) Math.ceil(low / step); i * step <= high; i++) {
        ticks.add(i * step);
      }
      return ticks;
    }
  }

  private String draw(String title) {
    var svg = new StringBuilder();
    svg.append(
        format(
            "<svg viewBox=\"0 0 %d %d\" role=\"img\" aria-label=\"%s\">\n", WIDTH, HEIGHT, title));
    for (double tick : y.ticks()) {
      svg.append(
          format(
              "<path class=\"grid\" d=\"M%d %.1fH%d\"/><text class=\"y\" x=\"%d\" y=\"%.1f\">%s</text>\n",
              LEFT, ofY(tick), WIDTH - RIGHT, LEFT - 6, ofY(tick) + 4, number(tick)));
    }
    for (double tick : x.ticks()) {
      svg.append(
          format(
              "<text class=\"x\" x=\"%.1f\" y=\"%d\">%s</text>\n",
              ofX(tick), HEIGHT - 8, number(tick)));
    }
    for (Curve curve : curves) {
      svg.append(
          format(
              "<polyline class=\"curve s%d%s\" points=\"%s\"/>\n",
              curve.series(), curve.dotted() ? " dotted" : "", places(thinned(curve.points()))));
      if (curve.dotted()) {
        for (Point p : curve.points()) {
          svg.append(
              format(
                  "<circle class=\"s%d\" cx=\"%.1f\" cy=\"%.1f\" r=\"2.5\"/>",
                  curve.series(), ofX(p.x()), ofY(p.y())));
        }
        svg.append("\n");
      }
    }
    return svg.append("</svg>\n").toString();
  }

  /// At most four points a column: its first, lowest, highest and last.
  private List<Point> thinned(List<Point> points) {
    if (points.size() <= 4 * COLUMNS) {
      return points;
    }
    List<Point> thinned = new ArrayList<>();
    int from = 0;
    while (from < points.size()) {
      long column = column(points.get(from));
      int lowest = from;
      int highest = from;
      int to = from;
      while (to < points.size() && column(points.get(to)) == column) {
        lowest = points.get(to).y() < points.get(lowest).y() ? to : lowest;
        highest = points.get(to).y() > points.get(highest).y() ? to : highest;
        to++;
      }
      int[] kept = {from, Math.min(lowest, highest), Math.max(lowest, highest), to - 1};
      for (int i = 0; i < kept.length; i++) {
        if (i == 0 || kept[i] != kept[i - 1]) {
          thinned.add(points.get(kept[i]));
        }
      }
      from = to;
    }
    return thinned;
  }

  private long column(Point point) {
    return (long) (x.share(point.x()) * COLUMNS);
  }

  private String places(List<Point> points) {
    var places = new StringBuilder();
    for (Point p : points) {
      places.append(format("%.1f,%.1f ", ofX(p.x()), ofY(p.y())));
    }
    return places.toString().strip();
  }

  private double ofX(double value) {
    return LEFT + x.share(value) * (WIDTH - LEFT - RIGHT);
  }

  private double ofY(double value) {
    return HEIGHT - BOTTOM - y.share(value) * (HEIGHT - TOP - BOTTOM);
  }

  private static String number(double value) {
    double size = Math.abs(value);
    if (size != 0 && (size < 1e-3 || size >= 1e6)) {
      return format("%.1e", value);
    }
    String text = format("%.4f", value).replaceFirst("0+$", "").replaceFirst("\\.$", "");
    return text.equals("-0") ? "0" : text;
  }

  private static String format(String pattern, Object... values) {
    return String.format(Locale.ROOT, pattern, values);
  }
}
