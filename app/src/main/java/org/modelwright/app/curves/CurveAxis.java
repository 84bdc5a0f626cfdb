package org.modelwright.app.curves;

import java.awt.Graphics2D;
import java.awt.geom.Rectangle2D;
import java.util.List;
import java.util.Locale;
import org.jfree.chart.axis.AxisState;
import org.jfree.chart.axis.NumberAxis;
import org.jfree.chart.axis.NumberTick;
import org.jfree.chart.axis.TickType;
import org.jfree.chart.text.TextFragment;
import org.jfree.chart.ui.RectangleEdge;
import org.jfree.chart.ui.TextAnchor;
import org.modelwright.app.curves.ViewRange.Stretch;

/// An axis that is always straight, see [Scaling], with our own ticks.
final class CurveAxis extends NumberAxis {

  private static final double ACROSS = 90;
  private static final double UPRIGHT = 28;

  /// Of words, to the side of the chart: they are measured a little too narrow.
  private static final double CLEAR = 4;

  private transient Unit unit = Unit.NUMBER;
  private transient Scaling scaling = Scaling.LINEAR;
  private transient Locale locale = Locale.ENGLISH;

  CurveAxis() {
    setAutoRange(false);
    setLowerMargin(0);
    setUpperMargin(0);
  }

  void show(Stretch stretch, Unit newUnit, Scaling newScaling, Locale newLocale) {
    unit = newUnit;
    scaling = newScaling;
    locale = newLocale;
    setRange(stretch.from(), stretch.to());
  }

  List<Ticks.Tick> ticks(double length, boolean across) {
    int most = (int) Math.max(2, length / (across ? ACROSS : UPRIGHT));
    return Ticks.of(unit, scaling, getLowerBound(), getUpperBound(), most, locale);
  }

  @Override
  public List<NumberTick> refreshTicks(
      Graphics2D g, AxisState state, Rectangle2D area, RectangleEdge edge) {
    boolean across = RectangleEdge.isTopOrBottom(edge);
    return ticks(across ? area.getWidth() : area.getHeight(), across).stream()
        .map(t -> {
          TextAnchor anchor = across ? anchor(t, g, area, edge) : TextAnchor.CENTER_RIGHT;
          return new NumberTick(TickType.MAJOR, t.at(), t.words(), anchor, TextAnchor.CENTER, 0);
        })
        .toList();
  }

  /// Words that would be cut at the chart's right side end at their tick.
  private TextAnchor anchor(Ticks.Tick tick, Graphics2D g, Rectangle2D area, RectangleEdge edge) {
    double width =
        new TextFragment(tick.words(), getTickLabelFont()).calculateDimensions(g).getWidth();
    double room = area.getMaxX() + CurvePlot.RIGHT - valueToJava2D(tick.at(), area, edge);
    return width / 2 + CLEAR > room ? TextAnchor.TOP_RIGHT : TextAnchor.TOP_CENTER;
  }
}
