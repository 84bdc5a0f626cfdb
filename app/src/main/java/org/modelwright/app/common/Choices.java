package org.modelwright.app.common;

import java.util.function.Function;
import javafx.scene.control.ComboBox;
import javafx.util.StringConverter;

/// The words of a box of choices. To be said again when the language changes: the box itself asks only
/// when its value does.
public final class Choices {

  private Choices() {}

  /// @param words of a choice, in the language of now
  public static <T> void say(ComboBox<T> box, Function<T, String> words) {
    T chosen = box.getValue();
    box.setConverter(
        new StringConverter<>() {
          @Override
          public String toString(T choice) {
            return choice == null ? "" : words.apply(choice);
          }

          @Override
          public T fromString(String string) {
            throw new UnsupportedOperationException("nothing is typed into a box of choices");
          }
        });
    // the button shows the words that it was given last
    box.setButtonCell(
        new javafx.scene.control.ListCell<>() {
          @Override
          protected void updateItem(T choice, boolean empty) {
            super.updateItem(choice, empty);
            setText(empty || choice == null ? "" : words.apply(choice));
          }
        });
    box.setValue(chosen);
  }
}
