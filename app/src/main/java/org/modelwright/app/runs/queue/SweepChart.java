package org.modelwright.app.runs.queue;

import java.awt.geom.Ellipse2D;
import java.util.List;
import org.jfree.chart.JFreeChart;
import org.jfree.chart.axis.NumberAxis;
import org.jfree.chart.axis.SymbolAxis;
import org.jfree.chart.axis.ValueAxis;
import org.jfree.chart.plot.XYPlot;
import org.jfree.chart.renderer.xy.XYLineAndShapeRenderer;
import org.jfree.data.xy.XYSeries;
import org.jfree.data.xy.XYSeriesCollection;
import org.modelwright.app.common.Texts;
import org.modelwright.app.curves.RoundLogAxis;
import org.modelwright.launch.SweepResult;

/// The best loss of each run of a sweep against one of its settings. A setting that was tried over orders
/// of magnitude gets a logarithmic axis, one of words a place for each.
final class SweepChart {

  private static final double DOT = 8;

  private SweepChart() {}

  static JFreeChart of(SweepResult result, String key, Texts texts) {
    List<SweepResult.Row> rows =
        result.rows().stream()
            .filter(r -> r.status().bestValidationLoss() != null && r.settings().containsKey(key))
            .toList();
    List<String> words = rows.stream().map(r -> value(r, key)).distinct().sorted().toList();
    boolean numbers = words.stream().allMatch(SweepChart::isNumber);
    var series = new XYSeries("runs", false, true);
    for (SweepResult.Row row : rows) {
      Double loss = row.status().bestValidationLoss();
      double x = numbers ? Double.parseDouble(value(row, key)) : words.indexOf(value(row, key));
      if (loss != null && Double.isFinite(loss)) {
        series.add(x, loss);
      }
    }
    var renderer = new XYLineAndShapeRenderer(false, true);
    renderer.setSeriesShape(0, new Ellipse2D.Double(-DOT / 2, -DOT / 2, DOT, DOT));
    var losses = new NumberAxis(texts.get("queue.results.best"));
    losses.setAutoRangeIncludesZero(false);
    var plot =
        new XYPlot(
            new XYSeriesCollection(series),
            axis(key, words, numbers, result.logarithmic().contains(key)),
            losses,
            renderer);
    return new JFreeChart(null, JFreeChart.DEFAULT_TITLE_FONT, plot, false);
  }

  private static ValueAxis axis(String key, List<String> words, boolean numbers, boolean log) {
    if (!numbers && !words.isEmpty()) {
      var axis = new SymbolAxis(key, words.toArray(String[]::new));
      axis.setGridBandsVisible(false);
      return axis;
    }
    boolean positive = words.stream().allMatch(w -> isNumber(w) && Double.parseDouble(w) > 0);
    if (log && positive && !words.isEmpty()) {
      return new RoundLogAxis(key);
    }
    var axis = new NumberAxis(key);
    axis.setAutoRangeIncludesZero(false);
    return axis;
  }

  private static String value(SweepResult.Row row, String key) {
    return row.settings().getOrDefault(key, "");
  }

  private static boolean isNumber(String word) {
    try {
      return Double.isFinite(Double.parseDouble(word));
    } catch (NumberFormatException e) {
      return false;
    }
  }
}
