package org.modelwright.app.workbench;

import javafx.geometry.Pos;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.control.ListCell;
import javafx.scene.control.ListView;
import javafx.scene.control.ProgressBar;
import javafx.scene.layout.BorderPane;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;
import org.jspecify.annotations.Nullable;
import org.modelwright.app.AppContext;
import org.modelwright.app.common.Tasks;
import org.modelwright.app.common.Texts;

/// All long actions that are going on.
final class TasksView extends BorderPane {

  TasksView(AppContext context) {
    var list = new ListView<Tasks.Running>(context.tasks().running());
    list.setId("tasks-list");
    list.getStyleClass().add("dense");
    list.setCellFactory(_ -> new Cell(context.texts()));
    var empty = new Label();
    empty.textProperty().bind(context.texts().text("workbench.tasks.empty"));
    list.setPlaceholder(empty);
    setCenter(list);
  }

  private static final class Cell extends ListCell<Tasks.Running> {
    private final Label name = new Label();
    private final Label activity = new Label();
    private final ProgressBar bar = new ProgressBar();
    private final Button cancel = new Button();
    private final HBox line = new HBox(16, name, bar, activity, cancel);

    private Cell(Texts texts) {
      name.setMinWidth(Region.USE_PREF_SIZE);
      activity.getStyleClass().add("muted");
      activity.setMaxWidth(Double.MAX_VALUE);
      HBox.setHgrow(activity, Priority.ALWAYS);
      cancel.textProperty().bind(texts.text("workbench.cancel"));
      cancel.getStyleClass().add("small");
      cancel.setMinWidth(Region.USE_PREF_SIZE);
      line.setAlignment(Pos.CENTER_LEFT);
      setPrefWidth(0);
    }

    @Override
    protected void updateItem(Tasks.@Nullable Running task, boolean empty) {
      super.updateItem(task, empty);
      bar.progressProperty().unbind();
      activity.textProperty().unbind();
      setGraphic(task == null || empty ? null : line);
      if (task != null && !empty) {
        name.setText(task.name());
        bar.progressProperty().bind(task.fractionProperty());
        activity.textProperty().bind(task.activityProperty());
        cancel.setOnAction(_ -> task.cancel());
      }
    }
  }
}
