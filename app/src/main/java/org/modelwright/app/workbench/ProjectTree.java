package org.modelwright.app.workbench;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import javafx.application.Platform;
import javafx.scene.control.TreeCell;
import javafx.scene.control.TreeItem;
import javafx.scene.control.TreeView;
import javafx.scene.input.KeyCode;
import javafx.util.Subscription;
import org.jspecify.annotations.Nullable;
import org.kordamp.ikonli.javafx.FontIcon;
import org.modelwright.app.common.Disposable;
import org.modelwright.app.common.Texts;
import org.modelwright.file.InputException;
import org.modelwright.graph.Architecture;
import org.modelwright.project.Project;
import org.modelwright.run.RunFolder;
import org.modelwright.run.RunState;

/// What the open project consists of; Enter or a double click opens one thing of it.
final class ProjectTree extends TreeView<ProjectTree.Entry> implements Disposable {

  /// A line of the tree.
  sealed interface Entry {
    record Root(String name) implements Entry {}

    record Drawing() implements Entry {}

    record BlockOf(String name) implements Entry {}

    record LayerOf(String name) implements Entry {}

    record Data() implements Entry {}

    record Training() implements Entry {}

    record Runs(int count) implements Entry {}

    record Run(String name) implements Entry {}
  }

  private final ProjectSession session;
  private final Texts texts;
  private final TreeItem<Entry> drawing = item(new Entry.Drawing());
  private final TreeItem<Entry> runs = item(new Entry.Runs(0));
  private final Subscription architecture;
  private List<Entry> shown = List.of();
  private Map<String, RunState> states = Map.of();

  ProjectTree(ProjectSession session, Texts texts, Consumer<Entry> open) {
    this.session = session;
    this.texts = texts;
    setId("project-tree");
    TreeItem<Entry> root = item(new Entry.Root(session.name()));
    root.setExpanded(true);
    drawing.setExpanded(true);
    root.getChildren()
        .setAll(List.of(drawing, item(new Entry.Data()), item(new Entry.Training()), runs));
    setRoot(root);
    setCellFactory(_ -> new Cell(open));
    setOnKeyPressed(e -> {
      TreeItem<Entry> selected = getSelectionModel().getSelectedItem();
      if (e.getCode() == KeyCode.ENTER && selected != null) {
        open.accept(selected.getValue());
        e.consume();
      }
    });
    architecture = session.design().architectureProperty().subscribe(this::show);
    readRuns();
  }

  private void show(Architecture now) {
    var entries = new ArrayList<Entry>();
    now.blocks().keySet().forEach(name -> entries.add(new Entry.BlockOf(name)));
    now.layers().keySet().forEach(name -> entries.add(new Entry.LayerOf(name)));
    if (!entries.equals(shown)) {
      shown = entries;
      drawing.getChildren().setAll(entries.stream().map(ProjectTree::item).toList());
    }
  }

  /// Lists the runs' folder, off the FX thread.
  void readRuns() {
    Path folder = Project.runs(session.folder());
    Thread.ofVirtual()
        .name("runs")
        .start(() -> {
          var found = new ArrayList<TreeItem<Entry>>();
          try {
            RunFolder.list(folder)
                .reversed()
                .forEach(run -> found.add(item(new Entry.Run(run.name()))));
          } catch (InputException e) {
            // a folder that cannot be listed shows no runs
          }
          Platform.runLater(() -> {
            if (runs.getChildren().size() != found.size()) {
              runs.setValue(new Entry.Runs(found.size()));
              runs.getChildren().setAll(found);
            }
          });
        });
  }

  /// What the newest runs do; there may be others than before.
  void showRuns(Map<String, RunState> now) {
    states = Map.copyOf(now);
    readRuns();
    refresh();
  }

  private static TreeItem<Entry> item(Entry entry) {
    return new TreeItem<>(entry);
  }

  @Override
  public void dispose() {
    architecture.unsubscribe();
  }

  private final class Cell extends TreeCell<Entry> {
    private final FontIcon icon = new FontIcon();

    private Cell(Consumer<Entry> open) {
      setOnMouseClicked(e -> {
        if (e.getClickCount() == 2 && getItem() != null) {
          open.accept(getItem());
        }
      });
    }

    @Override
    protected void updateItem(@Nullable Entry entry, boolean empty) {
      super.updateItem(entry, empty);
      textProperty().unbind();
      if (empty || entry == null) {
        setText(null);
        setGraphic(null);
        return;
      }
      icon.setIconLiteral(
          switch (entry) {
            case Entry.Root _ -> "mdi2f-folder-outline";
            case Entry.Drawing _ -> "mdi2s-sitemap-outline";
            case Entry.BlockOf _ -> "mdi2v-view-grid-outline";
            case Entry.LayerOf _ -> "mdi2c-code-braces";
            case Entry.Data _ -> "mdi2d-database-outline";
            case Entry.Training _ -> "mdi2s-school-outline";
            case Entry.Runs _ -> "mdi2c-chart-line";
            case Entry.Run(String name) ->
                switch (states.getOrDefault(name, RunState.STOPPED)) {
                  case COMPLETED -> "mdi2c-check-circle-outline";
                  case FAILED -> "mdi2a-alert-circle-outline";
                  case STOPPED -> "mdi2s-stop-circle-outline";
                  case QUEUED -> "mdi2c-clock-outline";
                  case PAUSED, PAUSING -> "mdi2p-pause-circle-outline";
                  default -> "mdi2p-play-circle-outline";
                };
          });
      setGraphic(icon);
      switch (entry) {
        case Entry.Root(String name) -> setText(name);
        case Entry.BlockOf(String name) -> setText(name);
        case Entry.LayerOf(String name) -> setText(name);
        case Entry.Run(String name) ->
            textProperty()
                .bind(
                    switch (states.getOrDefault(name, RunState.COMPLETED)) {
                      case COMPLETED, STOPPED -> texts.text("workbench.tree.run.ended", name);
                      case RunState state ->
                          texts.text("workbench.tree.run", name, texts.get("live.state." + state));
                    });
        case Entry.Drawing _ -> textProperty().bind(texts.text("workbench.tree.drawing"));
        case Entry.Data _ -> textProperty().bind(texts.text("workbench.tree.data"));
        case Entry.Training _ -> textProperty().bind(texts.text("workbench.tree.training"));
        case Entry.Runs(int count) -> textProperty().bind(texts.text("workbench.tree.runs", count));
      }
    }
  }
}
