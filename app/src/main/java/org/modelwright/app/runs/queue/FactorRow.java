package org.modelwright.app.runs.queue;

import java.util.List;
import java.util.Locale;
import java.util.function.Consumer;
import javafx.beans.property.StringProperty;
import javafx.beans.value.ChangeListener;
import javafx.beans.value.ObservableBooleanValue;
import javafx.beans.value.WeakChangeListener;
import javafx.geometry.Pos;
import javafx.scene.Node;
import javafx.scene.control.Button;
import javafx.scene.control.ComboBox;
import javafx.scene.control.Label;
import javafx.scene.control.TextField;
import javafx.scene.control.Tooltip;
import javafx.scene.layout.FlowPane;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.VBox;
import org.kordamp.ikonli.javafx.FontIcon;
import org.modelwright.app.common.Choices;
import org.modelwright.app.common.Texts;

/// One setting of a sweep: which, and what is tried of it.
final class FactorRow extends VBox {

  private final SweepModel.Factor factor;
  private final ComboBox<String> key = new ComboBox<>();
  private final ComboBox<SweepModel.Kind> kind = new ComboBox<>();
  private final TextField values;
  private final TextField low;
  private final TextField high;
  private final TextField points;
  private final ChangeListener<Locale> language;
  private final Button remove = new Button(null, new FontIcon("mdi2c-close"));
  private List<SweepSuggestion> suggestions = List.of();

  /// While the list of the combo box changes, its editor says what nobody has typed.
  private boolean offering;

  /// @param random whether combinations are drawn, so that a range need not be cut into points
  FactorRow(
      Texts texts,
      SweepModel.Factor factor,
      ObservableBooleanValue random,
      Consumer<FactorRow> removed) {
    super(8);
    this.factor = factor;
    getStyleClass().add("sweep-factor");
    key.setEditable(true);
    key.setMaxWidth(Double.MAX_VALUE);
    key.setMinWidth(120);
    key.setValue(factor.keyProperty().get());
    key.getEditor().setText(factor.keyProperty().get());
    key.getEditor().textProperty().addListener((_, _, word) -> chosen(word));
    HBox.setHgrow(key, Priority.ALWAYS);
    kind.getItems().setAll(SweepModel.Kind.values());
    kind.valueProperty().bindBidirectional(factor.kindProperty());
    sayKinds(texts);
    language = (_, _, _) -> sayKinds(texts);
    texts.localeProperty().addListener(new WeakChangeListener<>(language));
    values = field(factor.valuesProperty(), 18);
    values.promptTextProperty().bind(texts.text("queue.sweep.values.prompt"));
    low = field(factor.lowProperty(), 7);
    high = field(factor.highProperty(), 7);
    points = field(factor.pointsProperty(), 3);
    remove.getStyleClass().addAll("flat", "button-icon", "small");
    var tooltip = new Tooltip();
    tooltip.textProperty().bind(texts.text("queue.sweep.remove"));
    remove.setTooltip(tooltip);
    remove.setOnAction(_ -> removed.accept(this));
    Node range = box(new Label("–"), low, high);
    Label many = new Label();
    many.textProperty().bind(texts.text("queue.sweep.points"));
    many.setLabelFor(points);
    var cut = new HBox(8, many, points);
    cut.setAlignment(Pos.CENTER_LEFT);
    var isRange = factor.kindProperty().isNotEqualTo(SweepModel.Kind.VALUES);
    show(values, isRange.not());
    show(range, isRange);
    show(cut, isRange.and(javafx.beans.binding.Bindings.not(random)));
    var first = new HBox(8, key, remove);
    first.setAlignment(Pos.CENTER_LEFT);
    getChildren().addAll(first, new FlowPane(8, 8, kind, values, range, cut));
  }

  private static Node box(Label between, TextField low, TextField high) {
    var box = new HBox(8, low, between, high);
    box.setAlignment(Pos.CENTER_LEFT);
    return box;
  }

  private static void show(Node node, javafx.beans.value.ObservableValue<Boolean> when) {
    node.visibleProperty().bind(when);
    node.managedProperty().bind(node.visibleProperty());
  }

  private static TextField field(StringProperty text, int columns) {
    var field = new TextField();
    field.setPrefColumnCount(columns);
    field.textProperty().bindBidirectional(text);
    return field;
  }

  private void sayKinds(Texts texts) {
    Choices.say(kind, it -> texts.get("queue.sweep.kind." + it.name().toLowerCase(Locale.ROOT)));
  }

  /// What is usual for a known setting stands there as soon as it is chosen.
  private void chosen(String word) {
    String wanted = word.strip();
    if (offering || wanted.equals(factor.keyProperty().get())) {
      return;
    }
    suggestions.stream()
        .filter(s -> s.key().equals(wanted))
        .findFirst()
        .ifPresentOrElse(factor::suggest, () -> factor.keyProperty().set(wanted));
  }

  void offer(List<SweepSuggestion> all) {
    suggestions = all;
    String kept = factor.keyProperty().get();
    offering = true;
    key.getItems().setAll(all.stream().map(SweepSuggestion::key).toList());
    key.setValue(kept);
    key.getEditor().setText(kept);
    offering = false;
  }

  /// @param place from 0
  void number(int place, boolean removable) {
    key.setId("sweep-key-" + place);
    kind.setId("sweep-kind-" + place);
    values.setId("sweep-values-" + place);
    low.setId("sweep-low-" + place);
    high.setId("sweep-high-" + place);
    points.setId("sweep-points-" + place);
    remove.setId("sweep-remove-" + place);
    remove.setDisable(!removable);
  }

  SweepModel.Factor factor() {
    return factor;
  }

  @Override
  public void requestFocus() {
    key.requestFocus();
  }
}
