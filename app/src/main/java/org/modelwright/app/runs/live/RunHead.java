package org.modelwright.app.runs.live;

import java.util.List;
import java.util.Locale;
import javafx.geometry.Pos;
import javafx.scene.Node;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.control.ProgressBar;
import javafx.scene.layout.FlowPane;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;
import javafx.scene.layout.VBox;
import javafx.util.Subscription;
import org.kordamp.ikonli.javafx.FontIcon;
import org.modelwright.app.AppContext;
import org.modelwright.app.command.CommandId;
import org.modelwright.app.common.Disposable;
import org.modelwright.app.common.Texts;
import org.modelwright.app.common.Tips;
import org.modelwright.run.RunState;

/// The top of a run's page: what it does, how far it is, and the buttons of what can be done now.
final class RunHead extends VBox implements Disposable {

  private final RunModel model;
  private final Texts texts;
  private final Label state = new Label();
  private final FontIcon icon = new FontIcon("mdi2p-play-circle-outline");
  private final ProgressBar bar = new ProgressBar(0);
  private final Label percent = new Label();
  private final FlowPane figures = new FlowPane(20, 2);
  private final FlowPane buttons = new FlowPane(8, 4);
  private final Subscription subscriptions;

  /// @param prompt shows the playground with this run
  RunHead(AppContext context, RunModel model, RunActions actions, Runnable prompt) {
    super(8);
    this.model = model;
    texts = context.texts();
    setId("run-head");
    getStyleClass().add("run-head");
    state.setId("run-state");
    state.setGraphic(icon);
    state.getStyleClass().add("run-state");
    state.setMinWidth(Region.USE_PREF_SIZE);
    bar.setId("run-progress");
    bar.setMaxWidth(Double.MAX_VALUE);
    bar.setMinWidth(80);
    HBox.setHgrow(bar, Priority.ALWAYS);
    percent.setId("run-percent");
    percent.setMinWidth(40);
    percent.setAlignment(Pos.CENTER_RIGHT);
    var line = new HBox(12, state, bar, percent);
    line.setAlignment(Pos.CENTER_LEFT);
    figures.setId("run-figures");
    for (CommandId id : RunActions.ALL) {
      buttons.getChildren().add(button(id, actions));
    }
    buttons.getChildren().add(promptButton(prompt));
    getChildren().addAll(line, figures, buttons);
    subscriptions =
        Subscription.combine(
            model.stateProperty().subscribe(this::showState),
            texts
                .localeProperty()
                .subscribe(_ -> {
                  showState(model.state());
                  show();
                }));
  }

  private Button promptButton(Runnable prompt) {
    var button = new Button(null, new FontIcon("mdi2m-message-text-outline"));
    button.setId("run-prompt");
    button.textProperty().bind(texts.text("live.prompt"));
    button.setMinWidth(Region.USE_PREF_SIZE);
    button.getStyleClass().add("small");
    button.setTooltip(Tips.of(texts, "live.prompt.help"));
    button.setOnAction(_ -> prompt.run());
    return button;
  }

  private Button button(CommandId id, RunActions actions) {
    var button = new Button(null, new FontIcon(icon(id)));
    button.setId("run-" + id.name().toLowerCase(Locale.ROOT).replace('_', '-'));
    button.textProperty().bind(texts.text(id.textKey()));
    button.setMinWidth(Region.USE_PREF_SIZE);
    button.getStyleClass().add("small");
    if (id == CommandId.RESUME_RUN) {
      button.getStyleClass().add("accent");
    }
    button.setTooltip(Tips.of(texts, "live.help." + id.name()));
    button.setOnAction(_ -> actions.binding(id).action().run());
    // a button stands there while it means something; the menus say why others do not
    button
        .visibleProperty()
        .bind(
            javafx.beans.binding.Bindings.createBooleanBinding(
                () -> actions.binding(id).whyNot().get().isEmpty(), actions.binding(id).whyNot()));
    button.managedProperty().bind(button.visibleProperty());
    return button;
  }

  private static String icon(CommandId id) {
    return switch (id) {
      case PAUSE_RUN -> "mdi2p-pause";
      case CONTINUE_RUN -> "mdi2p-play";
      case STOP_RUN -> "mdi2s-stop";
      case CHECKPOINT_NOW -> "mdi2c-content-save-outline";
      case SET_LEARNING_RATE -> "mdi2s-speedometer";
      default -> "mdi2r-restart";
    };
  }

  private void showState(RunState now) {
    state.setText(texts.get("live.state." + now));
    icon.setIconLiteral(
        switch (now) {
          case QUEUED -> "mdi2c-clock-outline";
          case PREPARING -> "mdi2p-progress-clock";
          case RUNNING -> "mdi2p-play-circle-outline";
          case PAUSING, PAUSED -> "mdi2p-pause-circle-outline";
          case STOPPING, STOPPED -> "mdi2s-stop-circle-outline";
          case COMPLETED -> "mdi2c-check-circle-outline";
          case FAILED -> "mdi2a-alert-circle-outline";
        });
    state.getStyleClass().removeAll("danger", "success", "accent");
    switch (now) {
      case FAILED -> state.getStyleClass().add("danger");
      case COMPLETED -> state.getStyleClass().add("success");
      case RUNNING, PREPARING -> state.getStyleClass().add("accent");
      default -> {}
    }
    show();
  }

  /// Takes over what the model knows now.
  void show() {
    RunProgress progress = model.progress();
    double fraction = progress.fraction();
    bar.setProgress(Math.max(0, fraction));
    percent.setText(
        fraction < 0 ? "" : String.format(texts.locale(), "%.0f %%", Math.floor(100 * fraction)));
    List<RunFigures.Figure> now = RunFigures.of(model, texts);
    List<Node> boxes = figures.getChildren();
    while (boxes.size() > now.size()) {
      boxes.removeLast();
    }
    for (int i = 0; i < now.size(); i++) {
      if (i == boxes.size()) {
        boxes.add(new FigureBox());
      }
      if (boxes.get(i) instanceof FigureBox box) {
        box.show(now.get(i));
      }
    }
  }

  /// A name above a value.
  private static final class FigureBox extends VBox {
    private final Label name = new Label();
    private final Label value = new Label();

    private FigureBox() {
      name.getStyleClass().add("run-figure-name");
      value.getStyleClass().add("run-figure");
      getChildren().addAll(name, value);
    }

    private void show(RunFigures.Figure figure) {
      name.setText(figure.name());
      value.setText(figure.value());
      // as wide as it has been: neighbours do not tremble with each digit
      value.setMinWidth(Math.max(value.getMinWidth(), Math.ceil(value.getWidth())));
    }
  }

  @Override
  public void dispose() {
    subscriptions.unsubscribe();
  }
}
