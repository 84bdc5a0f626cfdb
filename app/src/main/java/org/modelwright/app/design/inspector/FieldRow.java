package org.modelwright.app.design.inspector;

import javafx.geometry.Pos;
import javafx.scene.Node;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.control.Tooltip;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;
import javafx.scene.layout.VBox;
import javafx.util.Duration;
import org.kordamp.ikonli.javafx.FontIcon;
import org.modelwright.app.common.WordField;

/// A name, the control that edits what it names, small buttons, and under them what is wrong with what
/// was typed. Short values stand beside the name, whatever is longer under it, over the whole width.
final class FieldRow extends VBox {

  /// Letters of a name that leaves a short value its place in the narrowest column.
  private static final int LONGEST_BESIDE = 16;

  private final Label name;

  private FieldRow(String words) {
    name = new Label(words);
    name.getStyleClass().add("field-name");
    getStyleClass().add("field-row");
  }

  /// The control under the name.
  static FieldRow under(String words, Node control, Node... buttons) {
    var row = new FieldRow(words);
    row.name.setLabelFor(control);
    row.name.setMaxWidth(Double.MAX_VALUE);
    HBox.setHgrow(row.name, Priority.ALWAYS);
    row.getChildren().addAll(line(row.name, buttons), control);
    return row;
  }

  /// A short name, and behind it the control, which takes the width that is left.
  static FieldRow after(String words, Node control) {
    var row = new FieldRow(words);
    row.name.getStyleClass().add("short");
    HBox.setHgrow(control, Priority.ALWAYS);
    row.fill(control);
    return row;
  }

  /// The control for a short value at the end of the line; under the name where that is long.
  static FieldRow beside(String words, Node control, Node... buttons) {
    if (words.length() > LONGEST_BESIDE) {
      return under(words, control, buttons);
    }
    var row = new FieldRow(words);
    control.getStyleClass().add("value");
    row.name.setMaxWidth(Double.MAX_VALUE);
    HBox.setHgrow(row.name, Priority.ALWAYS);
    row.fill(control, buttons);
    return row;
  }

  private void fill(Node control, Node... buttons) {
    name.setLabelFor(control);
    name.setMinWidth(Region.USE_PREF_SIZE);
    HBox line = line(name, control);
    line.getChildren().addAll(buttons);
    getChildren().add(line);
    if (control instanceof WordField field) {
      getChildren().add(field.takeFault());
    }
  }

  private static HBox line(Node first, Node... others) {
    var line = new HBox(first);
    line.getChildren().addAll(others);
    line.getStyleClass().add("line");
    line.setAlignment(Pos.CENTER_LEFT);
    return line;
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
