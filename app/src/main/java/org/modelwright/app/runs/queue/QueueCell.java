package org.modelwright.app.runs.queue;

import java.util.Locale;
import javafx.css.PseudoClass;
import javafx.geometry.Pos;
import javafx.scene.Node;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.control.ListCell;
import javafx.scene.control.ProgressBar;
import javafx.scene.control.Tooltip;
import javafx.scene.input.MouseEvent;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;
import javafx.scene.layout.VBox;
import org.jspecify.annotations.Nullable;
import org.kordamp.ikonli.javafx.FontIcon;
import org.modelwright.app.common.Texts;
import org.modelwright.launch.QueueState;

/// A line of the queue: what is asked for, what has become of it, and what can be done about it. A
/// waiting one is dragged to another place.
final class QueueCell extends ListCell<QueueRow> {

  private static final PseudoClass DROP = PseudoClass.getPseudoClass("drop");

  private final QueueModel model;
  private final Texts texts;
  private final Label place = new Label();
  private final FontIcon icon = new FontIcon();
  private final Label name = new Label();
  private final Label state = new Label();
  private final Label settings = new Label();
  private final ProgressBar bar = new ProgressBar();
  private final Label progress = new Label();
  private final Label why = new Label();
  private final Button up;
  private final Button down;
  private final Button cancel;
  private final Button remove;
  private final VBox box;
  private final HBox line;
  private @Nullable QueueCell over;

  QueueCell(QueueModel model, Texts texts) {
    this.model = model;
    this.texts = texts;
    up = button("mdi2a-arrow-up", "up");
    down = button("mdi2a-arrow-down", "down");
    cancel = button("mdi2s-stop-circle-outline", "cancel");
    remove = button("mdi2c-close", "remove");
    getStyleClass().add("queue-cell");
    place.getStyleClass().add("queue-place");
    place.setMinWidth(24);
    place.setAlignment(Pos.CENTER);
    name.getStyleClass().add("queue-name");
    settings.getStyleClass().add("muted");
    progress.getStyleClass().add("muted");
    progress.setMinWidth(Region.USE_PREF_SIZE);
    why.getStyleClass().add("queue-why");
    why.setWrapText(true);
    bar.setPrefWidth(96);
    bar.setMinWidth(48);
    state.setMinWidth(Region.USE_PREF_SIZE);
    name.setMinWidth(64);
    var gap = new Region();
    HBox.setHgrow(gap, Priority.ALWAYS);
    var buttons = new HBox(up, down, cancel, remove);
    buttons.setMinWidth(Region.USE_PREF_SIZE);
    var first = new HBox(8, icon, name, state, gap, progress, bar);
    first.setAlignment(Pos.CENTER_LEFT);
    box = new VBox(2, first, settings, why);
    HBox.setHgrow(box, Priority.ALWAYS);
    box.setMinWidth(0);
    line = new HBox(8, place, box, buttons);
    line.setAlignment(Pos.CENTER_LEFT);
    for (Node node : new Node[] {settings, why, bar, progress}) {
      node.managedProperty().bind(node.visibleProperty());
    }
    setPrefWidth(0);
    up.setOnAction(_ -> act(row -> model.move(row.entry(), row.place() - 1)));
    down.setOnAction(_ -> act(row -> model.move(row.entry(), row.place() + 1)));
    cancel.setOnAction(_ -> act(row -> model.cancel(row.entry())));
    remove.setOnAction(_ -> act(row -> model.remove(row.entry())));
    setOnMouseDragged(this::dragged);
    setOnMouseReleased(this::released);
  }

  private Button button(String symbol, String key) {
    var button = new Button(null, new FontIcon(symbol));
    button.getStyleClass().addAll("flat", "button-icon", "small");
    var tooltip = new Tooltip();
    tooltip.textProperty().bind(textOf("queue." + key));
    button.setTooltip(tooltip);
    button.accessibleTextProperty().bind(tooltip.textProperty());
    return button;
  }

  private javafx.beans.binding.StringBinding textOf(String key) {
    return texts.text(key);
  }

  private void act(java.util.function.Consumer<QueueRow> action) {
    QueueRow row = getItem();
    if (row != null) {
      action.accept(row);
    }
  }

  @Override
  protected void updateItem(@Nullable QueueRow row, boolean empty) {
    super.updateItem(row, empty);
    if (row == null || empty) {
      setGraphic(null);
      setId(null);
      return;
    }
    long id = row.entry().id();
    setId("queue-entry-" + id);
    boolean waits = row.state() == QueueState.WAITING;
    place.setText(waits ? Integer.toString(row.place()) : "");
    icon.setIconLiteral(icon(row.state()));
    icon.getStyleClass().setAll("ikonli-font-icon", "queue-" + row.state().word());
    name.setText(row.entry().run());
    String title = row.entry().title();
    state.setText(
        texts.get("queue.state." + row.state().word())
            + (row.entry().device().isCuda() ? " · " + row.entry().device() : ""));
    state.getStyleClass().setAll("label", "queue-" + row.state().word());
    String what =
        row.entry().settings().isEmpty() ? title : String.join("  ", row.entry().settings());
    settings.setText(what);
    settings.setTooltip(new Tooltip(title + "\n" + String.join("\n", row.entry().settings())));
    why.setText(row.why().lines().findFirst().orElse(""));
    why.setVisible(!row.why().isEmpty());
    showProgress(row);
    up.setDisable(!waits || row.place() == 1);
    boolean last =
        getListView().getItems().stream().noneMatch(other -> other.place() > row.place());
    down.setDisable(!waits || last);
    boolean over = row.state().isOver();
    cancel.setDisable(over);
    remove.setDisable(row.state() == QueueState.RUNNING);
    up.setId("queue-up-" + id);
    down.setId("queue-down-" + id);
    cancel.setId("queue-cancel-" + id);
    remove.setId("queue-remove-" + id);
    setGraphic(line);
  }

  private void showProgress(QueueRow row) {
    boolean running = row.state() == QueueState.RUNNING;
    boolean known = row.planned() > 0;
    bar.setVisible(running);
    bar.setProgress(known ? (double) row.steps() / row.planned() : -1);
    String loss = row.loss() == null ? "" : String.format(Locale.ROOT, "%.4f", row.loss());
    progress.setVisible(running || !loss.isEmpty() && row.state().isOver());
    progress.setText(
        running
            ? texts.get("queue.progress", row.steps(), row.planned(), loss.isEmpty() ? "–" : loss)
            : texts.get("queue.best", loss));
  }

  private static String icon(QueueState state) {
    return switch (state) {
      case WAITING -> "mdi2c-clock-outline";
      case RUNNING -> "mdi2p-play-circle-outline";
      case DONE -> "mdi2c-check-circle-outline";
      case FAILED -> "mdi2a-alert-circle-outline";
      case CANCELLED -> "mdi2c-cancel";
    };
  }

  /// Marks the waiting line under the pointer, where this one would go.
  private void dragged(MouseEvent event) {
    QueueRow row = getItem();
    if (row == null || row.place() == 0) {
      return;
    }
    mark(under(event));
    event.consume();
  }

  private void released(MouseEvent event) {
    QueueCell target = over;
    mark(null);
    QueueRow row = getItem();
    QueueRow to = target == null ? null : target.getItem();
    if (row != null && to != null && to.place() > 0 && to.place() != row.place()) {
      model.move(row.entry(), to.place());
    }
  }

  private void mark(@Nullable QueueCell cell) {
    if (over != null) {
      over.pseudoClassStateChanged(DROP, false);
    }
    over = cell == null || cell == this ? null : cell;
    if (over != null) {
      over.pseudoClassStateChanged(DROP, true);
    }
  }

  private @Nullable QueueCell under(MouseEvent event) {
    for (Node node : getListView().lookupAll(".queue-cell")) {
      if (node instanceof QueueCell cell
          && cell.isVisible()
          && cell.getItem() != null
          && cell.getItem().place() > 0
          && cell.contains(cell.screenToLocal(event.getScreenX(), event.getScreenY()))) {
        return cell;
      }
    }
    return null;
  }
}
