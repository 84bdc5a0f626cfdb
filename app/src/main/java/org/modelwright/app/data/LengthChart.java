package org.modelwright.app.data;

import java.util.List;
import org.jfree.chart.ChartFactory;
import org.jfree.chart.JFreeChart;
import org.jfree.chart.axis.CategoryLabelPositions;
import org.jfree.chart.axis.NumberAxis;
import org.jfree.chart.plot.CategoryPlot;
import org.jfree.chart.plot.PlotOrientation;
import org.jfree.chart.renderer.category.BarRenderer;
import org.jfree.data.category.DefaultCategoryDataset;
import org.modelwright.app.common.Texts;
import org.modelwright.data.DataReport;

/// How long documents are: a bar for lengths from a power of two to below the next.
final class LengthChart {

  private LengthChart() {}

  static JFreeChart of(DataReport report, Texts texts) {
    List<DataReport.Length> training = report.training().lengths();
    List<DataReport.Length> validation = report.validation().lengths();
    var bars = new DefaultCategoryDataset();
    int bins = Math.max(training.size(), validation.size());
    int first = 0;
    while (first < bins && count(training, first) + count(validation, first) == 0) {
      first++;
    }
    for (int bin = first; bin < bins; bin++) {
      String label = label(1L << bin);
      bars.addValue(count(training, bin), texts.get("data.part.training"), label);
      if (report.validation().documents() > 0) {
        bars.addValue(count(validation, bin), texts.get("data.part.validation"), label);
      }
    }
    JFreeChart chart =
        ChartFactory.createBarChart(
            null,
            texts.get("data.lengths.tokens"),
            texts.get("data.lengths.documents"),
            bars,
            PlotOrientation.VERTICAL,
            true,
            false,
            false);
    CategoryPlot plot = chart.getCategoryPlot();
    plot.getDomainAxis().setCategoryLabelPositions(CategoryLabelPositions.STANDARD);
    plot.getDomainAxis().setCategoryMargin(0.2);
    plot.getRangeAxis().setStandardTickUnits(NumberAxis.createIntegerTickUnits());
    if (plot.getRenderer() instanceof BarRenderer renderer) {
      renderer.setItemMargin(0.05);
      renderer.setMaximumBarWidth(0.08);
    }
    return chart;
  }

  private static double count(List<DataReport.Length> lengths, int bin) {
    return bin < lengths.size() ? lengths.get(bin).documents() : 0;
  }

  /// `64`, `1k` for 1024, `1M` for 1048576.
  static String label(long tokens) {
    return tokens < 1 << 10
        ? Long.toString(tokens)
        : tokens < 1 << 20 ? (tokens >> 10) + "k" : (tokens >> 20) + "M";
  }
}
