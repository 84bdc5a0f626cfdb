package org.modelwright.app.workbench;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import javafx.application.Platform;
import javafx.collections.ListChangeListener;
import javafx.geometry.Pos;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.control.ListCell;
import javafx.scene.control.ListView;
import javafx.scene.control.OverrunStyle;
import javafx.scene.control.Tooltip;
import javafx.scene.input.KeyCode;
import javafx.scene.layout.BorderPane;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.StackPane;
import javafx.scene.layout.VBox;
import org.jspecify.annotations.Nullable;
import org.kordamp.ikonli.javafx.FontIcon;
import org.modelwright.app.common.Disposable;
import org.modelwright.app.common.Texts;
import org.modelwright.project.Project;

/// Recent projects: Enter or a click opens, Delete or the cross takes off the list. Whether they are
/// still there is looked up off the FX thread; one may lie on a network that does not answer.
final class RecentList extends BorderPane implements Disposable {

  private final Texts texts;
  private final Projects projects;
  private final ListView<Path> list = new ListView<>();
  private final Map<Path, Boolean> present = new HashMap<>();
  private final ListChangeListener<Path> changed = _ -> refresh();

  RecentList(Texts texts, Projects projects) {
    this.texts = texts;
    this.projects = projects;
    list.setId("recent-list");
    list.getStyleClass().add("recent-list");
    list.setCellFactory(_ -> new Cell());
    var none = new Label();
    none.textProperty().bind(texts.text("start.recent.none"));
    none.getStyleClass().add("muted");
    var corner = new StackPane(none);
    corner.setAlignment(Pos.TOP_LEFT);
    list.setPlaceholder(corner);
    list.setOnKeyPressed(e -> {
      Path selected = list.getSelectionModel().getSelectedItem();
      if (selected != null && e.getCode() == KeyCode.ENTER) {
        projects.open(selected);
        e.consume();
      } else if (selected != null && e.getCode() == KeyCode.DELETE) {
        projects.recent().forget(selected);
        e.consume();
      }
    });
    setCenter(list);
    projects.recent().folders().addListener(changed);
    refresh();
  }

  private void refresh() {
    List<Path> folders = List.copyOf(projects.recent().folders());
    list.getItems().setAll(folders);
    Thread.ofVirtual()
        .name("recent")
        .start(() -> {
          var found = new HashMap<Path, Boolean>();
          folders.forEach(f -> found.put(f, Files.isRegularFile(f.resolve(Project.FILE))));
          Platform.runLater(() -> {
            present.putAll(found);
            list.refresh();
          });
        });
  }

  @Override
  public void dispose() {
    projects.recent().folders().removeListener(changed);
  }

  private final class Cell extends ListCell<Path> {
    private final Label name = new Label();
    private final Label place = new Label();
    private final Button remove = new Button();
    private final HBox line = new HBox(8, new VBox(name, place), remove);
    private final Tooltip tooltip = new Tooltip();

    private Cell() {
      place.getStyleClass().addAll("muted", "small");
      place.setTextOverrun(OverrunStyle.LEADING_ELLIPSIS);
      HBox.setHgrow(line.getChildren().getFirst(), Priority.ALWAYS);
      line.setAlignment(Pos.CENTER_LEFT);
      remove.setGraphic(new FontIcon("mdi2c-close"));
      remove.getStyleClass().addAll("button-icon", "flat", "small");
      remove.setFocusTraversable(false);
      var what = new Tooltip();
      what.textProperty().bind(texts.text("start.recent.remove"));
      remove.setTooltip(what);
      remove.accessibleTextProperty().bind(texts.text("start.recent.remove"));
      setPrefWidth(0);
      setOnMouseClicked(e -> {
        if (getItem() != null && !isEmpty()) {
          projects.open(getItem());
        }
      });
    }

    @Override
    protected void updateItem(@Nullable Path folder, boolean empty) {
      super.updateItem(folder, empty);
      if (folder == null || empty) {
        setGraphic(null);
        setTooltip(null);
        return;
      }
      boolean there = present.getOrDefault(folder, true);
      name.setText(String.valueOf(folder.getFileName()));
      place.setText(String.valueOf(folder.getParent()));
      line.getChildren().getFirst().setOpacity(there ? 1 : 0.5);
      tooltip.setText(there ? folder.toString() : texts.get("start.recent.missing", folder));
      setTooltip(tooltip);
      remove.setOnAction(_ -> projects.recent().forget(folder));
      setGraphic(line);
    }
  }
}
