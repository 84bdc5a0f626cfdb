package org.modelwright.app.command;

import java.util.Arrays;
import java.util.function.Consumer;
import javafx.application.Platform;
import javafx.geometry.Pos;
import javafx.scene.Node;
import javafx.scene.control.Label;
import javafx.scene.control.ListCell;
import javafx.scene.control.ListView;
import javafx.scene.control.TextField;
import javafx.scene.input.KeyCode;
import javafx.scene.input.KeyEvent;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;
import javafx.scene.layout.VBox;
import org.jspecify.annotations.Nullable;
import org.modelwright.app.common.Texts;

/// Every command by its name: type, choose with the arrows, Enter. It lies over the window's content
/// and is invisible until it is opened.
public final class CommandPalette extends VBox {

  private final Texts texts;
  private final Commands commands;
  private final Consumer<String> refusals;
  private final TextField search = new TextField();
  private final ListView<CommandSearch.Entry> list = new ListView<>();
  private @Nullable Node focusBefore;

  /// @param refusals told why a command could not be done
  public CommandPalette(Texts texts, Commands commands, Consumer<String> refusals) {
    this.texts = texts;
    this.commands = commands;
    this.refusals = refusals;
    setId("command-palette");
    getStyleClass().add("command-palette");
    search.setId("command-palette-search");
    search.promptTextProperty().bind(texts.text("command.palette.prompt"));
    list.setId("command-palette-list");
    list.setFocusTraversable(false);
    list.setCellFactory(_ -> new Cell());
    list.setPrefHeight(320);
    var nothing = new Label();
    nothing.textProperty().bind(texts.text("command.palette.nothing"));
    list.setPlaceholder(nothing);
    getChildren().addAll(search, list);
    setMaxSize(560, Region.USE_PREF_SIZE);
    setVisible(false);
    search.textProperty().subscribe(this::refresh);
    search
        .focusedProperty()
        .subscribe(focused -> {
          if (!focused && isVisible()) {
            close();
          }
        });
    addEventFilter(KeyEvent.KEY_PRESSED, this::pressed);
    list.setOnMouseClicked(e -> {
      if (list.getSelectionModel().getSelectedItem() != null) {
        e.consume();
        runSelected();
      }
    });
  }

  public void open() {
    focusBefore = getScene() == null ? null : getScene().getFocusOwner();
    setVisible(true);
    search.clear();
    refresh();
    search.requestFocus();
  }

  public void close() {
    if (isVisible()) {
      setVisible(false);
      if (focusBefore != null) {
        focusBefore.requestFocus();
      }
      focusBefore = null;
    }
  }

  private void refresh() {
    if (isVisible()) {
      list.getItems().setAll(CommandSearch.matches(texts, commands, search.getText()));
      list.getSelectionModel().selectFirst();
      list.scrollTo(0);
    }
  }

  private void pressed(KeyEvent event) {
    KeyCode code = event.getCode();
    if (code == KeyCode.ESCAPE) {
      close();
    } else if (code == KeyCode.ENTER) {
      runSelected();
    } else if (Arrays.asList(KeyCode.UP, KeyCode.DOWN, KeyCode.PAGE_UP, KeyCode.PAGE_DOWN)
        .contains(code)) {
      int step = code == KeyCode.UP || code == KeyCode.DOWN ? 1 : 8;
      int by = code == KeyCode.UP || code == KeyCode.PAGE_UP ? -step : step;
      int last = list.getItems().size() - 1;
      int to = Math.clamp(list.getSelectionModel().getSelectedIndex() + by, 0, Math.max(0, last));
      list.getSelectionModel().select(to);
      list.scrollTo(Math.max(0, to - 4));
    } else {
      return;
    }
    event.consume();
  }

  private void runSelected() {
    CommandSearch.Entry entry = list.getSelectionModel().getSelectedItem();
    if (entry == null) {
      return;
    }
    close();
    // after the focus is back where the command expects it
    Platform.runLater(() -> {
      String why = commands.run(entry.id());
      if (!why.isEmpty()) {
        refusals.accept(texts.get(why));
      }
    });
  }

  private final class Cell extends ListCell<CommandSearch.Entry> {
    private final Label name = new Label();
    private final Label note = new Label();
    private final HBox line = new HBox(16, name, note);

    private Cell() {
      HBox.setHgrow(name, Priority.ALWAYS);
      name.setMaxWidth(Double.MAX_VALUE);
      name.setMinWidth(Region.USE_PREF_SIZE);
      note.getStyleClass().add("muted");
      line.setAlignment(Pos.CENTER_LEFT);
      setPrefWidth(0); // as wide as the list, never wider
    }

    @Override
    protected void updateItem(CommandSearch.@Nullable Entry entry, boolean empty) {
      super.updateItem(entry, empty);
      setGraphic(entry == null ? null : line);
      setOpacity(1);
      if (entry != null) {
        boolean can = entry.whyNot().isEmpty();
        name.setText(entry.words());
        note.setText(can ? entry.id().keys().map(k -> k.getDisplayText()).orElse("") : why(entry));
        name.setOpacity(can ? 1 : 0.5);
        setAccessibleText(can ? entry.words() : entry.words() + ", " + why(entry));
      }
    }

    private String why(CommandSearch.Entry entry) {
      return texts.get(entry.whyNot());
    }
  }
}
