package org.modelwright.app.playground;

import javafx.geometry.HPos;
import javafx.scene.control.Label;
import javafx.scene.layout.ColumnConstraints;
import javafx.scene.layout.GridPane;
import javafx.scene.layout.Region;
import javafx.scene.layout.VBox;
import org.modelwright.app.common.Figures;
import org.modelwright.app.common.Texts;
import org.modelwright.evaluate.Prediction;

/// What a model expected in a token's place: how likely the token was, and the likeliest ones as bars.
final class PredictionCard extends VBox {

  /// Of a probability of 1, in pixels.
  private static final double BAR = 120;

  private static final int LONGEST = 16;

  private final Texts texts;
  private final Label title = new Label();
  private final GridPane table = new GridPane();

  PredictionCard(Texts texts) {
    super(6);
    this.texts = texts;
    setId("playground-card");
    getStyleClass().add("playground-card");
    title.getStyleClass().add("playground-card-title");
    title.setMinWidth(Region.USE_PREF_SIZE);
    table.getStyleClass().add("playground-card-table");
    var figures = new ColumnConstraints();
    figures.setHalignment(HPos.RIGHT);
    figures.setMinWidth(52);
    var words = new ColumnConstraints();
    words.setMinWidth(70);
    table.getColumnConstraints().addAll(words, new ColumnConstraints(BAR), figures);
    getChildren().addAll(title, table);
  }

  /// @param token as it stands in the text
  void show(String token, Prediction prediction) {
    title.setText(
        texts.get(
            "playground.card.token",
            visible(token),
            Figures.percent(prediction.probability(), texts.locale()),
            prediction.rank()));
    table.getChildren().clear();
    for (int i = 0; i < prediction.likeliest().size(); i++) {
      Prediction.Candidate candidate = prediction.likeliest().get(i);
      var word = new Label(visible(candidate.text()));
      var bar = new Region();
      bar.getStyleClass().add("playground-bar");
      bar.setMaxWidth(Math.max(1, BAR * candidate.probability()));
      bar.setMinHeight(8);
      bar.setMaxHeight(8);
      table.addRow(
          i, word, bar, new Label(Figures.percent(candidate.probability(), texts.locale())));
      if (i + 1 == prediction.rank()) {
        word.getStyleClass().add("playground-chosen");
        bar.getStyleClass().add("playground-chosen");
      }
    }
  }

  /// Blanks and ends of lines can be seen.
  private static String visible(String token) {
    String seen = token.replace(' ', '␣').replace("\n", "↵").replace("\t", "⇥").replace("\r", "␍");
    return seen.length() > LONGEST ? seen.substring(0, LONGEST - 1) + "…" : seen;
  }
}
