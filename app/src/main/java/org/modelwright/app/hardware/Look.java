package org.modelwright.app.hardware;

import javafx.scene.Node;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.control.ScrollPane;
import javafx.scene.layout.Region;
import javafx.scene.layout.VBox;
import org.kordamp.ikonli.javafx.FontIcon;
import org.modelwright.app.common.Tips;

/// Pieces that the page's parts have in common.
final class Look {

  private Look() {}

  /// Words that wrap.
  static Label words(String text, String... styles) {
    var label = new Label(text);
    label.setWrapText(true);
    label.setMinHeight(Region.USE_PREF_SIZE);
    label.getStyleClass().addAll(styles);
    return label;
  }

  /// Words that stay on one line and are never cut.
  static Label whole(String text, String... styles) {
    var label = new Label(text);
    label.setMinWidth(Region.USE_PREF_SIZE);
    label.getStyleClass().addAll(styles);
    return label;
  }

  /// A part of a page: a heading and what is in it.
  static VBox section(String icon, String title, Node... content) {
    var heading = new Label(title, new FontIcon(icon));
    heading.getStyleClass().add("hardware-heading");
    var section = new VBox(8, heading);
    section.getStyleClass().add("hardware-section");
    section.getChildren().addAll(content);
    return section;
  }

  static Button button(String id, String text, String tip, Runnable action) {
    var button = new Button(text);
    button.setId(id);
    button.setMinWidth(Region.USE_PREF_SIZE);
    button.setTooltip(Tips.soon(tip));
    button.setOnAction(_ -> action.run());
    return button;
  }

  /// A page that scrolls up and down.
  static ScrollPane scroll(String id, Region content) {
    var scroll = new ScrollPane(content);
    scroll.setId(id);
    scroll.setFitToWidth(true);
    scroll.setHbarPolicy(ScrollPane.ScrollBarPolicy.NEVER);
    scroll.getStyleClass().add("edge-to-edge");
    content.setMinWidth(0);
    return scroll;
  }
}
