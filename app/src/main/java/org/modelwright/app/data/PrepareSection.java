package org.modelwright.app.data;

import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.time.format.FormatStyle;
import java.util.Map;
import javafx.beans.binding.Bindings;
import javafx.geometry.Pos;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.control.ProgressBar;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.VBox;
import org.modelwright.app.common.Tasks;
import org.modelwright.app.common.Texts;
import org.modelwright.app.settings.Section;
import org.modelwright.app.settings.SettingField;

/// Where preparation stands: how to begin it, how far it is, why it failed, whether it is out of date.
final class PrepareSection extends Section {

  /// What the core says that it does, and the key of the same in the user's language.
  private static final Map<String, String> ACTIVITIES =
      Map.of(
          "reading text", "data.activity.reading",
          "learning the words", "data.activity.learning",
          "training the tokenizer", "data.activity.training",
          "encoding text", "data.activity.encoding",
          "comparing documents", "data.activity.comparing",
          "reading the JDK's classes", "data.activity.classes");

  private final DataModel data;
  private final Texts texts;
  private final Label state = words("", "data-state");
  private final Label failure = words("", "settings-failure");
  private final VBox progress = new VBox(6);

  PrepareSection(DataModel data, Texts texts) {
    super("mdi2c-cogs", texts.get("data.prepare.title"), texts.get("data.prepare.about"));
    this.data = data;
    this.texts = texts;
    state.setId("data-state");
    failure.setId("data-failure");
    getChildren().addAll(state, failure, progress);
    refresh();
  }

  void refresh() {
    String why = data.failureProperty().get();
    failure.setText(why == null ? "" : why);
    SettingField.show(failure, why != null);
    Tasks.Running running = data.preparingProperty().get();
    progress.getChildren().clear();
    SettingField.show(progress, running != null);
    if (running != null) {
      show(running);
    }
    state.setText(state());
    state.getStyleClass().removeAll("data-stale");
    if (data.isStale()) {
      state.getStyleClass().add("data-stale");
    }
    SettingField.show(state, running == null);
  }

  private String state() {
    Prepared last = data.preparedProperty().get();
    if (last == null) {
      return texts.get(
          data.settingsProperty().get() == null ? "data.prepare.correct" : "data.prepare.none");
    }
    String when =
        DateTimeFormatter.ofLocalizedDateTime(FormatStyle.MEDIUM)
            .withLocale(texts.locale())
            .withZone(ZoneId.systemDefault())
            .format(last.at());
    return texts.get(data.isStale() ? "data.prepare.stale" : "data.prepare.done", when);
  }

  private void show(Tasks.Running running) {
    var bar = new ProgressBar();
    bar.setId("data-progress");
    bar.setMaxWidth(Double.MAX_VALUE);
    bar.progressProperty().bind(running.fractionProperty());
    HBox.setHgrow(bar, Priority.ALWAYS);
    var cancel = new Button(texts.get("data.prepare.cancel"));
    cancel.setId("data-cancel");
    cancel.setMinWidth(USE_PREF_SIZE);
    cancel.setOnAction(_ -> running.cancel());
    var line = new HBox(12, bar, cancel);
    line.setAlignment(Pos.CENTER_LEFT);
    var activity = words("", "settings-help");
    activity
        .textProperty()
        .bind(
            Bindings.createStringBinding(
                () -> activity(running.activityProperty().get()), running.activityProperty()));
    progress.getChildren().addAll(line, activity);
  }

  private String activity(String words) {
    String key = ACTIVITIES.get(words);
    return key == null
        ? words.isEmpty() ? texts.get("data.activity.listing") : words
        : texts.get(key);
  }
}
