package org.modelwright.app.runs.live;

import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import javafx.application.Platform;
import javafx.beans.property.BooleanProperty;
import javafx.beans.property.SimpleBooleanProperty;
import javafx.geometry.Insets;
import javafx.scene.control.ComboBox;
import javafx.scene.control.Label;
import javafx.scene.control.ListView;
import javafx.scene.control.TextField;
import javafx.scene.control.cell.CheckBoxListCell;
import javafx.scene.input.KeyCode;
import javafx.scene.layout.BorderPane;
import javafx.scene.layout.Priority;
import javafx.scene.layout.VBox;
import javafx.util.Subscription;
import org.modelwright.app.AppContext;
import org.modelwright.app.common.Choices;
import org.modelwright.app.common.Disposable;
import org.modelwright.app.curves.Curve;
import org.modelwright.app.curves.CurveChart;
import org.modelwright.app.curves.CurveSettings;
import org.modelwright.app.curves.RunCurves;
import org.modelwright.app.curves.RunCurves.GroupMetric;
import org.modelwright.app.curves.Series;
import org.modelwright.app.curves.Unit;

/// Norms of groups of parameters: of which groups, the user chooses.
final class StatisticsSection extends BorderPane implements Disposable {

  private static final int CHOSEN_AT_FIRST = 5;

  /// From this width on the groups stand beside the chart.
  private static final double BESIDE = 640;

  private final CurveChart chart;
  private final ListView<String> list = new ListView<>();
  private final TextField filter = new TextField();
  private final ComboBox<GroupMetric> metric = new ComboBox<>();
  private final Map<String, BooleanProperty> chosen = new LinkedHashMap<>();
  private final VBox side = new VBox(4);
  private final Subscription language;
  private RunCurves curves = new RunCurves();
  private boolean beside;

  StatisticsSection(AppContext context, CurveSettings settings) {
    setId("run-statistics");
    chart = new CurveChart(context, settings, context.texts().text("live.statistics"), Unit.NUMBER);
    chart.setId("chart-statistics");
    chart.setMinHeight(220);
    chart.setPrefHeight(240);
    chart.setPatience(400);
    metric.setId("statistics-metric");
    metric.getItems().setAll(List.of(GroupMetric.values()));
    metric.setValue(GroupMetric.GRADIENT_NORM);
    metric.setMaxWidth(Double.MAX_VALUE);
    metric.getStyleClass().add("small");
    metric.valueProperty().addListener(_ -> choose());
    filter.setId("statistics-filter");
    filter.getStyleClass().add("small");
    filter.promptTextProperty().bind(context.texts().text("live.statistics.filter"));
    filter.textProperty().addListener(_ -> fill());
    list.setId("statistics-groups");
    list.setCellFactory(
        CheckBoxListCell.forListView(
            name -> chosen.getOrDefault(name, new SimpleBooleanProperty())));
    list.setOnKeyPressed(e -> {
      String name = list.getSelectionModel().getSelectedItem();
      BooleanProperty on = name == null ? null : chosen.get(name);
      if (on != null && e.getCode() == KeyCode.SPACE) {
        on.set(!on.get());
        e.consume();
      }
    });
    var words = new Label();
    words.textProperty().bind(context.texts().text("live.statistics.groups"));
    words.getStyleClass().add("run-figure-name");
    side.getChildren().addAll(metric, words, filter, list);
    side.setPadding(new Insets(8));
    side.setPrefWidth(210);
    side.setMinWidth(150);
    VBox.setVgrow(list, Priority.ALWAYS);
    list.setPrefHeight(120);
    setCenter(chart);
    setBottom(side);
    // not at once: a change within a layout would wait for the next one
    widthProperty().subscribe(_ -> Platform.runLater(this::arrange));
    managedProperty().bind(visibleProperty());
    setVisible(false);
    language =
        context
            .texts()
            .localeProperty()
            .subscribe(_ -> Choices.say(metric, choice -> context.texts().get(choice.textKey())));
  }

  private void arrange() {
    boolean now = getWidth() >= BESIDE;
    if (now == beside) {
      return;
    }
    beside = now;
    setRight(null);
    setBottom(null);
    if (now) {
      setRight(side);
    } else {
      setBottom(side);
    }
  }

  CurveChart chart() {
    return chart;
  }

  void show(RunCurves now) {
    curves = now;
    chosen.clear();
    list.getItems().clear();
    grown();
    choose();
  }

  /// New groups appear, those with the largest gradients chosen.
  void grown() {
    List<String> groups = curves.groups();
    if (groups.size() == chosen.size()) {
      return;
    }
    List<String> first =
        groups.stream()
            .sorted(Comparator.comparingDouble(this::newestGradient).reversed())
            .limit(CHOSEN_AT_FIRST)
            .toList();
    boolean fresh = chosen.isEmpty();
    for (String group : groups) {
      chosen.computeIfAbsent(
          group,
          name -> {
            var on = new SimpleBooleanProperty(fresh && first.contains(name));
            on.addListener(_ -> choose());
            return on;
          });
    }
    setVisible(true);
    fill();
    choose();
  }

  private double newestGradient(String group) {
    Curve curve = curves.group(group, GroupMetric.GRADIENT_NORM);
    return curve.isEmpty() ? 0 : curve.at(curve.size() - 1);
  }

  private void fill() {
    String part = filter.getText().strip();
    list.getItems().setAll(chosen.keySet().stream().filter(g -> g.contains(part)).toList());
  }

  private void choose() {
    chart.setSeries(
        chosen.entrySet().stream()
            .filter(choice -> choice.getValue().get())
            .map(Map.Entry::getKey)
            .map(group ->
                new Series(group, curves.group(group, metric.getValue()), Series.Kind.EXACT))
            .toList());
  }

  @Override
  public void dispose() {
    language.unsubscribe();
    chart.dispose();
  }
}
