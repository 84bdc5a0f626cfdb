package org.modelwright.app.design.custom;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import javafx.scene.Node;
import javafx.scene.control.Button;
import javafx.scene.control.CheckBox;
import javafx.scene.control.Label;
import javafx.scene.control.TextField;
import javafx.scene.control.Tooltip;
import javafx.scene.layout.ColumnConstraints;
import javafx.scene.layout.GridPane;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.VBox;
import org.kordamp.ikonli.javafx.FontIcon;
import org.modelwright.app.common.Texts;

/// A few lines of words in columns, each word a field; lines can be added and removed. It only shows and
/// tells: what is wrong with the words is said elsewhere.
final class LineTable extends VBox {

  /// @param key of the heading; `KEY.help` explains it
  /// @param share of the width, in percent
  /// @param flag whether it is a check box, with the words `true` and `false`
  record Column(String key, double share, boolean flag) {}

  private final String id;
  private final Texts texts;
  private final List<Column> columns;
  private final Consumer<List<List<String>>> edited;
  private final GridPane grid = new GridPane();
  private List<List<String>> lines = List.of();
  private boolean showing;

  /// @param id begins the ids of the fields: `ID-LINE-COLUMN`, from 0
  /// @param heading the key of its heading; `HEADING.add` is what adding a line is called
  /// @param edited told the words whenever they change, also while they are typed
  /// @param add told that another line is wanted
  LineTable(
      String id,
      Texts texts,
      String heading,
      List<Column> columns,
      Consumer<List<List<String>>> edited,
      Runnable add) {
    this.id = id;
    this.texts = texts;
    this.columns = columns;
    this.edited = edited;
    getStyleClass().add("line-table");
    var words = new Label();
    words.textProperty().bind(texts.text(heading));
    words.getStyleClass().add("section-heading");
    words.setMaxWidth(Double.MAX_VALUE);
    HBox.setHgrow(words, Priority.ALWAYS);
    Button more = iconButton(id + "-add", "mdi2p-plus", heading + ".add", add);
    var top = new HBox(words, more);
    top.getStyleClass().add("section");
    grid.getStyleClass().add("lines");
    for (Column column : columns) {
      var constraints = new ColumnConstraints();
      constraints.setPercentWidth(column.share());
      grid.getColumnConstraints().add(constraints);
    }
    var last = new ColumnConstraints();
    last.setHgrow(Priority.NEVER);
    grid.getColumnConstraints().add(last);
    getChildren().addAll(top, grid);
    grid.managedProperty().bind(grid.visibleProperty());
    grid.setVisible(false);
  }

  /// Other words; fields that have them already are left alone, so that a caret stays.
  void show(List<List<String>> next) {
    showing = true;
    try {
      if (next.size() != lines.size()) {
        lines = next;
        build();
      } else {
        lines = next;
        for (int line = 0; line < next.size(); line++) {
          for (int column = 0; column < columns.size(); column++) {
            set(line, column, next.get(line).get(column));
          }
        }
      }
    } finally {
      showing = false;
    }
  }

  private void set(int line, int column, String word) {
    switch (grid.lookup("#" + id + "-" + line + "-" + column)) {
      case TextField field when !field.getText().equals(word) -> field.setText(word);
      case CheckBox box -> box.setSelected(word.equals("true"));
      case null, default -> {}
    }
  }

  private void build() {
    grid.getChildren().clear();
    grid.setVisible(!lines.isEmpty());
    for (int column = 0; column < columns.size(); column++) {
      var heading = new Label();
      heading.textProperty().bind(texts.text(columns.get(column).key()));
      heading.getStyleClass().add("column-heading");
      grid.add(heading, column, 0);
    }
    for (int line = 0; line < lines.size(); line++) {
      for (int column = 0; column < columns.size(); column++) {
        grid.add(field(line, column), column, line + 1);
      }
      int at = line;
      grid.add(
          iconButton(id + "-remove-" + line, "mdi2c-close", "custom.line.remove", () -> remove(at)),
          columns.size(),
          line + 1);
    }
  }

  private Node field(int line, int column) {
    String word = lines.get(line).get(column);
    String fieldId = id + "-" + line + "-" + column;
    var tooltip = new Tooltip();
    tooltip.textProperty().bind(texts.text(columns.get(column).key() + ".help"));
    tooltip.setWrapText(true);
    tooltip.setMaxWidth(320);
    if (columns.get(column).flag()) {
      var box = new CheckBox();
      box.setId(fieldId);
      box.setSelected(word.equals("true"));
      box.setTooltip(tooltip);
      box.setOnAction(_ -> change(line, column, Boolean.toString(box.isSelected())));
      return box;
    }
    var field = new TextField(word);
    field.setId(fieldId);
    field.setPrefColumnCount(4);
    field.setTooltip(tooltip);
    field
        .textProperty()
        .addListener((_, _, typed) -> {
          if (!showing) {
            change(line, column, typed);
          }
        });
    return field;
  }

  private void change(int line, int column, String word) {
    List<List<String>> changed = new ArrayList<>(lines);
    List<String> words = new ArrayList<>(lines.get(line));
    words.set(column, word);
    changed.set(line, List.copyOf(words));
    lines = List.copyOf(changed);
    edited.accept(lines);
  }

  private void remove(int line) {
    List<List<String>> fewer = new ArrayList<>(lines);
    fewer.remove(line);
    edited.accept(List.copyOf(fewer));
  }

  private Button iconButton(String buttonId, String icon, String key, Runnable action) {
    var button = new Button(null, new FontIcon(icon));
    button.setId(buttonId);
    button.getStyleClass().addAll("flat", "icon-button");
    var tooltip = new Tooltip();
    tooltip.textProperty().bind(texts.text(key));
    button.setTooltip(tooltip);
    button.accessibleTextProperty().bind(texts.text(key));
    button.setOnAction(_ -> action.run());
    return button;
  }
}
