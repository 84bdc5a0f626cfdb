package org.modelwright.app.runs.history;

import java.util.ArrayList;
import java.util.List;
import javafx.beans.binding.Bindings;
import javafx.beans.property.ObjectProperty;
import javafx.beans.property.SimpleObjectProperty;
import javafx.beans.value.ObservableValue;
import javafx.scene.control.ComboBox;
import javafx.scene.control.ScrollPane;
import javafx.scene.layout.BorderPane;
import javafx.scene.layout.Priority;
import javafx.scene.layout.VBox;
import javafx.util.Subscription;
import org.modelwright.app.AppContext;
import org.modelwright.app.common.Choices;
import org.modelwright.app.common.Disposable;
import org.modelwright.app.common.Texts;
import org.modelwright.app.curves.CurveBar;
import org.modelwright.app.curves.CurveChart;
import org.modelwright.app.curves.CurveSettings;
import org.modelwright.app.curves.Metric;
import org.modelwright.app.curves.RunCurves;
import org.modelwright.app.curves.Series;
import org.modelwright.app.curves.Unit;
import org.modelwright.run.Event;
import org.modelwright.run.EventTail;
import org.modelwright.run.RunFolder;

/// Curves of several runs in one chart.
final class OverlayPane extends BorderPane implements Disposable {

  private static final List<Metric> METRICS =
      List.of(
          Metric.LOSS,
          Metric.VALIDATION_LOSS,
          Metric.LEARNING_RATE,
          Metric.GRADIENT_NORM,
          Metric.TOKENS_PER_SECOND);

  private static final double LEAST_HEIGHT = 200;

  private final AppContext context;
  private final List<Curves> runs;
  private final CurveSettings settings = new CurveSettings();
  private final ObjectProperty<Metric> metric = new SimpleObjectProperty<>(Metric.LOSS);
  private final VBox content = new VBox(4);
  private final CurveBar bar;
  private final Subscription subscription;
  private CurveChart chart;

  /// A run's curves as far as they have been read.
  ///
  /// @param tail what comes after; of the thread that reads
  record Curves(String run, RunCurves curves, EventTail tail) {
    static Curves read(RunFolder run) {
      var read = new Curves(run.name(), new RunCurves(), new EventTail(run.events()));
      read.news().forEach(read.curves::add);
      return read;
    }

    private List<Event> news() {
      List<Event> all = new ArrayList<>();
      for (List<Event> some = tail.pollSome(); !some.isEmpty(); some = tail.pollSome()) {
        all.addAll(some);
      }
      return all;
    }
  }

  List<Curves> runs() {
    return runs;
  }

  /// What the runs have written since the last look, run by run. On the thread that reads.
  List<List<Event>> news() {
    return runs.stream().map(Curves::news).toList();
  }

  /// Shows what `news` found.
  void add(List<List<Event>> news) {
    for (int i = 0; i < runs.size(); i++) {
      news.get(i).forEach(runs.get(i).curves()::add);
    }
    chart.grown();
  }

  /// On the thread that reads, when nobody looks any more.
  void stopReading() {
    runs.forEach(run -> run.tail().close());
  }

  OverlayPane(AppContext context, List<Curves> runs) {
    this.context = context;
    this.runs = runs;
    setId("runs-overlay-pane");
    getStyleClass().add("overlay");
    bar = new CurveBar(context.texts(), settings);
    ComboBox<Metric> metrics = metrics();
    bar.getChildren().addFirst(metrics);
    chart = chart();
    content.getChildren().addAll(bar, chart);
    var scroll = new ScrollPane(content);
    scroll.setFitToWidth(true);
    scroll.setFitToHeight(true);
    setCenter(scroll);
    subscription =
        metric
            .subscribe((_, _) -> anew())
            .and(
                context
                    .texts()
                    .localeProperty()
                    .subscribe(_ -> Choices.say(metrics, it -> context.texts().get(it.textKey()))));
  }

  private ComboBox<Metric> metrics() {
    var choice = new ComboBox<Metric>();
    choice.setId("runs-overlay-metric");
    choice.getItems().setAll(METRICS);
    choice.valueProperty().bindBidirectional(metric);
    choice.getStyleClass().add("small");
    return choice;
  }

  /// The unit of a chart does not change.
  private void anew() {
    chart.dispose();
    chart = chart();
    content.getChildren().set(1, chart);
  }

  private CurveChart chart() {
    Metric what = metric.get();
    Texts texts = context.texts();
    ObservableValue<String> title =
        Bindings.createStringBinding(() -> texts.get(what.textKey()), texts.localeProperty());
    Unit unit = what.unit();
    var made = new CurveChart(context, settings, title, unit);
    List<Series> series = new ArrayList<>();
    for (Curves run : runs) {
      series.add(new Series(run.run(), run.curves().curve(what), what == Metric.VALIDATION_LOSS));
    }
    made.setSeries(series);
    made.setMinHeight(LEAST_HEIGHT);
    VBox.setVgrow(made, Priority.ALWAYS);
    return made;
  }

  @Override
  public void dispose() {
    subscription.unsubscribe();
    chart.dispose();
    bar.dispose();
  }
}
