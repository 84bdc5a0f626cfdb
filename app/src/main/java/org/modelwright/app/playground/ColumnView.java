package org.modelwright.app.playground;

import java.util.List;
import java.util.OptionalLong;
import javafx.beans.property.StringProperty;
import javafx.geometry.Pos;
import javafx.scene.control.Button;
import javafx.scene.control.ComboBox;
import javafx.scene.control.Label;
import javafx.scene.control.ProgressIndicator;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;
import javafx.scene.layout.VBox;
import javafx.util.Subscription;
import org.kordamp.ikonli.javafx.FontIcon;
import org.modelwright.app.common.Choices;
import org.modelwright.app.common.ClipboardText;
import org.modelwright.app.common.Disposable;
import org.modelwright.app.common.Figures;
import org.modelwright.app.common.Texts;
import org.modelwright.app.common.Tips;
import org.modelwright.train.Checkpoints;

/// One checkpoint of the playground: which it is, what it does, what it has written.
final class ColumnView extends VBox implements Disposable {

  private final PlaygroundModel model;
  private final PlaygroundModel.Column column;
  private final Texts texts;
  private final ComboBox<String> run = new ComboBox<>();
  private final ComboBox<String> checkpoint = new ComboBox<>();
  private final ProgressIndicator wheel = new ProgressIndicator();
  private final Label state = new Label();
  private final Button again = new Button(null, new FontIcon("mdi2r-refresh"));
  private final Button copy = new Button(null, new FontIcon("mdi2c-content-copy"));
  private final Subscription subscriptions;
  private boolean offering;

  /// @param number 1 or 2, behind the ids of its parts
  ColumnView(Texts texts, PlaygroundModel model, int number) {
    super(8);
    this.texts = texts;
    this.model = model;
    column = model.columns().get(number - 1);
    setId("playground-column-" + number);
    getStyleClass().add("playground-column");
    prepare(run, "run", number, column.runProperty());
    run.setMaxWidth(Double.MAX_VALUE);
    HBox.setHgrow(run, Priority.ALWAYS);
    prepare(checkpoint, "checkpoint", number, column.checkpointProperty());
    checkpoint.setMinWidth(190);
    wheel.setMinSize(16, 16);
    wheel.setPrefSize(16, 16);
    wheel.visibleProperty().bind(wheel.managedProperty());
    state.setId("playground-state-" + number);
    state.setWrapText(true);
    state.setMinHeight(Region.USE_PREF_SIZE);
    state.setMaxWidth(Double.MAX_VALUE);
    HBox.setHgrow(state, Priority.ALWAYS);
    button(again, "again", number);
    again.textProperty().bind(texts.text("playground.again"));
    again.setOnAction(_ -> model.generate(column));
    again.visibleProperty().bind(again.managedProperty());
    button(copy, "copy", number);
    copy.setTooltip(Tips.of(texts, "playground.copy.tip"));
    copy.accessibleTextProperty().bind(texts.text("playground.copy.tip"));
    copy.setOnAction(_ -> copy());
    var line = new HBox(8, wheel, state, again, copy);
    line.setAlignment(Pos.CENTER_LEFT);
    var text = new TokenText("playground-text-" + number, texts, column.writing().pieces());
    VBox.setVgrow(text, Priority.ALWAYS);
    getChildren().addAll(new HBox(8, run, checkpoint), line, text);
    subscriptions =
        Subscription.combine(
            model.runsProperty().subscribe(_ -> offer()),
            column.runProperty().subscribe(_ -> offer()),
            column.checkpointProperty().subscribe(_ -> offer()),
            column.writing().stateProperty().subscribe(_ -> tell()),
            texts
                .localeProperty()
                .subscribe(_ -> {
                  offer();
                  tell();
                }));
  }

  private void prepare(ComboBox<String> box, String name, int number, StringProperty chosen) {
    box.setId("playground-" + name + "-" + number);
    box.setTooltip(Tips.of(texts, "playground." + name + ".tip"));
    box.accessibleTextProperty().bind(texts.text("playground." + name + ".tip"));
    box.setMinWidth(80);
    box.valueProperty()
        .subscribe((_, value) -> {
          if (!offering && value != null) {
            chosen.set(value);
          }
        });
  }

  private static void button(Button button, String name, int number) {
    button.setId("playground-" + name + "-" + number);
    button.getStyleClass().addAll("flat", "small");
    button.setMinWidth(Region.USE_PREF_SIZE);
  }

  /// What there is to choose now; what is chosen stays, unless it is gone.
  private void offer() {
    if (offering) {
      return;
    }
    offering = true;
    List<String> names = model.runsProperty().get().stream().map(PromptableRun::name).toList();
    fill(run, names, column.runProperty().get());
    List<String> choices = model.run(column).map(PromptableRun::choices).orElse(List.of());
    if (!choices.isEmpty() && !choices.contains(column.checkpointProperty().get())) {
      column.checkpointProperty().set(Checkpoints.BEST);
    }
    fill(checkpoint, choices, column.checkpointProperty().get());
    Choices.say(checkpoint, this::words);
    offering = false;
  }

  private static void fill(ComboBox<String> box, List<String> choices, String chosen) {
    if (!box.getItems().equals(choices)) {
      box.getItems().setAll(choices);
    }
    box.setValue(choices.contains(chosen) ? chosen : null);
    box.setDisable(choices.isEmpty());
  }

  private String words(String choice) {
    OptionalLong step = model.run(column).map(r -> r.step(choice)).orElse(OptionalLong.empty());
    String number = step.isPresent() ? Figures.exact(step.getAsLong(), texts.locale()) : choice;
    return switch (choice) {
      case Checkpoints.BEST -> texts.get("playground.checkpoint.best", number);
      case Checkpoints.LAST -> texts.get("playground.checkpoint.last", number);
      default -> texts.get("playground.checkpoint.step", number);
    };
  }

  private void tell() {
    Writing.State now = column.writing().state();
    wheel.setManaged(now.isBusy());
    // one that turns unseen keeps the clock of the screen running
    wheel.setProgress(now.isBusy() ? ProgressIndicator.INDETERMINATE_PROGRESS : 0);
    again.setManaged(now instanceof Writing.State.Failed);
    copy.setDisable(now.isBusy() || column.writing().pieces().isEmpty());
    state.getStyleClass().remove("playground-failed");
    state.setText(
        switch (now) {
          case Writing.State.Idle _ -> texts.get("playground.state.idle");
          case Writing.State.Loading _ -> texts.get("playground.state.loading");
          case Writing.State.Writes(long step, int tokens, double rate) ->
              texts.get("playground.state.writing", step, tokens, Math.round(rate));
          case Writing.State.Ended(long step, int tokens, double rate, boolean stopped) ->
              texts.get(
                  stopped ? "playground.state.stopped" : "playground.state.ended",
                  step,
                  tokens,
                  Math.round(rate));
          case Writing.State.Failed(String cause) -> {
            state.getStyleClass().add("playground-failed");
            yield cause;
          }
        });
  }

  private void copy() {
    ClipboardText.put(column.writing().text());
  }

  @Override
  public void dispose() {
    subscriptions.unsubscribe();
  }
}
