package org.modelwright.app.runs.history;

import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.control.Tooltip;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;
import org.kordamp.ikonli.javafx.FontIcon;
import org.modelwright.app.common.Texts;

/// One sentence about what was done, or could not be, or is about to be done; perhaps with a button.
final class NoticeBar extends HBox {

  private final Texts texts;
  private final Label words = new Label();
  private final Button act = new Button();
  private final Button close = new Button();

  NoticeBar(Texts texts) {
    this.texts = texts;
    setId("runs-notice");
    getStyleClass().add("notice");
    words.setId("runs-notice-words");
    words.setWrapText(true);
    words.setMaxWidth(Double.MAX_VALUE);
    HBox.setHgrow(words, Priority.ALWAYS);
    act.setId("runs-notice-act");
    act.getStyleClass().add("small");
    act.setMinWidth(Region.USE_PREF_SIZE);
    close.setId("runs-notice-close");
    close.setGraphic(new FontIcon("mdi2c-close"));
    close.getStyleClass().addAll("flat", "small");
    close.setOnAction(_ -> hide());
    var help = new Tooltip();
    help.textProperty().bind(texts.text("history.notice.close"));
    close.setTooltip(help);
    close.accessibleTextProperty().bind(texts.text("history.notice.close"));
    getChildren().addAll(words, act, close);
    hide();
  }

  /// @param sentence in the language of the window
  void say(String sentence) {
    show(sentence, false);
    act.setVisible(false);
    act.setManaged(false);
  }

  void refuse(String sentence) {
    say(sentence);
    show(sentence, true);
  }

  /// @param button the key of the button's words
  void offer(String sentence, String button, Runnable action) {
    show(sentence, false);
    act.setText(texts.get(button));
    act.setVisible(true);
    act.setManaged(true);
    act.setOnAction(_ -> {
      hide();
      action.run();
    });
  }

  private void show(String sentence, boolean refused) {
    words.setText(sentence);
    getStyleClass().remove("refused");
    if (refused) {
      getStyleClass().add("refused");
    }
    setVisible(true);
    setManaged(true);
  }

  void hide() {
    setVisible(false);
    setManaged(false);
  }
}
