package org.modelwright.app.runs.live;

import javafx.scene.control.TextArea;
import javafx.scene.control.TitledPane;
import org.modelwright.app.common.Texts;

/// The last lines of a worker's log, while it is open.
final class LogTail extends TitledPane {

  private final TextArea area = new TextArea();

  LogTail(Texts texts, RunModel model) {
    setId("run-log");
    textProperty().bind(texts.text("live.log"));
    area.setEditable(false);
    area.setId("run-log-lines");
    area.getStyleClass().add("run-log-lines");
    area.setPrefRowCount(10);
    setContent(area);
    setExpanded(false);
    setAnimated(false);
    model.logProperty().subscribe(_ -> show(model));
    expandedProperty().subscribe(_ -> show(model));
  }

  private void show(RunModel model) {
    if (isExpanded()) {
      area.setText(model.logProperty().get());
      area.positionCaret(area.getLength());
    }
  }
}
