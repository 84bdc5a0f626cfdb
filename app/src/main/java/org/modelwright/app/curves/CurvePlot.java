package org.modelwright.app.curves;

import java.awt.BasicStroke;
import java.awt.geom.Rectangle2D;
import java.util.Locale;
import org.jfree.chart.JFreeChart;
import org.jfree.chart.axis.AxisSpace;
import org.jfree.chart.plot.XYPlot;
import org.jfree.chart.renderer.xy.XYLineAndShapeRenderer;
import org.jfree.chart.ui.RectangleInsets;
import org.modelwright.app.curves.ChartState.Frame;

/// The JFreeChart of a [ChartState]. It tells nobody of changes: whoever shows it draws it when there
/// is something new.
final class CurvePlot {

  /// Room for the words of an axis: the same in all charts, so that they stand one above the other.
  static final double LEFT = 64;

  static final double BOTTOM = 20;
  static final double TOP = 6;
  static final double RIGHT = 16;

  private final ChartState state;
  private final Unit unit;
  private final CurveAxis x = new CurveAxis();
  private final CurveAxis y = new CurveAxis();
  private final CurveLayer layer;
  private final JFreeChart chart;

  /// @param unit of what goes upwards
  CurvePlot(ChartState state, Unit unit) {
    this.state = state;
    this.unit = unit;
    layer = new CurveLayer(state);
    var plot = new XYPlot(null, x, y, new XYLineAndShapeRenderer());
    plot.setNoDataMessage(null);
    plot.setInsets(new RectangleInsets(TOP, 0, 0, RIGHT));
    plot.setAxisOffset(RectangleInsets.ZERO_INSETS);
    var left = new AxisSpace();
    left.setLeft(LEFT);
    plot.setFixedRangeAxisSpace(left);
    var bottom = new AxisSpace();
    bottom.setBottom(BOTTOM);
    plot.setFixedDomainAxisSpace(bottom);
    plot.setDomainGridlineStroke(new BasicStroke(0.5f));
    plot.addAnnotation(layer);
    chart = new JFreeChart(null, null, plot, false);
    chart.setNotify(false);
  }

  JFreeChart chart() {
    return chart;
  }

  CurveLayer layer() {
    return layer;
  }

  CurveAxis x() {
    return x;
  }

  CurveAxis y() {
    return y;
  }

  Unit unit() {
    return unit;
  }

  /// Where the curves are in a chart of this size.
  static Rectangle2D area(double width, double height) {
    return new Rectangle2D.Double(
        LEFT, TOP, Math.max(1, width - LEFT - RIGHT), Math.max(1, height - TOP - BOTTOM));
  }

  /// Takes over a picture, to be drawn next.
  void show(Frame frame, Locale locale) {
    x.show(
        frame.x(),
        state.settings().xAxisProperty().get().unit(),
        state.settings().horizontal(),
        locale);
    y.show(frame.y(), unit, state.vertical(), locale);
    layer.show(frame);
  }

  java.awt.Color color(int number) {
    return CurveLayer.color(chart.getXYPlot(), number);
  }
}
