package org.modelwright.app.data;

import javafx.geometry.Pos;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.layout.HBox;
import javafx.scene.layout.VBox;
import javafx.scene.text.Text;
import javafx.scene.text.TextFlow;
import org.jspecify.annotations.Nullable;
import org.kordamp.ikonli.javafx.FontIcon;
import org.modelwright.app.common.Texts;
import org.modelwright.app.common.Tips;
import org.modelwright.app.settings.Section;
import org.modelwright.app.settings.SettingField;

/// The first batch as the model sees it: a row of tokens, each in a box of its own.
final class BatchPreview extends VBox {

  private final Prepared prepared;
  private final Texts texts;
  private final Label title = new Label();
  private final TextFlow tokens = new TextFlow();
  private final Label rest = Section.words("", "settings-help");
  private final Button back;
  private final Button on;
  private int row;

  BatchPreview(Prepared prepared, Texts texts) {
    super(8);
    this.prepared = prepared;
    this.texts = texts;
    back = button("mdi2c-chevron-left", "data-row-back", texts.get("data.batch.back"));
    on = button("mdi2c-chevron-right", "data-row-next", texts.get("data.batch.next"));
    back.setOnAction(_ -> show(row - 1));
    on.setOnAction(_ -> show(row + 1));
    title.setId("data-row");
    tokens.setId("data-tokens");
    tokens.getStyleClass().add("data-tokens");
    var head = new HBox(8, back, on, title);
    head.setAlignment(Pos.CENTER_LEFT);
    getChildren().addAll(head, tokens, rest);
    show(0);
  }

  static Button button(String icon, String id, String words) {
    var button = new Button("", new FontIcon(icon));
    button.setId(id);
    button.getStyleClass().addAll("button-icon", "small");
    button.setTooltip(Tips.soon(words));
    button.setAccessibleText(words);
    return button;
  }

  private void show(int number) {
    row = number;
    back.setDisable(number == 0);
    on.setDisable(number + 1 >= prepared.rows().size());
    Prepared.Row shown = prepared.rows().get(number);
    title.setText(
        texts.get(
            "data.batch.row", number + 1, prepared.rows().size(), shown.length(), shown.padding()));
    tokens.getChildren().clear();
    boolean odd = false;
    for (Prepared.Token token : shown.tokens()) {
      tokens.getChildren().add(chip(token, odd));
      odd = !odd;
      if (token.text().contains("\n")) {
        tokens.getChildren().add(new Text("\n"));
      }
    }
    int more = shown.length() - shown.tokens().size();
    if (more == 0 && shown.padding() > 0) {
      var padding = new Label(texts.get("data.batch.padding", shown.padding()));
      padding.setId("data-padding");
      padding.getStyleClass().addAll("data-token", "padding");
      tokens.getChildren().add(padding);
    }
    rest.setText(more == 0 ? "" : texts.get("data.batch.more", more));
    SettingField.show(rest, more > 0);
  }

  private Label chip(Prepared.Token token, boolean odd) {
    var chip = new Label(visible(token.text()));
    chip.setUserData(token);
    chip.getStyleClass().addAll("data-token", token.special() ? "special" : odd ? "odd" : "even");
    chip.setTooltip(Tips.soon(texts.get("data.batch.token", String.valueOf(token.id()))));
    return chip;
  }

  /// White space as signs that can be seen.
  static String visible(String text) {
    return text.replace("\r", "␍").replace("\n", "↵").replace("\t", "→").replace(" ", "·");
  }

  /// What there is, or what to do for it.
  static VBox of(@Nullable Prepared prepared, Texts texts) {
    return prepared == null
        ? new VBox(Section.words(texts.get("data.batch.none"), "data-empty"))
        : new BatchPreview(prepared, texts);
  }
}
