package org.modelwright.app.runs.history;

import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.beans.property.ReadOnlyObjectWrapper;
import org.modelwright.run.RunRow;

/// A line of the table: the same for as long as its run is there, whatever becomes of the run.
final class RunItem {

  private final ReadOnlyObjectWrapper<RunRow> row;

  RunItem(RunRow row) {
    this.row = new ReadOnlyObjectWrapper<>(row);
  }

  ReadOnlyObjectProperty<RunRow> rowProperty() {
    return row.getReadOnlyProperty();
  }

  RunRow row() {
    return row.get();
  }

  String name() {
    return row().run();
  }

  void set(RunRow now) {
    row.set(now);
  }
}
