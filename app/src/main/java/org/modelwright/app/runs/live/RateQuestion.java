package org.modelwright.app.runs.live;

import java.util.List;
import javafx.geometry.Pos;
import javafx.scene.control.Button;
import javafx.scene.control.ComboBox;
import javafx.scene.control.Label;
import javafx.scene.control.TextField;
import javafx.scene.input.KeyCode;
import javafx.scene.input.KeyEvent;
import javafx.scene.layout.FlowPane;
import javafx.scene.layout.Region;
import javafx.scene.layout.VBox;
import org.modelwright.app.common.Choices;
import org.modelwright.app.common.Texts;
import org.modelwright.app.curves.Unit;
import org.modelwright.run.Command;
import org.modelwright.train.TrainingSettings;

/// Asks, in the page, for another learning rate, and says what it comes to before it is sent.
final class RateQuestion extends VBox {

  private final Texts texts;
  private final RunModel model;
  private final java.util.function.Consumer<Command> send;
  private final TextField field = new TextField();
  private final ComboBox<RateChange.Kind> kind = new ComboBox<>();
  private final Label meaning = new Label();
  private final Button apply = new Button();

  RateQuestion(Texts texts, RunModel model, java.util.function.Consumer<Command> send) {
    super(8);
    this.texts = texts;
    this.model = model;
    this.send = send;
    setId("run-rate-question");
    getStyleClass().add("run-question");
    field.setId("run-rate");
    field.setPrefColumnCount(10);
    kind.setId("run-rate-kind");
    kind.getItems().setAll(List.of(RateChange.Kind.values()));
    kind.setValue(RateChange.Kind.RATE);
    texts
        .localeProperty()
        .subscribe(_ -> {
          Choices.say(kind, choice -> texts.get("live.rate.kind." + choice));
          show();
        });
    apply.setId("run-rate-apply");
    apply.getStyleClass().addAll("small", "accent");
    apply.textProperty().bind(texts.text("live.rate.apply"));
    apply.setMinWidth(Region.USE_PREF_SIZE);
    apply.setOnAction(_ -> apply());
    var cancel = new Button();
    cancel.setId("run-rate-cancel");
    cancel.getStyleClass().add("small");
    cancel.textProperty().bind(texts.text("live.rate.cancel"));
    cancel.setMinWidth(Region.USE_PREF_SIZE);
    cancel.setOnAction(_ -> setVisible(false));
    meaning.setId("run-rate-meaning");
    meaning.setWrapText(true);
    meaning.setMinHeight(Region.USE_PREF_SIZE);
    var line = new FlowPane(8, 4, kind, field, apply, cancel);
    line.setAlignment(Pos.CENTER_LEFT);
    getChildren().addAll(line, meaning);
    field.textProperty().subscribe(_ -> show());
    kind.valueProperty().subscribe(_ -> show());
    managedProperty().bind(visibleProperty());
    setVisible(false);
    addEventHandler(
        KeyEvent.KEY_PRESSED,
        e -> {
          if (e.getCode() == KeyCode.ESCAPE) {
            setVisible(false);
            e.consume();
          } else if (e.getCode() == KeyCode.ENTER && !apply.isDisabled()) {
            apply();
            e.consume();
          }
        });
  }

  /// The rate that the settings alone give the next step; 0 where they cannot be read.
  private double scheduled() {
    long next = model.progress().step() + 1;
    return model.settings().map(s -> s.learningRateAt(Math.min(next, s.steps()))).orElse(0.0);
  }

  void ask() {
    double now = scheduled() * model.learningRateFactor();
    kind.setValue(RateChange.Kind.RATE);
    field.setText(String.format(java.util.Locale.ROOT, "%.3g", now));
    setVisible(true);
    show();
    field.requestFocus();
    field.selectAll();
  }

  private RateChange.Reading read() {
    return RateChange.read(field.getText(), kind.getValue(), scheduled());
  }

  private void show() {
    if (!isVisible()) {
      return;
    }
    switch (read()) {
      case RateChange.Reading.Change(RateChange change) -> {
        meaning.getStyleClass().remove("danger");
        meaning.setText(
            texts.get(
                "live.rate.meaning",
                words(change.scheduled()),
                words(change.factor()),
                words(change.rate()),
                words(lowest(change))));
        apply.setDisable(false);
      }
      case RateChange.Reading.Refusal(var why) -> {
        if (!meaning.getStyleClass().contains("danger")) {
          meaning.getStyleClass().add("danger");
        }
        meaning.setText(why.in(texts));
        apply.setDisable(true);
      }
    }
  }

  private double lowest(RateChange change) {
    return change.factor()
        * model.settings().map(TrainingSettings::minimumLearningRate).orElse(change.scheduled());
  }

  private String words(double value) {
    return Unit.NUMBER.words(value, texts.locale());
  }

  private void apply() {
    if (read() instanceof RateChange.Reading.Change(RateChange change)) {
      send.accept(Command.setLearningRate(change.factor()));
      setVisible(false);
    }
  }
}
