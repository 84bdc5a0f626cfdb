package org.modelwright.app.curves;

import java.util.List;
import java.util.Optional;
import javafx.geometry.Pos;
import javafx.scene.Node;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.control.TextField;
import javafx.scene.input.KeyCode;
import javafx.scene.input.KeyEvent;
import javafx.scene.layout.FlowPane;
import javafx.scene.layout.HBox;
import org.modelwright.app.common.Texts;

/// The ends of a chart's axes as numbers; two empty fields follow the curves. Hidden until it is asked
/// for.
final class RangeBar extends FlowPane {

  private final Texts texts;
  private final CurveChart chart;
  private final TextField fromX = field("range-from-x");
  private final TextField toX = field("range-to-x");
  private final TextField fromY = field("range-from-y");
  private final TextField toY = field("range-to-y");
  private final Label why = new Label();
  private final HBox across;

  RangeBar(Texts texts, CurveChart chart) {
    super(12, 4);
    this.texts = texts;
    this.chart = chart;
    getStyleClass().add("curve-range");
    across = pair("curves.range.x", fromX, toX);
    var apply = new Button();
    apply.setId("range-apply");
    apply.getStyleClass().addAll("small", "accent");
    apply.textProperty().bind(texts.text("curves.range.apply"));
    apply.setOnAction(_ -> apply());
    var close = new Button();
    close.getStyleClass().add("small");
    close.textProperty().bind(texts.text("curves.range.close"));
    close.setOnAction(_ -> setVisible(false));
    why.getStyleClass().add("curve-refusal");
    var buttons = new HBox(8, apply, close, why);
    buttons.setAlignment(Pos.CENTER_LEFT);
    getChildren().addAll(across, pair("curves.range.y", fromY, toY), buttons);
    setVisible(false);
    addEventHandler(
        KeyEvent.KEY_PRESSED,
        e -> {
          if (e.getCode() == KeyCode.ENTER) {
            apply();
            e.consume();
          } else if (e.getCode() == KeyCode.ESCAPE) {
            setVisible(false);
            e.consume();
          }
        });
  }

  private static TextField field(String id) {
    var field = new TextField();
    field.setId(id);
    field.setPrefColumnCount(7);
    field.getStyleClass().add("small");
    return field;
  }

  private HBox pair(String key, TextField from, TextField to) {
    var words = new Label();
    words.textProperty().bind(texts.text(key));
    var pair = new HBox(4, words, from, new Label("–"), to);
    pair.setAlignment(Pos.CENTER_LEFT);
    return pair;
  }

  /// Shows the fields, empty, and gives them the keyboard.
  void open() {
    for (TextField field : List.of(fromX, toX, fromY, toY)) {
      field.clear();
    }
    why.setText("");
    // nobody types a moment as seconds since 1970
    show(across, chart.state().settings().xAxisProperty().get() != XAxis.WALL_TIME);
    setVisible(true);
    (across.isVisible() ? fromX : fromY).requestFocus();
  }

  private static void show(Node node, boolean visible) {
    node.setVisible(visible);
    node.setManaged(visible);
  }

  private void apply() {
    try {
      Optional<double[]> x =
          across.isVisible()
              ? range(fromX, toX, chart.state().settings().horizontal())
              : Optional.empty();
      Optional<double[]> y = range(fromY, toY, chart.state().vertical());
      why.setText("");
      chart.show(x, y);
    } catch (IllegalArgumentException e) {
      why.setText(texts.get("curves.range.wrong"));
    }
  }

  private static Optional<double[]> range(TextField from, TextField to, Scaling scaling) {
    if (from.getText().isBlank() && to.getText().isBlank()) {
      return Optional.empty();
    }
    double low = Double.parseDouble(from.getText().strip());
    double high = Double.parseDouble(to.getText().strip());
    double length = scaling.toAxis(high) - scaling.toAxis(low);
    if (!(length > 0 && length < Double.POSITIVE_INFINITY)) {
      throw new IllegalArgumentException(low + " to " + high);
    }
    return Optional.of(new double[] {low, high});
  }
}
