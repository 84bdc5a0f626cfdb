package org.modelwright.app.design.inspector;

import javafx.geometry.Pos;
import javafx.scene.Node;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.control.Tooltip;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.util.Duration;
import org.kordamp.ikonli.javafx.FontIcon;

/// A name, the control that edits what it names, and small buttons behind.
final class FieldRow extends HBox {

  private final Label name;

  FieldRow(String words, Node control, Node... behind) {
    name = new Label(words);
    name.getStyleClass().add("field-name");
    name.setLabelFor(control);
    HBox.setHgrow(control, Priority.ALWAYS);
    getStyleClass().add("field-row");
    setAlignment(Pos.TOP_LEFT);
    getChildren().addAll(name, control);
    getChildren().addAll(behind);
  }

  Label name() {
    return name;
  }

  void explain(String words) {
    name.setTooltip(tooltip(words));
  }

  static Tooltip tooltip(String words) {
    var tooltip = new Tooltip(words);
    tooltip.setWrapText(true);
    tooltip.setMaxWidth(320);
    tooltip.setShowDelay(Duration.millis(400));
    tooltip.setShowDuration(Duration.seconds(30));
    return tooltip;
  }

  static Button iconButton(String id, String icon, String words, Runnable action) {
    var button = new Button(null, new FontIcon(icon));
    button.setId(id);
    button.getStyleClass().addAll("flat", "icon-button");
    button.setTooltip(tooltip(words));
    button.setAccessibleText(words);
    button.setOnAction(_ -> action.run());
    return button;
  }
}
