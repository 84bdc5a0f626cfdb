package org.modelwright.app.data;

import java.util.Optional;
import javafx.geometry.Pos;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.control.TextArea;
import javafx.scene.layout.HBox;
import javafx.scene.layout.VBox;
import org.jspecify.annotations.Nullable;
import org.modelwright.app.common.Tasks;
import org.modelwright.app.common.Texts;
import org.modelwright.app.settings.Section;
import org.modelwright.app.settings.SettingField;
import org.modelwright.data.DataSettings;
import org.modelwright.data.DocumentPreview;
import org.modelwright.file.InputException;
import org.modelwright.train.TrainingRun;

/// The first documents one by one, read where they lie.
final class DocumentsPreview extends VBox {

  /// A table is read from its beginning for each of its rows, so there has to be an end.
  private static final int MOST = 1000;

  private final DataModel data;
  private final Tasks tasks;
  private final Texts texts;
  private final Button begin;
  private final Button back;
  private final Button on;
  private final HBox head;
  private final Label name = Section.words("", "data-source-name");
  private final Label origin = Section.words("", "settings-help");
  private final TextArea text = new TextArea();
  private Tasks.@Nullable Running reading;
  private int number = -1;

  DocumentsPreview(DataModel data, Tasks tasks, Texts texts) {
    super(8);
    this.data = data;
    this.tasks = tasks;
    this.texts = texts;
    begin = new Button(texts.get("data.documents.show"));
    begin.setId("data-documents-show");
    begin.setOnAction(_ -> read(0));
    back = BatchPreview.button("mdi2c-chevron-left", "data-document-back", words("back"));
    on = BatchPreview.button("mdi2c-chevron-right", "data-document-next", words("next"));
    back.setOnAction(_ -> read(number - 1));
    on.setOnAction(_ -> read(number + 1));
    back.setMinWidth(USE_PREF_SIZE);
    on.setMinWidth(USE_PREF_SIZE);
    name.setId("data-document-name");
    origin.setId("data-document-origin");
    text.setId("data-document-text");
    text.setEditable(false);
    text.setWrapText(true);
    text.setPrefRowCount(12);
    text.getStyleClass().add("data-document");
    head = new HBox(8, back, on, name);
    head.setAlignment(Pos.CENTER_LEFT);
    getChildren().addAll(begin, head, origin, text);
    refresh();
  }

  private String words(String key) {
    return texts.get("data.documents." + key);
  }

  /// What was read belongs to the sources as they were, so other ones begin anew.
  void begin() {
    number = -1;
    refresh();
  }

  void refresh() {
    boolean some = number >= 0;
    boolean can = data.settingsProperty().get() != null;
    SettingField.show(begin, !some && can);
    SettingField.show(head, some);
    SettingField.show(text, some);
    if (!some) {
      origin.setText(can ? "" : texts.get("data.prepare.correct"));
    }
    SettingField.show(origin, some || !can);
    back.setDisable(number <= 0);
  }

  private void read(int wanted) {
    DataSettings settings = data.settingsProperty().get();
    if (settings == null) {
      refresh();
      return;
    }
    if (reading != null) {
      reading.cancel();
    }
    reading =
        tasks.start(
            words("reading"),
            progress ->
                DocumentPreview.read(settings, TrainingRun.cache(data.project()), wanted, progress),
            found -> show(wanted, found),
            e -> say(wanted, e instanceof InputException ? e.getMessage() : e.toString()));
  }

  private void show(int wanted, Optional<DocumentPreview> found) {
    if (found.isEmpty()) {
      on.setDisable(true);
      return;
    }
    DocumentPreview document = found.get();
    number = wanted;
    refresh();
    on.setDisable(number + 1 >= MOST);
    name.setText(texts.get("data.documents.name", number + 1, document.name()));
    origin.setText(document.origin());
    text.setText(
        document.binary()
            ? words("binary")
            : document.text().isEmpty()
                ? words("empty")
                : document.cut() ? document.text() + " …" : document.text());
    text.setScrollTop(0);
  }

  private void say(int wanted, @Nullable String sentence) {
    number = wanted;
    refresh();
    name.setText("");
    origin.setText("");
    text.setText(sentence == null ? "" : sentence);
  }

  void cancel() {
    if (reading != null) {
      reading.cancel();
    }
  }
}
