package org.modelwright.app.playground;

import java.nio.file.Path;
import java.time.Duration;
import javafx.beans.binding.Bindings;
import javafx.css.PseudoClass;
import javafx.geometry.Pos;
import javafx.scene.Node;
import javafx.scene.control.Button;
import javafx.scene.control.CheckBox;
import javafx.scene.control.Label;
import javafx.scene.control.TextArea;
import javafx.scene.control.TextField;
import javafx.scene.input.KeyCode;
import javafx.scene.input.KeyCodeCombination;
import javafx.scene.input.KeyCombination;
import javafx.scene.input.KeyEvent;
import javafx.scene.layout.BorderPane;
import javafx.scene.layout.FlowPane;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;
import javafx.scene.layout.StackPane;
import javafx.scene.layout.VBox;
import javafx.util.Subscription;
import org.jspecify.annotations.Nullable;
import org.kordamp.ikonli.javafx.FontIcon;
import org.modelwright.app.AppContext;
import org.modelwright.app.common.Disposable;
import org.modelwright.app.common.KeyboardHome;
import org.modelwright.app.common.Periodic;
import org.modelwright.app.common.Shown;
import org.modelwright.app.common.StyleSheets;
import org.modelwright.app.common.Texts;
import org.modelwright.app.common.Tips;

/// The page on which checkpoints go on with a prompt. Its processes end with it.
public final class PlaygroundView extends BorderPane implements Disposable, KeyboardHome {

  private static final Duration BETWEEN_LOOKS = Duration.ofSeconds(2);
  private static final KeyCombination GENERATE =
      new KeyCodeCombination(KeyCode.ENTER, KeyCombination.SHORTCUT_DOWN);
  private static final PseudoClass DANGER = PseudoClass.getPseudoClass("danger");

  private final Texts texts;
  private final PlaygroundModel model;
  private final TextArea prompt = new TextArea();
  private final HBox columns = new HBox(16);
  private final ColumnView first;
  private final ColumnView second;
  private final Shown shown;
  private final Subscription subscriptions;
  private @Nullable Periodic looks;

  /// @param runs the project's folder of runs; need not exist
  public PlaygroundView(AppContext context, Path runs) {
    this(context, new PlaygroundModel(runs, CheckpointWriter::inProcess));
  }

  PlaygroundView(AppContext context, PlaygroundModel model) {
    this.model = model;
    texts = context.texts();
    setId("playground-view");
    getStyleClass().add("playground-view");
    getStylesheets().add(StyleSheets.of("playground"));
    first = new ColumnView(texts, model, 1);
    second = new ColumnView(texts, model, 2);
    columns.getStyleClass().add("playground-columns");
    HBox.setHgrow(first, Priority.ALWAYS);
    HBox.setHgrow(second, Priority.ALWAYS);
    first.setPrefWidth(0);
    second.setPrefWidth(0);
    Label empty = empty();
    setTop(new VBox(8, promptArea(), settings(), actions()));
    getTop().getStyleClass().add("playground-top");
    setCenter(new StackPane(columns, empty));
    columns.visibleProperty().bind(empty.visibleProperty().not());
    addEventFilter(
        KeyEvent.KEY_PRESSED,
        event -> {
          if (GENERATE.match(event)) {
            model.generate();
            event.consume();
          }
        });
    shown = new Shown(this);
    subscriptions =
        Subscription.combine(
            model
                .comparingProperty()
                .subscribe(on -> {
                  columns.getChildren().setAll(first);
                  if (on) {
                    columns.getChildren().add(second);
                  }
                }),
            shown.property().subscribe(this::onScreen));
  }

  /// Chooses a run to prompt.
  public void choose(String run) {
    model.choose(run);
  }

  private void onScreen(boolean now) {
    if (looks != null) {
      looks.dispose();
      looks = null;
    }
    if (now) {
      model.look();
      looks = new Periodic(BETWEEN_LOOKS, model::look);
    }
  }

  private Node promptArea() {
    prompt.setId("playground-prompt");
    prompt.setPrefRowCount(3);
    prompt.setWrapText(true);
    prompt.setMinHeight(72);
    prompt.promptTextProperty().bind(texts.text("playground.prompt"));
    prompt.textProperty().bindBidirectional(model.promptProperty());
    return prompt;
  }

  private Node settings() {
    var fields = new FlowPane(12, 8);
    for (WritingSetting setting : WritingSetting.values()) {
      var field = new TextField();
      field.setId("playground-" + setting.id());
      field.setPrefColumnCount(setting == WritingSetting.STOP ? 8 : 4);
      field.textProperty().bindBidirectional(model.settingProperty(setting));
      field
          .textProperty()
          .subscribe(
              typed -> field.pseudoClassStateChanged(DANGER, setting.refusal(typed).isPresent()));
      field.setTooltip(Tips.of(texts, setting.textKey() + ".tip"));
      var name = new Label();
      name.textProperty().bind(texts.text(setting.textKey()));
      name.setLabelFor(field);
      name.setMinWidth(Region.USE_PREF_SIZE);
      var pair = new HBox(6, name, field);
      pair.setAlignment(Pos.CENTER_LEFT);
      fields.getChildren().add(pair);
    }
    return fields;
  }

  private Node actions() {
    var generate = button("generate", "mdi2p-play");
    generate.getStyleClass().add("accent");
    generate.setOnAction(_ -> model.generate());
    generate
        .disableProperty()
        .bind(
            Bindings.createBooleanBinding(
                () -> model.obstacleProperty().get().isPresent(), model.obstacleProperty()));
    generate.visibleProperty().bind(model.busyProperty().not());
    generate.managedProperty().bind(generate.visibleProperty());
    var stop = button("stop", "mdi2s-stop");
    stop.setOnAction(_ -> model.stop());
    stop.visibleProperty().bind(model.busyProperty());
    stop.managedProperty().bind(stop.visibleProperty());
    CheckBox compare = choice("compare");
    compare.selectedProperty().bindBidirectional(model.comparingProperty());
    CheckBox colours = choice("colours");
    colours
        .selectedProperty()
        .subscribe(on -> {
          columns.getStyleClass().remove("coloured");
          if (on) {
            columns.getStyleClass().add("coloured");
          }
        });
    var why = new Label();
    why.setId("playground-why");
    why.getStyleClass().add("playground-why");
    why.setWrapText(true);
    why.setMaxWidth(Double.MAX_VALUE);
    HBox.setHgrow(why, Priority.ALWAYS);
    why.textProperty()
        .bind(
            Bindings.createStringBinding(
                () ->
                    model.runsProperty().get().isEmpty()
                        ? ""
                        : model.obstacleProperty().get().map(w -> w.in(texts)).orElse(""),
                model.obstacleProperty(),
                model.runsProperty(),
                texts.localeProperty()));
    var line = new HBox(12, generate, stop, compare, colours, why);
    line.setAlignment(Pos.CENTER_LEFT);
    return line;
  }

  private Button button(String name, String icon) {
    var button = new Button(null, new FontIcon(icon));
    button.setId("playground-" + name);
    button.textProperty().bind(texts.text("playground." + name));
    button.setTooltip(Tips.of(texts, "playground." + name + ".tip"));
    button.setMinWidth(Region.USE_PREF_SIZE);
    return button;
  }

  private CheckBox choice(String name) {
    var box = new CheckBox();
    box.setId("playground-" + name);
    box.textProperty().bind(texts.text("playground." + name));
    box.setTooltip(Tips.of(texts, "playground." + name + ".tip"));
    box.setMinWidth(Region.USE_PREF_SIZE);
    return box;
  }

  private Label empty() {
    var empty = new Label();
    empty.setId("playground-empty");
    empty.setWrapText(true);
    empty.setMaxWidth(420);
    empty.getStyleClass().add("playground-why");
    empty.textProperty().bind(texts.text("playground.empty"));
    empty
        .visibleProperty()
        .bind(
            Bindings.createBooleanBinding(
                () -> model.lookedProperty().get() && model.runsProperty().get().isEmpty(),
                model.lookedProperty(),
                model.runsProperty()));
    return empty;
  }

  @Override
  public Node keyboardHome() {
    return prompt;
  }

  @Override
  public void dispose() {
    onScreen(false);
    subscriptions.unsubscribe();
    shown.dispose();
    first.dispose();
    second.dispose();
    model.dispose();
  }
}
