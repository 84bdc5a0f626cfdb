package org.modelwright.app.hardware;

import java.util.List;
import java.util.function.Function;
import javafx.beans.property.SimpleStringProperty;
import javafx.scene.control.TableColumn;
import javafx.scene.control.TableView;
import javafx.scene.layout.Priority;
import javafx.scene.layout.VBox;
import org.jspecify.annotations.Nullable;
import org.modelwright.app.common.Texts;
import org.modelwright.hardware.Factors;
import org.modelwright.hardware.Measurement;
import org.modelwright.hardware.Plan;

/// What finished runs took, beside what had been predicted for them.
final class MeasuredPane extends VBox {

  private static final double MILLI = 1000;

  private final Texts texts;
  private final PlanWords words;

  MeasuredPane(Texts texts) {
    super(12);
    this.texts = texts;
    words = new PlanWords(texts);
    setId("planner-measured");
    getStyleClass().add("hardware-page");
  }

  void show(Estimator.Learned learned, @Nullable Estimate estimate) {
    getChildren().setAll(Look.words(texts.get("hardware.measured.about"), "text-muted"));
    if (learned.problem() != null) {
      getChildren().add(Look.words(learned.problem(), "hardware-failure"));
    }
    Plan plan = estimate == null ? null : estimate.plan();
    Factors factors = plan == null ? Factors.NONE : plan.factors();
    var used =
        Look.words(
            factors.isMeasured()
                ? texts.get(
                    "hardware.source.calibrated",
                    words.number(factors.time(), 2),
                    words.number(factors.memory(), 2),
                    String.join(texts.get("hardware.comma"), factors.runs()))
                : texts.get("hardware.measured.unused"));
    used.setId("planner-calibration");
    getChildren().addAll(used, table(learned.runs().reversed(), factors));
  }

  private TableView<Measurement> table(List<Measurement> runs, Factors factors) {
    var table = new TableView<Measurement>();
    table.setId("planner-runs");
    table.setPlaceholder(Look.words(texts.get("hardware.measured.none"), "text-muted"));
    table.setColumnResizePolicy(TableView.CONSTRAINED_RESIZE_POLICY_FLEX_LAST_COLUMN);
    table.getColumns().add(column("run", 170, Measurement::run));
    table
        .getColumns()
        .add(
            column(
                "memory",
                160,
                m ->
                    m.memoryFactor() == null
                        ? texts.get("hardware.measured.untold")
                        : pair(
                            words.bytes(m.predictedMemoryBytes()),
                            words.bytes(m.memoryBytes()),
                            (double) m.predictedMemoryBytes() / m.memoryBytes())));
    table
        .getColumns()
        .add(
            column(
                "time",
                160,
                m ->
                    pair(
                        words.millis(m.predictedMillisPerStep() / MILLI),
                        words.millis(m.millisPerStep() / MILLI),
                        m.predictedMillisPerStep() / m.millisPerStep())));
    table
        .getColumns()
        .add(
            column(
                "used",
                60,
                m -> factors.runs().contains(m.run()) ? texts.get("hardware.measured.yes") : ""));
    table.getItems().setAll(runs);
    VBox.setVgrow(table, Priority.ALWAYS);
    table.setMinHeight(160);
    return table;
  }

  /// `predicted / measured (+3 %)`
  private String pair(String predicted, String measured, double ratio) {
    long percent = Math.round(100 * ratio - 100);
    return predicted + " / " + measured + " (" + (percent > 0 ? "+" : "") + percent + " %)";
  }

  private TableColumn<Measurement, String> column(
      String name, double width, Function<Measurement, String> cell) {
    var column = new TableColumn<Measurement, String>(texts.get("hardware.measured." + name));
    column.setPrefWidth(width);
    column.setMinWidth(width / 2);
    column.setReorderable(false);
    column.setCellValueFactory(row -> new SimpleStringProperty(cell.apply(row.getValue())));
    return column;
  }
}
