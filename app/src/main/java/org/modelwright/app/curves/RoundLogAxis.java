package org.modelwright.app.curves;

import java.awt.Graphics2D;
import java.awt.geom.Rectangle2D;
import java.text.DecimalFormat;
import java.text.DecimalFormatSymbols;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.jfree.chart.axis.AxisState;
import org.jfree.chart.axis.LogAxis;
import org.jfree.chart.axis.NumberTick;
import org.jfree.chart.ui.RectangleEdge;
import org.jfree.chart.ui.TextAnchor;

/// A horizontal logarithmic axis with marks at 1, 2 and 5 times powers of ten, where JFreeChart's own
/// divides a decade evenly and so marks 0.00015849.
public final class RoundLogAxis extends LogAxis {

  private static final double[] PARTS = {1, 2, 5};

  /// Over more decades only powers of ten are marked.
  private static final double MOST_DECADES = 4;

  public RoundLogAxis(String name) {
    super(name);
    setBase(10);
    setLowerMargin(0.05);
    setUpperMargin(0.05);
  }

  @Override
  public List<NumberTick> refreshTicks(
      Graphics2D graphics, AxisState state, Rectangle2D area, RectangleEdge edge) {
    var format = new DecimalFormat("0.########", DecimalFormatSymbols.getInstance(Locale.ROOT));
    double from = Math.log10(getRange().getLowerBound());
    double to = Math.log10(getRange().getUpperBound());
    List<NumberTick> ticks = new ArrayList<>();
    for (int decade = (int) Math.floor(from); decade <= to; decade++) {
      for (double part : PARTS) {
        double at = part * Math.pow(10, decade);
        if (getRange().contains(at) && (part == 1 || to - from <= MOST_DECADES)) {
          ticks.add(
              new NumberTick(at, format.format(at), TextAnchor.TOP_CENTER, TextAnchor.CENTER, 0));
        }
      }
    }
    return ticks;
  }
}
