package org.modelwright.app.curves;

import java.awt.Color;
import java.awt.geom.Rectangle2D;
import java.util.List;
import java.util.Locale;
import org.modelwright.app.curves.ChartState.Frame;
import org.modelwright.app.curves.ChartState.Line;
import org.modelwright.app.curves.ViewRange.Stretch;

/// A chart as SVG 1.1: grid, axes, curves and names, as lines and text that can be edited.
final class CurveSvg {

  private final StringBuilder text = new StringBuilder();
  private final Frame frame;
  private final Rectangle2D area;

  private CurveSvg(Frame frame) {
    this.frame = frame;
    Rectangle2D inner =
        CurvePlot.area(CurveExport.WIDTH, CurveExport.HEIGHT - CurveExport.HEAD - 16);
    area =
        new Rectangle2D.Double(
            inner.getX(), inner.getY() + CurveExport.HEAD, inner.getWidth(), inner.getHeight());
  }

  /// @param frame the picture that the plot shows
  /// @param axis what the horizontal axis is called
  static String of(
      Frame frame, ChartState state, CurvePlot plot, boolean dark, String title, String axis) {
    var svg = new CurveSvg(frame);
    svg.head(dark, title, axis);
    svg.grid(plot, dark);
    svg.curves(state, plot);
    svg.names(state, plot);
    return svg.text.append("</svg>\n").toString();
  }

  private void add(String format, Object... values) {
    text.append(String.format(Locale.ROOT, format, values));
  }

  private void head(boolean dark, String title, String axis) {
    add(
        "<svg xmlns=\"http://www.w3.org/2000/svg\" width=\"%.0f\" height=\"%.0f\" viewBox=\"0 0 %.0f %.0f\" font-family=\"sans-serif\" font-size=\"12\">%n",
        CurveExport.WIDTH, CurveExport.HEIGHT, CurveExport.WIDTH, CurveExport.HEIGHT);
    add("<rect width=\"100%%\" height=\"100%%\" fill=\"%s\"/>%n", dark ? "#0d1117" : "#ffffff");
    add(
        "<text x=\"12\" y=\"19\" font-size=\"14\" fill=\"%s\">%s</text>%n",
        dark ? "#c9d1d9" : "#24292f", escaped(title));
    add(
        "<text x=\"%.0f\" y=\"%.0f\" text-anchor=\"end\" fill=\"%s\">%s</text>%n",
        area.getMaxX(), CurveExport.HEIGHT - 4, muted(dark), escaped(axis));
    add(
        "<clipPath id=\"plot\"><rect x=\"%.1f\" y=\"%.1f\" width=\"%.1f\" height=\"%.1f\"/></clipPath>%n",
        area.getX(), area.getY(), area.getWidth(), area.getHeight());
  }

  private static String muted(boolean dark) {
    return dark ? "#8b949e" : "#57606a";
  }

  private void grid(CurvePlot plot, boolean dark) {
    String lines = dark ? "#30363d" : "#d8dee4";
    for (Ticks.Tick tick : plot.x().ticks(area.getWidth(), true)) {
      double x = x(tick.at());
      add(
          "<path d=\"M%.1f %.1fV%.1f\" stroke=\"%s\" stroke-width=\"0.5\"/>",
          x, area.getMinY(), area.getMaxY(), lines);
      add(
          "<text x=\"%.1f\" y=\"%.1f\" text-anchor=\"middle\" fill=\"%s\">%s</text>%n",
          x, area.getMaxY() + 15, muted(dark), escaped(tick.words()));
    }
    for (Ticks.Tick tick : plot.y().ticks(area.getHeight(), false)) {
      double y = y(tick.at());
      add(
          "<path d=\"M%.1f %.1fH%.1f\" stroke=\"%s\" stroke-width=\"0.5\"/>",
          area.getMinX(), y, area.getMaxX(), lines);
      add(
          "<text x=\"%.1f\" y=\"%.1f\" text-anchor=\"end\" fill=\"%s\">%s</text>%n",
          area.getMinX() - 4, y + 4, muted(dark), escaped(tick.words()));
    }
  }

  private void curves(ChartState state, CurvePlot plot) {
    add("<g clip-path=\"url(#plot)\" fill=\"none\" stroke-linejoin=\"round\">%n");
    for (Line line : frame.lines()) {
      String color = color(plot, line.number());
      String dashes = line.number() < 5 ? "" : " stroke-dasharray=\"7 3\"";
      if (line.smooth() == null) {
        path(line.raw(), color, 1.5, 1, dashes);
      } else {
        path(line.raw(), color, 1, 0.32, "");
        path(line.smooth(), color, 1.5, 1, dashes);
      }
      if (line.series().sparse()) {
        for (int i = 0; i < line.raw().size(); i++) {
          if (!Double.isNaN(line.raw().y(i))) {
            add(
                "<circle cx=\"%.1f\" cy=\"%.1f\" r=\"2.5\" fill=\"%s\"/>",
                x(line.raw().x(i)), y(line.raw().y(i)), color);
          }
        }
      }
    }
    add("%n</g>%n");
  }

  private void path(Polyline line, String color, double width, double opacity, String dashes) {
    add(
        "<path stroke=\"%s\" stroke-width=\"%.1f\" stroke-opacity=\"%.2f\"%s d=\"",
        color, width, opacity, dashes);
    boolean joined = false;
    for (int i = 0; i < line.size(); i++) {
      if (Double.isNaN(line.y(i))) {
        joined = false;
        continue;
      }
      add("%s%.1f %.1f", joined ? "L" : "M", x(line.x(i)), y(line.y(i)));
      joined = true;
    }
    add("\"/>%n");
  }

  private void names(ChartState state, CurvePlot plot) {
    List<Series> all = state.series();
    double x = CurvePlot.LEFT + 140;
    for (int i = 0; i < all.size(); i++) {
      if (all.size() > 1 && state.isShown(all.get(i))) {
        add(
            "<circle cx=\"%.1f\" cy=\"15\" r=\"4\" fill=\"%s\"/><text x=\"%.1f\" y=\"19\" fill=\"%s\">%s</text>%n",
            x, color(plot, i), x + 10, color(plot, i), escaped(all.get(i).name()));
        x += 28 + 7.0 * all.get(i).name().length();
      }
    }
  }

  private static String color(CurvePlot plot, int number) {
    Color color = plot.color(number);
    return String.format("#%06x", color.getRGB() & 0xFFFFFF);
  }

  private double x(double coordinate) {
    Stretch x = frame.x();
    return area.getX() + area.getWidth() * (coordinate - x.from()) / x.length();
  }

  private double y(double coordinate) {
    Stretch y = frame.y();
    double at = area.getMaxY() - area.getHeight() * (coordinate - y.from()) / y.length();
    return Math.clamp(at, -10_000, 10_000);
  }

  private static String escaped(String words) {
    return words.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;");
  }
}
