package org.modelwright.app.workbench;

import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.Locale;
import java.util.stream.Collectors;
import javafx.collections.ListChangeListener;
import javafx.collections.WeakListChangeListener;
import javafx.scene.control.ContextMenu;
import javafx.scene.control.Label;
import javafx.scene.control.ListCell;
import javafx.scene.control.ListView;
import javafx.scene.control.MenuItem;
import javafx.scene.control.SelectionMode;
import javafx.scene.layout.BorderPane;
import org.jspecify.annotations.Nullable;
import org.modelwright.app.common.ClipboardText;
import org.modelwright.app.common.Texts;

/// The program's log.
final class LogView extends BorderPane {

  private static final DateTimeFormatter TIME =
      DateTimeFormatter.ofPattern("HH:mm:ss", Locale.ROOT).withZone(ZoneId.systemDefault());

  private final ListView<LogLines.Line> list = new ListView<>();
  // held here, since the log knows it only weakly: the log outlives this view
  private final ListChangeListener<LogLines.Line> follow = _ -> scrollToEnd();

  LogView(Texts texts, LogLines log) {
    list.setId("log-list");
    list.getStyleClass().add("dense");
    list.setItems(log.lines());
    list.getSelectionModel().setSelectionMode(SelectionMode.MULTIPLE);
    list.setCellFactory(_ -> new Cell());
    var empty = new Label();
    empty.textProperty().bind(texts.text("workbench.log.empty"));
    list.setPlaceholder(empty);
    var copy = new MenuItem();
    copy.textProperty().bind(texts.text("workbench.log.copy"));
    copy.setOnAction(_ -> copy());
    list.setContextMenu(new ContextMenu(copy));
    log.lines().addListener(new WeakListChangeListener<>(follow));
    setCenter(list);
  }

  private void scrollToEnd() {
    list.scrollTo(Math.max(0, list.getItems().size() - 1));
  }

  private void copy() {
    ClipboardText.put(
        list.getSelectionModel().getSelectedItems().stream()
            .map(LogView::words)
            .collect(Collectors.joining("\n")));
  }

  private static String words(LogLines.Line line) {
    return TIME.format(line.at()) + "  " + line.level() + "  " + line.text();
  }

  private static final class Cell extends ListCell<LogLines.Line> {
    @Override
    protected void updateItem(LogLines.@Nullable Line line, boolean empty) {
      super.updateItem(line, empty);
      getStyleClass().removeAll("log-warn", "log-error");
      setText(line == null || empty ? null : words(line));
      if (line != null && !empty) {
        switch (line.level()) {
          case "WARN" -> getStyleClass().add("log-warn");
          case "ERROR" -> getStyleClass().add("log-error");
          default -> {}
        }
      }
    }
  }
}
