package org.modelwright.app.workbench;

import java.util.List;
import javafx.scene.control.Alert;
import javafx.scene.control.Button;
import javafx.scene.control.ButtonBar.ButtonData;
import javafx.scene.control.ButtonType;
import javafx.scene.control.Label;
import javafx.scene.layout.Region;
import javafx.stage.Window;
import org.modelwright.app.common.Texts;

/// Questions as dialogs over the window. They do not block: a nested event loop would let anything
/// happen between question and answer.
final class DialogQuestions implements Questions {

  private final Window owner;
  private final Texts texts;
  private final Theme theme;

  DialogQuestions(Window owner, Texts texts, Theme theme) {
    this.owner = owner;
    this.texts = texts;
    this.theme = theme;
  }

  @Override
  public void ask(String title, String text, List<Answer> answers) {
    var alert = new Alert(Alert.AlertType.NONE);
    alert.initOwner(owner);
    alert.setTitle(texts.get(title));
    alert.setHeaderText(texts.get(title));
    var words = new Label(text);
    words.setId("question-text");
    words.setWrapText(true);
    words.setPrefWidth(440);
    words.setMinHeight(Region.USE_PREF_SIZE);
    alert.getDialogPane().setContent(words);
    alert.getDialogPane().setId("question");
    List<ButtonType> types = new java.util.ArrayList<>();
    for (int i = 0; i < answers.size(); i++) {
      ButtonData data =
          i == answers.size() - 1
              ? ButtonData.CANCEL_CLOSE
              : i == 0 ? ButtonData.OK_DONE : ButtonData.OTHER;
      types.add(new ButtonType(texts.get(answers.get(i).words()), data));
    }
    alert.getButtonTypes().setAll(types);
    for (int i = 0; i < answers.size(); i++) {
      if (alert.getDialogPane().lookupButton(types.get(i)) instanceof Button button) {
        button.setId(answers.get(i).id());
        button.setMinWidth(Region.USE_PREF_SIZE);
      }
    }
    theme.dress(alert.getDialogPane());
    alert.setOnHidden(_ -> {
      int chosen = types.indexOf(alert.getResult());
      answers.get(chosen < 0 ? answers.size() - 1 : chosen).action().run();
    });
    alert.show();
  }
}
