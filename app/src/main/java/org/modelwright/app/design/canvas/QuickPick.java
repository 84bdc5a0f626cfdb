package org.modelwright.app.design.canvas;

import java.util.List;
import java.util.Locale;
import java.util.function.Consumer;
import java.util.function.Function;
import javafx.collections.FXCollections;
import javafx.collections.transformation.FilteredList;
import javafx.scene.control.Label;
import javafx.scene.control.ListCell;
import javafx.scene.control.ListView;
import javafx.scene.control.TextField;
import javafx.scene.input.KeyEvent;
import javafx.scene.layout.Region;
import javafx.scene.layout.VBox;
import javafx.scene.shape.Rectangle;
import org.jspecify.annotations.Nullable;

/// A short list to search and choose from by keyboard: typing narrows it, Enter takes, Escape leaves.
final class QuickPick<T> extends VBox {

  /// How an item looks.
  ///
  /// @param detail quieter, behind; may be empty
  /// @param tint of the chip before it; null for none
  record Looks(String words, String detail, @Nullable Tint tint) {}

  private final TextField field = new TextField();
  private final ListView<T> list = new ListView<>();
  private final Runnable whenClosed;

  /// @param title what is chosen, in a few words
  /// @param empty what stands where nothing matches
  QuickPick(
      String title,
      String empty,
      List<T> items,
      Function<T, Looks> looks,
      Consumer<T> chosen,
      Runnable closed) {
    whenClosed = closed;
    setId("quick-pick");
    getStyleClass().add("quick-pick");
    setMaxSize(360, Region.USE_PREF_SIZE);
    var filtered = new FilteredList<>(FXCollections.observableArrayList(items));
    field.setId("quick-pick-field");
    field.setPromptText(title);
    field
        .textProperty()
        .addListener((_, _, search) -> {
          filtered.setPredicate(item -> matches(looks.apply(item), search));
          list.getSelectionModel().selectFirst();
        });
    list.setId("quick-pick-list");
    list.setItems(filtered);
    list.setPlaceholder(new Label(empty));
    list.setFocusTraversable(false);
    list.setFixedCellSize(30);
    list.setPrefHeight(8 * 30 + 2);
    list.setCellFactory(_ -> new Cell<>(looks));
    list.getSelectionModel().selectFirst();
    list.setOnMouseClicked(_ -> choose(chosen));
    field.addEventFilter(
        KeyEvent.KEY_PRESSED,
        event -> {
          switch (event.getCode()) {
            case ENTER -> choose(chosen);
            case ESCAPE -> whenClosed.run();
            case DOWN -> go(1);
            case UP -> go(-1);
            default -> {
              return;
            }
          }
          event.consume();
        });
    getChildren().addAll(field, list);
  }

  private static boolean matches(Looks looks, String search) {
    String text = (looks.words() + " " + looks.detail()).toLowerCase(Locale.ROOT);
    for (String word : search.toLowerCase(Locale.ROOT).strip().split("\\s+")) {
      if (!text.contains(word)) {
        return false;
      }
    }
    return true;
  }

  private void go(int by) {
    int size = list.getItems().size();
    if (size > 0) {
      int next = Math.floorMod(list.getSelectionModel().getSelectedIndex() + by, size);
      list.getSelectionModel().select(next);
      list.scrollTo(Math.max(0, next - 3));
    }
  }

  private void choose(Consumer<T> chosen) {
    T item = list.getSelectionModel().getSelectedItem();
    if (item != null) {
      whenClosed.run();
      chosen.accept(item);
    }
  }

  void begin() {
    field.requestFocus();
  }

  private static final class Cell<T> extends ListCell<T> {
    private final Function<T, Looks> looks;

    Cell(Function<T, Looks> looks) {
      this.looks = looks;
    }

    @Override
    protected void updateItem(@Nullable T item, boolean empty) {
      super.updateItem(item, empty);
      if (empty || item == null) {
        setText(null);
        setGraphic(null);
        return;
      }
      Looks look = looks.apply(item);
      setText(look.detail().isEmpty() ? look.words() : look.words() + "   " + look.detail());
      Tint tint = look.tint();
      if (tint == null) {
        setGraphic(null);
      } else {
        var chip = new Rectangle(4, 16);
        chip.setArcWidth(4);
        chip.setArcHeight(4);
        chip.setStyle("-fx-fill: " + tint.color() + ";");
        setGraphic(chip);
      }
      setGraphicTextGap(8);
    }
  }
}
