package org.modelwright.app.design.canvas;

import java.util.function.Consumer;
import javafx.scene.control.Label;
import javafx.scene.control.TextField;
import javafx.scene.input.KeyEvent;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Region;

/// Asks for a name above the canvas: Enter takes it, Escape leaves.
final class NamePrompt extends HBox {

  private final TextField field;

  NamePrompt(String question, String proposal, Consumer<String> chosen, Runnable closed) {
    field = new TextField(proposal);
    setId("name-prompt");
    getStyleClass().add("name-prompt");
    setMaxSize(Region.USE_PREF_SIZE, Region.USE_PREF_SIZE);
    var label = new Label(question);
    label.setLabelFor(field);
    field.setId("name-prompt-field");
    field.setPrefColumnCount(16);
    field.addEventFilter(
        KeyEvent.KEY_PRESSED,
        event -> {
          switch (event.getCode()) {
            case ENTER -> {
              String name = field.getText().strip();
              closed.run();
              chosen.accept(name);
            }
            case ESCAPE -> closed.run();
            default -> {
              return;
            }
          }
          event.consume();
        });
    getChildren().addAll(label, field);
  }

  void begin() {
    field.requestFocus();
    field.selectAll();
  }
}
