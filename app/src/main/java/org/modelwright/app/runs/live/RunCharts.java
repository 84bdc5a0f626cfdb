package org.modelwright.app.runs.live;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.SequencedMap;
import java.util.function.Predicate;
import javafx.application.Platform;
import javafx.scene.Node;
import javafx.scene.layout.ColumnConstraints;
import javafx.scene.layout.GridPane;
import javafx.scene.layout.Priority;
import javafx.scene.layout.VBox;
import javafx.util.Subscription;
import org.modelwright.app.AppContext;
import org.modelwright.app.common.Disposable;
import org.modelwright.app.curves.CurveBar;
import org.modelwright.app.curves.CurveChart;
import org.modelwright.app.curves.CurveSettings;
import org.modelwright.app.curves.Metric;
import org.modelwright.app.curves.RunCurves;
import org.modelwright.app.curves.Series;

/// All charts of a run: the loss above, the others in one or two columns below; those of quantities that
/// the run does not have are not there.
final class RunCharts extends VBox implements Disposable {

  private static final List<Metric> BELOW =
      List.of(
          Metric.LEARNING_RATE,
          Metric.GRADIENT_NORM,
          Metric.TOKENS_PER_SECOND,
          Metric.MEMORY,
          Metric.LOSS_SCALE,
          Metric.AUXILIARY_LOSS,
          Metric.DROPPED_TOKENS,
          Metric.MFU);
  private static final double TWO_COLUMNS = 720;

  /// Of all the time that drawing may take, the others share what the loss has alone.
  private static final int PATIENCE = 40;

  private final AppContext context;
  private final CurveSettings settings = new CurveSettings();
  private final CurveBar bar;
  private final CurveChart loss;
  private final SequencedMap<Metric, CurveChart> below = new LinkedHashMap<>();
  private final GridPane grid = new GridPane(0, 8);
  private final StatisticsSection statistics;
  private final Subscription language;
  private RunCurves curves = new RunCurves();
  private int markers = -1;
  private int columns;

  RunCharts(AppContext context) {
    super(8);
    this.context = context;
    setId("run-charts");
    bar = new CurveBar(context.texts(), settings);
    loss = chart(Metric.LOSS, 250);
    statistics = new StatisticsSection(context, settings);
    // not at once: a change within a layout would wait for the next one
    widthProperty().subscribe(_ -> Platform.runLater(this::arrange));
    getChildren().addAll(bar, loss, grid, statistics);
    language = context.texts().localeProperty().subscribe((_, _) -> show(curves));
  }

  private CurveChart chart(Metric metric, double height) {
    var chart =
        new CurveChart(context, settings, context.texts().text(metric.textKey()), metric.unit());
    chart.setId("chart-" + metric.name().toLowerCase(java.util.Locale.ROOT).replace('_', '-'));
    chart.setPrefHeight(height);
    chart.setMinHeight(height);
    chart.setPatience(PATIENCE);
    return chart;
  }

  /// Another run's curves, or the same read anew.
  void show(RunCurves now) {
    curves = now;
    markers = -1;
    loss.setSeries(
        List.of(
            new Series(context.texts().get("live.series.training"), now.curve(Metric.LOSS)),
            new Series(
                context.texts().get("live.series.validation"),
                now.curve(Metric.VALIDATION_LOSS),
                true)));
    below.forEach((metric, chart) -> chart.setSeries(List.of(series(metric))));
    statistics.show(now);
    grown(_ -> true);
  }

  private Series series(Metric metric) {
    // a schedule and a memory are exact: a mean of theirs would be wrong
    boolean exact =
        switch (metric) {
          case LEARNING_RATE, LOSS_SCALE, MEMORY -> true;
          default -> false;
        };
    return new Series(
        context.texts().get(metric.textKey()),
        curves.curve(metric),
        exact ? Series.Kind.EXACT : Series.Kind.NOISY);
  }

  /// The curves have new points.
  ///
  /// @param seen whether a chart is in the part of the page that can be seen
  /// @return whether something is left to be drawn
  boolean grown(Predicate<Node> seen) {
    addNew();
    if (markers != curves.markerVersion()) {
      markers = curves.markerVersion();
      all().forEach(chart -> chart.setMarkers(curves.markers()));
    }
    statistics.grown();
    boolean left = false;
    for (CurveChart chart : all()) {
      if (seen.test(chart)) {
        chart.grown();
        left |= chart.isDirty();
      }
    }
    return left;
  }

  private void addNew() {
    boolean added = false;
    for (Metric metric : BELOW) {
      if (!below.containsKey(metric) && !curves.curve(metric).isEmpty()) {
        CurveChart chart = chart(metric, 180);
        chart.setSeries(List.of(series(metric)));
        chart.setMarkers(curves.markers());
        below.put(metric, chart);
        added = true;
      }
    }
    if (added) {
      below.values().forEach(chart -> chart.setPatience(PATIENCE * below.size()));
      columns = 0;
      arrange();
    }
  }

  private List<CurveChart> all() {
    var all = new ArrayList<CurveChart>();
    all.add(loss);
    all.addAll(below.values());
    all.add(statistics.chart());
    return all;
  }

  private void arrange() {
    int now = getWidth() >= TWO_COLUMNS ? 2 : 1;
    if (now == columns) {
      return;
    }
    columns = now;
    grid.getChildren().clear();
    grid.getColumnConstraints().clear();
    for (int i = 0; i < now; i++) {
      var column = new ColumnConstraints();
      column.setPercentWidth(100.0 / now);
      column.setHgrow(Priority.ALWAYS);
      grid.getColumnConstraints().add(column);
    }
    int place = 0;
    for (Metric metric : BELOW) {
      CurveChart chart = below.get(metric);
      if (chart != null) {
        grid.add(chart, place % now, place / now);
        place++;
      }
    }
  }

  @Override
  public void dispose() {
    language.unsubscribe();
    bar.dispose();
    all().forEach(CurveChart::dispose);
    statistics.dispose();
  }
}
