package org.modelwright.app.settings;

import javafx.geometry.Pos;
import javafx.scene.Node;
import javafx.scene.control.Label;
import javafx.scene.layout.FlowPane;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;
import javafx.scene.layout.VBox;
import org.kordamp.ikonli.javafx.FontIcon;

/// A part of the page: a heading, what it is for, and what is in it.
public class Section extends VBox {

  /// @param beside the heading, at the right
  @SuppressWarnings("this-escape") // nothing that is called here is overridden by a section
  public Section(String icon, String title, String help, Node... beside) {
    super(12);
    getStyleClass().add("settings-section");
    var sign = new FontIcon(icon);
    var name = new Label(title);
    name.getStyleClass().add("settings-section-title");
    name.setMinWidth(USE_PREF_SIZE);
    var gap = new Region();
    HBox.setHgrow(gap, Priority.ALWAYS);
    var head = new HBox(8, sign, name, gap);
    head.setAlignment(Pos.CENTER_LEFT);
    head.getChildren().addAll(beside);
    getChildren().add(head);
    if (!help.isEmpty()) {
      getChildren().add(words(help, "settings-help"));
    }
  }

  /// Words that wrap.
  public static Label words(String text, String... styles) {
    var label = new Label(text);
    label.setWrapText(true);
    label.setMinHeight(USE_PREF_SIZE);
    label.getStyleClass().addAll(styles);
    return label;
  }

  /// Fields beside each other as long as there is room.
  public static FlowPane fields(SettingField... fields) {
    var pane = new FlowPane(16, 12, fields);
    pane.setPrefWrapLength(0);
    return pane;
  }
}
