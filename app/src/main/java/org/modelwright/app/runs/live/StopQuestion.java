package org.modelwright.app.runs.live;

import java.util.function.Consumer;
import javafx.geometry.Pos;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.input.KeyCode;
import javafx.scene.layout.FlowPane;
import javafx.scene.layout.Region;
import javafx.scene.layout.VBox;
import org.modelwright.app.common.Texts;
import org.modelwright.run.Command;

/// Asks, in the page, how a run is to be stopped. Training goes on meanwhile.
final class StopQuestion extends VBox {

  private final Button save;

  StopQuestion(Texts texts, Consumer<Command> send) {
    super(8);
    setId("run-stop-question");
    getStyleClass().add("run-question");
    var words = new Label();
    words.textProperty().bind(texts.text("live.stop.question"));
    words.setWrapText(true);
    words.setMinHeight(Region.USE_PREF_SIZE);
    save = button(texts, "run-stop-save", "live.stop.save", () -> send.accept(Command.stop(true)));
    save.getStyleClass().add("accent");
    Button discard =
        button(
            texts, "run-stop-discard", "live.stop.discard", () -> send.accept(Command.stop(false)));
    discard.getStyleClass().add("danger");
    var buttons =
        new FlowPane(
            8, 4, save, discard, button(texts, "run-stop-cancel", "live.stop.cancel", () -> {}));
    buttons.setAlignment(Pos.CENTER_LEFT);
    getChildren().addAll(words, buttons);
    managedProperty().bind(visibleProperty());
    setVisible(false);
    setOnKeyPressed(e -> {
      if (e.getCode() == KeyCode.ESCAPE) {
        setVisible(false);
        e.consume();
      }
    });
  }

  private Button button(Texts texts, String id, String key, Runnable action) {
    var button = new Button();
    button.setId(id);
    button.getStyleClass().add("small");
    button.setMinWidth(Region.USE_PREF_SIZE);
    button.textProperty().bind(texts.text(key));
    button.setOnAction(_ -> {
      setVisible(false);
      action.run();
    });
    return button;
  }

  void ask() {
    setVisible(true);
    save.requestFocus();
  }
}
