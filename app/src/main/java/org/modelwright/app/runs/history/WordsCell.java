package org.modelwright.app.runs.history;

import java.util.function.BiConsumer;
import java.util.function.Function;
import javafx.scene.control.TableCell;
import javafx.scene.control.TextField;
import javafx.scene.control.Tooltip;
import javafx.scene.input.KeyCode;
import org.jspecify.annotations.Nullable;
import org.modelwright.run.RunRow;

/// Words about a run that can be changed in place: F2 or a double click begins, Enter keeps, Escape
/// gives up.
final class WordsCell extends TableCell<RunItem, RunRow> {

  private final Function<RunRow, String> words;
  private final BiConsumer<RunItem, String> keep;
  private final TextField field = new TextField();
  private final Tooltip whole = new Tooltip();

  /// @param keep told the new words; the cell shows them once they come back with the row
  WordsCell(String id, Function<RunRow, String> words, BiConsumer<RunItem, String> keep) {
    this.words = words;
    this.keep = keep;
    field.setId(id);
    whole.setWrapText(true);
    whole.setMaxWidth(480);
    field.setOnAction(_ -> commit());
    field.setOnKeyPressed(e -> {
      if (e.getCode() == KeyCode.ESCAPE) {
        cancelEdit();
        e.consume();
      }
    });
    field
        .focusedProperty()
        .subscribe((_, focused) -> {
          if (!focused && isEditing()) {
            commit();
          }
        });
  }

  @Override
  public void startEdit() {
    super.startEdit();
    RunRow row = getItem();
    if (isEditing() && row != null) {
      field.setText(words.apply(row));
      setText(null);
      setGraphic(field);
      field.requestFocus();
      field.selectAll();
    }
  }

  @Override
  public void cancelEdit() {
    super.cancelEdit();
    show(getItem());
  }

  private void commit() {
    RunRow row = getItem();
    RunItem item = getTableRow() == null ? null : getTableRow().getItem();
    String now = field.getText().strip();
    cancelEdit();
    getTableView().requestFocus();
    if (row != null && item != null && !now.equals(words.apply(row))) {
      keep.accept(item, now);
    }
  }

  @Override
  protected void updateItem(@Nullable RunRow row, boolean none) {
    super.updateItem(row, none);
    if (!isEditing()) {
      show(none ? null : row);
    }
  }

  private void show(@Nullable RunRow row) {
    setGraphic(null);
    String text = row == null ? "" : words.apply(row);
    setText(text.replace('\n', ' '));
    whole.setText(text);
    setTooltip(text.isEmpty() ? null : whole);
  }
}
