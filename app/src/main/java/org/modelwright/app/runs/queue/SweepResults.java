package org.modelwright.app.runs.queue;

import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Function;
import javafx.beans.property.ReadOnlyObjectWrapper;
import javafx.geometry.Orientation;
import javafx.geometry.Pos;
import javafx.scene.control.ComboBox;
import javafx.scene.control.Label;
import javafx.scene.control.SplitPane;
import javafx.scene.control.TableColumn;
import javafx.scene.control.TableView;
import javafx.scene.layout.BorderPane;
import javafx.scene.layout.FlowPane;
import javafx.scene.layout.HBox;
import javafx.scene.layout.StackPane;
import javafx.util.Subscription;
import org.jspecify.annotations.Nullable;
import org.modelwright.app.common.Disposable;
import org.modelwright.app.common.Latest;
import org.modelwright.app.common.Texts;
import org.modelwright.app.common.ThemedChart;
import org.modelwright.file.InputException;
import org.modelwright.launch.QueueState;
import org.modelwright.launch.SweepResult;

/// What the runs of a sweep came to: a table, the best first, and the loss against one of the settings.
final class SweepResults extends BorderPane implements Disposable {

  private final Texts texts;
  private final Path project;
  private final ComboBox<String> sweeps = new ComboBox<>();
  private final ComboBox<String> settings = new ComboBox<>();
  private final TableView<SweepResult.Row> table = new TableView<>();
  private final StackPane chart = new StackPane();
  private final Label empty = new Label();
  private final SplitPane split = new SplitPane(table, chart);
  private final FlowPane bar;
  private final Latest<String, Answer> reading = new Latest<>(this::read, this::show);
  private final Subscription language;
  private Optional<SweepResult> result = Optional.empty();
  private Map<Long, QueueState> states = Map.of();
  private boolean showing;

  private record Answer(List<String> names, Optional<SweepResult> result) {}

  SweepResults(Texts texts, Path project, Consumer<String> openRun) {
    this.texts = texts;
    this.project = project;
    setId("sweep-results");
    sweeps.setId("sweep-which");
    settings.setId("sweep-setting");
    table.setId("sweep-table");
    table.getStyleClass().addAll("dense", "striped");
    table.setColumnResizePolicy(TableView.CONSTRAINED_RESIZE_POLICY_SUBSEQUENT_COLUMNS);
    table.setOnMouseClicked(event -> {
      SweepResult.Row row = table.getSelectionModel().getSelectedItem();
      if (event.getClickCount() == 2 && row != null) {
        openRun.accept(row.status().run());
      }
    });
    chart.setId("sweep-chart");
    chart.getStyleClass().add("sweep-chart");
    chart.setMinHeight(120);
    split.setOrientation(Orientation.VERTICAL);
    split.setDividerPositions(0.5);
    empty.textProperty().bind(texts.text("queue.results.empty"));
    empty.setWrapText(true);
    empty.getStyleClass().addAll("muted", "sweep-empty");
    bar =
        new FlowPane(
            16,
            8,
            labelled("queue.results.sweep", sweeps),
            labelled("queue.results.against", settings));
    bar.getStyleClass().add("queue-actions");
    sweeps
        .valueProperty()
        .subscribe(name -> {
          if (name != null && !showing) {
            reading.submit(name);
          }
        });
    settings
        .valueProperty()
        .subscribe(_ -> {
          if (!showing) {
            draw();
          }
        });
    setCenter(empty);
    language = texts.localeProperty().subscribe(_ -> result.ifPresent(r -> showResult(r, true)));
  }

  private HBox labelled(String key, ComboBox<String> box) {
    var label = new Label();
    label.textProperty().bind(texts.text(key));
    label.setLabelFor(box);
    var both = new HBox(8, label, box);
    both.setAlignment(Pos.CENTER_LEFT);
    return both;
  }

  /// Reads the runs again.
  void refresh() {
    reading.submit(Optional.ofNullable(sweeps.getValue()).orElse(""));
  }

  /// Reads again where a run has come to something since.
  void runsChanged(List<QueueRow> rows) {
    Map<Long, QueueState> now = new HashMap<>();
    rows.forEach(row -> now.put(row.entry().id(), row.state()));
    if (!now.equals(states)) {
      states = now;
      if (getScene() != null) {
        refresh();
      }
    }
  }

  private Answer read(String wanted) {
    try {
      List<String> names = SweepResult.names(project);
      String name = names.contains(wanted) ? wanted : names.isEmpty() ? "" : names.getFirst();
      return new Answer(
          names, name.isEmpty() ? Optional.empty() : Optional.of(SweepResult.of(project, name)));
    } catch (InputException e) {
      return new Answer(List.of(), Optional.empty());
    }
  }

  private void show(Answer answer) {
    boolean otherKeys =
        !answer.result().map(SweepResult::keys).equals(result.map(SweepResult::keys));
    result = answer.result();
    showing = true;
    if (!sweeps.getItems().equals(answer.names())) {
      sweeps.getItems().setAll(answer.names());
    }
    result.ifPresent(r -> sweeps.setValue(r.name()));
    setTop(result.isPresent() ? bar : null);
    setCenter(result.isPresent() ? split : empty);
    result.ifPresent(r -> showResult(r, otherKeys));
    showing = false;
  }

  private void showResult(SweepResult shown, boolean otherColumns) {
    if (otherColumns) {
      table.getColumns().clear();
      for (String key : shown.keys()) {
        table.getColumns().add(column(shortened(key), row -> row.settings().get(key)));
      }
      String best = texts.get("queue.results.best");
      table.getColumns().add(column(best, row -> loss(row.status().bestValidationLoss())));
      String last = texts.get("queue.results.last");
      table.getColumns().add(column(last, row -> loss(row.status().validationLoss())));
      table
          .getColumns()
          .add(
              column(
                  texts.get("queue.results.state"),
                  row -> texts.get("queue.run." + row.status().state().word())));
      table.getColumns().add(column(texts.get("queue.results.run"), row -> row.status().run()));
      String before = settings.getValue();
      settings.getItems().setAll(shown.keys());
      settings.setValue(
          before != null && shown.keys().contains(before) ? before : shown.keys().getFirst());
    }
    table.getItems().setAll(shown.ranked());
    draw();
  }

  private void draw() {
    String key = settings.getValue();
    if (key != null && result.isPresent()) {
      chart.getChildren().setAll(new ThemedChart(SweepChart.of(result.get(), key, texts)));
    }
  }

  private static TableColumn<SweepResult.Row, String> column(
      String title, Function<SweepResult.Row, @Nullable String> value) {
    var column = new TableColumn<SweepResult.Row, String>(title);
    column.setCellValueFactory(cell -> new ReadOnlyObjectWrapper<>(value.apply(cell.getValue())));
    column.setSortable(false);
    return column;
  }

  /// `training.learningRate` stands in every heading otherwise.
  private static String shortened(String key) {
    return key.replaceFirst("^(training|data|drawing)[.]", "");
  }

  private static String loss(@Nullable Double loss) {
    return loss == null ? "–" : String.format(Locale.ROOT, "%.4f", loss);
  }

  @Override
  public void dispose() {
    language.unsubscribe();
  }
}
