package org.modelwright.app.runs.history;

import java.util.List;
import javafx.scene.Node;
import javafx.scene.control.Label;
import javafx.scene.control.ScrollPane;
import javafx.scene.layout.ColumnConstraints;
import javafx.scene.layout.GridPane;
import javafx.scene.layout.Priority;
import javafx.scene.layout.VBox;
import javafx.util.Subscription;
import org.jspecify.annotations.Nullable;
import org.modelwright.app.common.Disposable;
import org.modelwright.app.common.Texts;
import org.modelwright.file.Words;
import org.modelwright.run.RunDifference;

/// In which settings runs differ, a column a run, and in what their drawings do.
final class DifferencePane extends ScrollPane implements Disposable {

  private final Texts texts;
  private final Subscription language;

  DifferencePane(Texts texts, RunDifference difference) {
    this.texts = texts;
    setId("runs-difference-pane");
    getStyleClass().add("difference");
    setFitToWidth(true);
    language = texts.localeProperty().subscribe(_ -> show(difference));
  }

  private void show(RunDifference difference) {
    var content = new VBox(8);
    content.getStyleClass().add("content");
    content.getChildren().add(heading("history.difference.settings"));
    content
        .getChildren()
        .add(
            difference.settings().isEmpty()
                ? words(texts.get("history.difference.none"), "muted")
                : settings(difference));
    content.getChildren().add(heading("history.difference.drawings"));
    for (RunDifference.Drawing drawing : difference.drawings()) {
      content
          .getChildren()
          .add(
              words(
                  texts.get(
                      drawing.changes().isEmpty()
                          ? "history.difference.sameDrawing"
                          : "history.difference.drawing",
                      drawing.run(),
                      difference.runs().getFirst()),
                  "muted"));
      for (Words change : drawing.changes()) {
        content.getChildren().add(words("• " + change.in(texts.locale()), "change"));
      }
    }
    setContent(content);
  }

  private Node settings(RunDifference difference) {
    var grid = new GridPane(16, 4);
    int runs = difference.runs().size();
    for (int i = 0; i <= runs; i++) {
      var column = new ColumnConstraints();
      column.setPercentWidth(100.0 / (runs + 1));
      column.setHgrow(Priority.ALWAYS);
      grid.getColumnConstraints().add(column);
      if (i > 0) {
        grid.add(words(difference.runs().get(i - 1), "head"), i, 0);
      }
    }
    int line = 1;
    for (RunDifference.Setting setting : difference.settings()) {
      grid.add(words(setting.key(), "muted"), 0, line);
      List<@Nullable String> values = setting.values();
      for (int i = 0; i < values.size(); i++) {
        String value = values.get(i);
        grid.add(words(value == null ? "–" : value, "value"), i + 1, line);
      }
      line++;
    }
    return grid;
  }

  private Label heading(String key) {
    return words(texts.get(key), "section-title");
  }

  private static Label words(String text, String style) {
    var label = new Label(text);
    label.getStyleClass().add(style);
    label.setWrapText(true);
    return label;
  }

  @Override
  public void dispose() {
    language.unsubscribe();
  }
}
