package org.modelwright.app.common;

import java.awt.BasicStroke;
import java.awt.Color;
import java.awt.Font;
import java.util.List;
import org.jfree.chart.JFreeChart;
import org.jfree.chart.axis.Axis;
import org.jfree.chart.block.BlockBorder;
import org.jfree.chart.plot.CategoryPlot;
import org.jfree.chart.plot.XYPlot;
import org.jfree.chart.renderer.category.BarRenderer;
import org.jfree.chart.renderer.category.StandardBarPainter;
import org.jfree.chart.ui.RectangleInsets;

/// How charts look in light and in dark, in the colours of the style sheets. The ground is left to what
/// the chart lies on.
///
/// @param series in the order in which they are told apart, also by a colour-blind eye
public record ChartTheme(Color foreground, Color muted, Color grid, List<Color> series) {

  public static final ChartTheme LIGHT =
      new ChartTheme(
          new Color(0x24292F),
          new Color(0x57606A),
          new Color(0xD8DEE4),
          List.of(
              new Color(0x0969DA),
              new Color(0xD4A72C),
              new Color(0x1A7F37),
              new Color(0xBF3989),
              new Color(0x6E7781)));

  public static final ChartTheme DARK =
      new ChartTheme(
          new Color(0xC9D1D9),
          new Color(0x8B949E),
          new Color(0x30363D),
          List.of(
              new Color(0x58A6FF),
              new Color(0xE3B341),
              new Color(0x3FB950),
              new Color(0xF778BA),
              new Color(0x8B949E)));

  private static final Color NONE = new Color(0, 0, 0, 0);
  private static final Font WORDS = new Font(Font.SANS_SERIF, Font.PLAIN, 12);
  private static final Font NUMBERS = new Font(Font.SANS_SERIF, Font.PLAIN, 11);

  /// Gives a chart these colours, whatever it had.
  public void apply(JFreeChart chart) {
    chart.setBackgroundPaint(NONE);
    chart.setBorderVisible(false);
    chart.setPadding(RectangleInsets.ZERO_INSETS);
    if (chart.getTitle() != null) {
      chart.getTitle().setPaint(foreground);
      chart.getTitle().setFont(WORDS);
    }
    if (chart.getLegend() != null) {
      chart.getLegend().setBackgroundPaint(NONE);
      chart.getLegend().setItemPaint(muted);
      chart.getLegend().setItemFont(WORDS);
      chart.getLegend().setFrame(BlockBorder.NONE);
    }
    switch (chart.getPlot()) {
      case CategoryPlot plot -> {
        plot.setBackgroundPaint(NONE);
        plot.setOutlineVisible(false);
        plot.setDomainGridlinesVisible(false);
        plot.setRangeGridlinePaint(grid);
        plot.setRangeGridlineStroke(new BasicStroke(1));
        apply(plot.getDomainAxis());
        apply(plot.getRangeAxis());
        for (int i = 0; i < series.size(); i++) {
          plot.getRenderer().setSeriesPaint(i, series.get(i));
        }
        if (plot.getRenderer() instanceof BarRenderer bars) {
          bars.setBarPainter(new StandardBarPainter());
          bars.setShadowVisible(false);
          bars.setDrawBarOutline(false);
        }
      }
      case XYPlot plot -> {
        plot.setBackgroundPaint(NONE);
        plot.setOutlineVisible(false);
        plot.setDomainGridlinePaint(grid);
        plot.setRangeGridlinePaint(grid);
        apply(plot.getDomainAxis());
        apply(plot.getRangeAxis());
        for (int i = 0; i < series.size(); i++) {
          plot.getRenderer().setSeriesPaint(i, series.get(i));
        }
      }
      default -> {}
    }
  }

  private void apply(Axis axis) {
    axis.setLabelPaint(muted);
    axis.setLabelFont(WORDS);
    axis.setTickLabelPaint(muted);
    axis.setTickLabelFont(NUMBERS);
    axis.setTickMarksVisible(false);
    axis.setAxisLinePaint(grid);
  }
}
