package org.modelwright.app.design.inspector;

import java.util.function.Consumer;
import javafx.scene.control.Hyperlink;
import javafx.scene.control.Label;
import javafx.scene.layout.Region;
import javafx.scene.layout.VBox;
import org.modelwright.app.common.Texts;

/// What a kind of layer is; and unfolded its formula, when to use it and the paper.
final class HelpPane extends VBox {

  private static final String[] MORE = {"formula", "use", "paper"};

  /// @param kind of the catalogue
  HelpPane(Texts texts, String kind, boolean unfolded, Consumer<Boolean> onFold) {
    getStyleClass().add("help");
    String key = "layer." + kind + ".";
    Label summary = paragraph(texts.get(key + "summary"), "summary");
    summary.setId("help-summary");
    var more = new VBox();
    more.setId("help-more");
    more.getStyleClass().add("more");
    for (String part : MORE) {
      more.getChildren().add(paragraph(texts.get("inspector.help." + part), "help-heading"));
      more.getChildren().add(paragraph(texts.get(key + part), part));
    }
    var link = new Hyperlink();
    link.setId("help-fold");
    Runnable show =
        () -> {
          more.setManaged(more.isVisible());
          link.setText(texts.get(more.isVisible() ? "inspector.help.less" : "inspector.help.more"));
        };
    link.setOnAction(_ -> {
      more.setVisible(!more.isVisible());
      link.setVisited(false);
      onFold.accept(more.isVisible());
      show.run();
    });
    more.setVisible(unfolded);
    show.run();
    getChildren().addAll(summary, link, more);
  }

  private static Label paragraph(String words, String style) {
    var label = new Label(words);
    label.setWrapText(true);
    label.setMinHeight(Region.USE_PREF_SIZE);
    label.getStyleClass().add(style);
    return label;
  }
}
