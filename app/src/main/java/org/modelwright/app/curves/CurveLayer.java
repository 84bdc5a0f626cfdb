package org.modelwright.app.curves;

import java.awt.BasicStroke;
import java.awt.Color;
import java.awt.Graphics2D;
import java.awt.Paint;
import java.awt.Stroke;
import java.awt.geom.Ellipse2D;
import java.awt.geom.Line2D;
import java.awt.geom.Path2D;
import java.awt.geom.Rectangle2D;
import java.util.EnumMap;
import java.util.List;
import org.jfree.chart.annotations.AbstractXYAnnotation;
import org.jfree.chart.axis.ValueAxis;
import org.jfree.chart.plot.PlotRenderingInfo;
import org.jfree.chart.plot.XYPlot;
import org.jspecify.annotations.Nullable;
import org.modelwright.app.curves.ChartState.Frame;
import org.modelwright.app.curves.ChartState.Line;

/// Draws curves and markers into a plot: as many points as there are in the frame, in one stroke a line.
final class CurveLayer extends AbstractXYAnnotation {

  private static final Stroke THIN = new BasicStroke(1);
  private static final Stroke FRONT = new BasicStroke(1.5f);
  private static final Stroke DASHED = dashes(1, 5, 4);
  private static final Stroke DOTTED = dashes(1, 1.5f, 3);
  private static final int PALE = 80;

  private final transient ChartState state;
  private transient @Nullable Frame frame;
  private transient List<Marker> markers = List.of();

  CurveLayer(ChartState state) {
    this.state = state;
  }

  private static Stroke dashes(float width, float on, float off) {
    return new BasicStroke(
        width, BasicStroke.CAP_BUTT, BasicStroke.JOIN_ROUND, 1, new float[] {on, off}, 0);
  }

  void show(Frame next) {
    frame = next;
  }

  void setMarkers(List<Marker> now) {
    markers = List.copyOf(now);
  }

  @Override
  public void draw(
      Graphics2D g,
      XYPlot plot,
      Rectangle2D area,
      ValueAxis domain,
      ValueAxis range,
      int rendererIndex,
      PlotRenderingInfo info) {
    Frame now = frame;
    if (now == null) {
      return;
    }
    var place = new Placing(area, now);
    drawMarkers(g, place, plot.getDomainAxis().getTickLabelPaint());
    for (Line line : now.lines()) {
      drawLine(g, place, line, color(plot, line.number()));
    }
  }

  static Color color(XYPlot plot, int number) {
    Paint paint = plot.getRenderer().getSeriesPaint(number % 5);
    return paint instanceof Color color ? color : Color.GRAY;
  }

  private void drawLine(Graphics2D g, Placing place, Line line, Color color) {
    // beyond five colours lines are told apart by dashes
    Stroke front = line.number() < 5 ? FRONT : dashes(1.5f, 7, 3);
    boolean behind = line.smooth() != null;
    g.setStroke(behind ? THIN : front);
    g.setPaint(behind ? new Color(color.getRed(), color.getGreen(), color.getBlue(), PALE) : color);
    g.draw(place.path(line.raw()));
    if (line.smooth() != null) {
      g.setStroke(front);
      g.setPaint(color);
      g.draw(place.path(line.smooth()));
    }
    boolean alone = line.raw().size() == 1;
    if (line.series().sparse() || alone) {
      for (int i = 0; i < line.raw().size() && line.raw().size() < place.width / 6; i++) {
        if (!Double.isNaN(line.raw().y(i))) {
          double x = place.x(line.raw().x(i));
          double y = place.y(line.raw().y(i));
          g.fill(new Ellipse2D.Double(x - 2.5, y - 2.5, 5, 5));
        }
      }
    }
    drawBroken(g, place, line);
  }

  /// Values that are no numbers: a mark at the upper edge, one a pixel.
  private void drawBroken(Graphics2D g, Placing place, Line line) {
    Curve curve = line.series().curve();
    XAxis axis = state.settings().xAxisProperty().get();
    Scaling scaling = state.settings().horizontal();
    g.setPaint(new Color(0xCF222E));
    double last = Double.NEGATIVE_INFINITY;
    for (int i = 0; i < curve.brokenCount(); i++) {
      double x = place.x(scaling.toAxis(curve.x(axis, curve.broken(i))));
      if (x >= last + 1 && x >= place.left && x <= place.left + place.width) {
        g.fill(new Rectangle2D.Double(x - 1, place.top, 2, 7));
        last = x;
      }
    }
  }

  private void drawMarkers(Graphics2D g, Placing place, Paint muted) {
    XAxis axis = state.settings().xAxisProperty().get();
    Scaling scaling = state.settings().horizontal();
    double bottom = place.top + place.height;
    // of one kind a mark every 3 pixels is enough to see that there are many
    var last = new EnumMap<Marker.Kind, Double>(Marker.Kind.class);
    for (Marker marker : markers) {
      double x = place.x(scaling.toAxis(marker.place().on(axis)));
      if (!(x >= place.left && x <= place.left + place.width)
          || x < last.getOrDefault(marker.kind(), Double.NEGATIVE_INFINITY) + 3) {
        continue;
      }
      last.put(marker.kind(), x);
      g.setStroke(THIN);
      switch (marker.kind()) {
        case CHECKPOINT -> {
          g.setPaint(muted);
          g.draw(new Line2D.Double(x, bottom - 6, x, bottom));
        }
        case BEST -> {
          g.setPaint(new Color(0x2DA44E));
          g.fill(diamond(x, bottom - 6));
        }
        case RESUMED -> {
          g.setPaint(muted);
          g.setStroke(DASHED);
          g.draw(new Line2D.Double(x, place.top, x, bottom));
        }
        case LEARNING_RATE -> {
          g.setPaint(new Color(0x8250DF));
          g.setStroke(DOTTED);
          g.draw(new Line2D.Double(x, place.top, x, bottom));
        }
        case FAULT -> {
          g.setPaint(new Color(0xCF222E));
          g.fill(diamond(x, place.top + 5));
        }
      }
    }
  }

  private static Path2D diamond(double x, double y) {
    var path = new Path2D.Double();
    path.moveTo(x, y - 4.5);
    path.lineTo(x + 4, y);
    path.lineTo(x, y + 4.5);
    path.lineTo(x - 4, y);
    path.closePath();
    return path;
  }

  /// From the axes' coordinates to pixels.
  private static final class Placing {
    private final double left;
    private final double top;
    private final double width;
    private final double height;
    private final Frame frame;

    private Placing(Rectangle2D area, Frame frame) {
      left = area.getX();
      top = area.getY();
      width = area.getWidth();
      height = area.getHeight();
      this.frame = frame;
    }

    private double x(double coordinate) {
      return left + width * (coordinate - frame.x().from()) / frame.x().length();
    }

    private double y(double coordinate) {
      double y = top + height * (1 - (coordinate - frame.y().from()) / frame.y().length());
      // far outside is as good as outside, and safe for a renderer that counts in floats
      return Math.clamp(y, top - 4 * height, top + 5 * height);
    }

    private Path2D path(Polyline line) {
      var path = new Path2D.Double(Path2D.WIND_NON_ZERO, line.size() + 1);
      boolean joined = false;
      for (int i = 0; i < line.size(); i++) {
        if (Double.isNaN(line.y(i))) {
          joined = false;
        } else if (joined) {
          path.lineTo(x(line.x(i)), y(line.y(i)));
        } else {
          path.moveTo(x(line.x(i)), y(line.y(i)));
          joined = true;
        }
      }
      return path;
    }
  }
}
