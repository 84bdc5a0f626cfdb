package org.modelwright.app.training;

import javafx.geometry.Pos;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.control.ProgressBar;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;
import javafx.scene.layout.VBox;
import org.jspecify.annotations.Nullable;
import org.kordamp.ikonli.javafx.FontIcon;
import org.modelwright.app.common.Tasks;
import org.modelwright.app.common.Texts;
import org.modelwright.app.common.Tips;
import org.modelwright.app.settings.Section;
import org.modelwright.app.settings.SettingField;

/// The head of the page: whether it is saved, the start, how far a start is and what came of it.
final class StartBar extends VBox {

  private final TrainingModel model;
  private final Texts texts;
  private final Label state = new Label();
  private final Label refusal = Section.words("", "settings-failure");
  private final Label begun = Section.words("", "training-started");
  private final HBox progress = new HBox(8);
  private final Button save;
  private final Button revert;
  private final Button start;
  private Tasks.@Nullable Running shown;

  StartBar(TrainingModel model, Texts texts, Runnable onStart, Runnable onSave, Runnable onRevert) {
    super(8);
    this.model = model;
    this.texts = texts;
    getStyleClass().add("settings-bar");
    var title = new Label(texts.get("training.title"));
    title.getStyleClass().add("settings-title");
    title.setMinWidth(Region.USE_PREF_SIZE);
    state.setId("training-saved");
    state.getStyleClass().add("settings-help");
    var gap = new Region();
    HBox.setHgrow(gap, Priority.ALWAYS);
    revert = button("training.revert", "training-revert", onRevert);
    save = button("training.save", "training-save", onSave);
    start = button("training.start", "training-start", onStart);
    start.setGraphic(new FontIcon("mdi2p-play"));
    start.getStyleClass().add("accent");
    var line = new HBox(8, title, state, gap, revert, save, start);
    line.setAlignment(Pos.CENTER_LEFT);
    refusal.setId("training-refusal");
    begun.setId("training-started");
    progress.setId("training-progress");
    progress.setAlignment(Pos.CENTER_LEFT);
    getChildren().addAll(line, refusal, progress, begun);
  }

  private Button button(String key, String id, Runnable action) {
    var button = new Button(texts.get(key));
    button.setId(id);
    button.setMinWidth(Region.USE_PREF_SIZE);
    button.setTooltip(Tips.soon(texts.get(key + ".help")));
    button.setOnAction(_ -> action.run());
    return button;
  }

  /// @param wrong what is wrong where no field shows it; empty for nothing
  void refresh(String wrong) {
    boolean unsaved = model.unsaved();
    state.setText(texts.get(unsaved ? "training.state.dirty" : "training.state.saved"));
    save.setDisable(!unsaved);
    revert.setDisable(!model.settingsUnsaved());
    start.setDisable(!model.whyNot().isEmpty());
    String failure = model.failureProperty().get();
    String said = failure == null ? wrong : failure;
    refusal.setText(said);
    SettingField.show(refusal, !said.isEmpty());
    showProgress(model.startingProperty().get());
    showStarted(model.startedProperty().get());
  }

  private void showProgress(Tasks.@Nullable Running running) {
    SettingField.show(progress, running != null);
    if (running == shown) {
      return;
    }
    shown = running;
    progress.getChildren().clear();
    if (running != null) {
      var bar = new ProgressBar();
      bar.progressProperty().bind(running.fractionProperty());
      var activity = new Label();
      activity.textProperty().bind(running.activityProperty());
      var cancel = button("training.cancel", "training-cancel", running::cancel);
      progress
          .getChildren()
          .addAll(new Label(texts.get("training.starting")), bar, activity, cancel);
    }
  }

  private void showStarted(TrainingModel.@Nullable Started started) {
    boolean some = started != null && model.startingProperty().get() == null;
    SettingField.show(begun, some);
    if (started != null) {
      begun.setText(
          texts.get("training.started", started.run().name())
              + "\n"
              + String.join("\n", started.notes()));
    }
  }
}
