package org.modelwright.app.training;

import java.awt.BasicStroke;
import java.awt.Color;
import org.jfree.chart.ChartFactory;
import org.jfree.chart.JFreeChart;
import org.jfree.chart.axis.NumberAxis;
import org.jfree.chart.plot.IntervalMarker;
import org.jfree.chart.plot.PlotOrientation;
import org.jfree.chart.plot.XYPlot;
import org.jfree.chart.ui.Layer;
import org.jfree.chart.ui.RectangleAnchor;
import org.jfree.chart.ui.RectangleInsets;
import org.jfree.chart.ui.TextAnchor;
import org.jfree.data.xy.XYSeries;
import org.jfree.data.xy.XYSeriesCollection;
import org.modelwright.app.common.Texts;
import org.modelwright.train.TrainingSettings;

/// The learning rate of every step of a training that is yet to begin; the warm-up is shaded.
final class ScheduleChart {

  /// More would be closer than pixels.
  private static final int POINTS = 400;

  private static final Color SHADE = new Color(0x80, 0x80, 0x80, 0x30);
  private static final Color NONE = new Color(0, 0, 0, 0);

  /// The words stand to the right of the shade, where the curve is far above.
  private static final RectangleInsets BESIDE = new RectangleInsets(3, 3, 3, -6);

  private static final Color WORDS = new Color(0x80, 0x86, 0x8E);

  private final Texts texts;
  private final XYSeries series = new XYSeries("rate", true, false);
  private final JFreeChart chart;

  ScheduleChart(Texts texts) {
    this.texts = texts;
    chart =
        ChartFactory.createXYLineChart(
            null,
            texts.get("training.schedule.steps"),
            texts.get("training.schedule.rate"),
            new XYSeriesCollection(series),
            PlotOrientation.VERTICAL,
            false,
            false,
            false);
    XYPlot plot = chart.getXYPlot();
    plot.getRenderer().setDefaultStroke(new BasicStroke(2));
    plot.getDomainAxis().setStandardTickUnits(NumberAxis.createIntegerTickUnits());
    plot.getDomainAxis().setLowerMargin(0);
    plot.getDomainAxis().setUpperMargin(0);
  }

  JFreeChart chart() {
    return chart;
  }

  /// The points that are drawn, step and rate.
  XYSeries points() {
    return series;
  }

  void show(TrainingSettings settings) {
    series.setNotify(false);
    series.clear();
    long steps = settings.steps();
    long before = 0;
    for (int i = 0; i <= POINTS; i++) {
      long step = 1 + Math.round((double) i / POINTS * (steps - 1));
      if (step != before) {
        series.add((double) step, settings.learningRateAt(step));
        before = step;
      }
    }
    // between two points there may lie the highest
    long top = settings.warmupSteps() + 1;
    if (top <= steps) {
      series.addOrUpdate((double) top, settings.learningRateAt(top));
    }
    XYPlot plot = chart.getXYPlot();
    plot.clearDomainMarkers();
    if (settings.warmupSteps() > 0) {
      var marker = new IntervalMarker(1, (double) top, SHADE);
      marker.setLabel(texts.get("training.schedule.warmup"));
      marker.setLabelPaint(WORDS);
      marker.setLabelBackgroundColor(NONE);
      marker.setLabelOffset(BESIDE);
      marker.setLabelAnchor(RectangleAnchor.BOTTOM_RIGHT);
      marker.setLabelTextAnchor(TextAnchor.BOTTOM_LEFT);
      plot.addDomainMarker(marker, Layer.BACKGROUND);
    }
    ((NumberAxis) plot.getRangeAxis()).setAutoRangeIncludesZero(true);
    series.setNotify(true);
  }
}
