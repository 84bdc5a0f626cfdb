package org.modelwright.app.runs.queue;

import atlantafx.base.controls.ToggleSwitch;
import java.util.List;
import java.util.function.Consumer;
import javafx.beans.binding.Bindings;
import javafx.collections.ListChangeListener;
import javafx.geometry.Pos;
import javafx.scene.Node;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.control.ListView;
import javafx.scene.control.ToggleButton;
import javafx.scene.control.ToggleGroup;
import javafx.scene.control.Tooltip;
import javafx.scene.input.KeyCode;
import javafx.scene.input.KeyEvent;
import javafx.scene.layout.BorderPane;
import javafx.scene.layout.FlowPane;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;
import javafx.scene.layout.StackPane;
import javafx.scene.layout.VBox;
import javafx.util.Subscription;
import org.kordamp.ikonli.javafx.FontIcon;
import org.modelwright.app.AppContext;
import org.modelwright.app.common.Disposable;
import org.modelwright.app.common.StyleSheets;
import org.modelwright.app.common.Texts;
import org.modelwright.app.common.Tips;
import org.modelwright.app.settings.CurrentProject;
import org.modelwright.launch.QueueState;

/// The queue of the open project: what trains now and what trains next, a form for sweeps, and what
/// their runs came to.
public final class QueueView extends BorderPane implements Disposable {

  private static final String PAUSED = "queue.paused";

  private final AppContext context;
  private final Texts texts;
  private final QueueModel model;
  private final CurrentProject project;
  private final ListView<QueueRow> list;
  private final ToggleGroup pages = new ToggleGroup();
  private final StackPane page = new StackPane();
  private final SweepForm form;
  private final SweepResults results;
  private final Label situation = new Label();
  private final Label trouble = new Label();
  private final Subscription shown;
  private final ListChangeListener<QueueRow> changes;

  /// @param project what is added to the queue
  /// @param openRun shows a run by its folder's name
  public QueueView(
      AppContext context, QueueModel model, CurrentProject project, Consumer<String> openRun) {
    this.context = context;
    this.texts = context.texts();
    this.model = model;
    this.project = project;
    setId("queue-view");
    getStyleClass().add("queue-view");
    getStylesheets().add(StyleSheets.of("queue"));
    list = list(openRun);
    results = new SweepResults(texts, project.folder(), openRun);
    form = new SweepForm(context, model, project, this::showResultsLater);
    ToggleButton queue = page("queue", "left-pill", queuePage());
    ToggleButton sweep = page("sweep", "center-pill", form);
    ToggleButton result = page("results", "right-pill", results);
    var pills = new HBox(queue, sweep, result);
    pills.setMinWidth(Region.USE_PREF_SIZE);
    var bar = new FlowPane(16, 8, pills, toggle(), situation);
    bar.setRowValignment(javafx.geometry.VPos.CENTER);
    bar.getStyleClass().add("queue-bar");
    trouble.getStyleClass().add("queue-trouble");
    trouble.setId("queue-trouble");
    trouble.setWrapText(true);
    trouble.setMaxWidth(Double.MAX_VALUE);
    trouble.setMinHeight(Region.USE_PREF_SIZE);
    trouble.textProperty().bind(model.troubleProperty());
    trouble.visibleProperty().bind(trouble.textProperty().isNotEmpty());
    trouble.managedProperty().bind(trouble.visibleProperty());
    setTop(new VBox(bar, trouble));
    setCenter(page);
    pages.selectToggle(queue);
    shown =
        Subscription.combine(
            model.situationProperty().subscribe(_ -> describe()),
            texts.localeProperty().subscribe(_ -> relabel()));
    changes =
        _ -> {
          describe();
          results.runsChanged(model.rows());
        };
    model.rows().addListener(changes);
  }

  private ToggleButton page(String key, String pill, Node content) {
    var button = new ToggleButton();
    button.setId("queue-page-" + key);
    button.textProperty().bind(texts.text("queue.page." + key));
    button.getStyleClass().add(pill);
    button.setMinWidth(Region.USE_PREF_SIZE);
    button.setToggleGroup(pages);
    button.setUserData(content);
    // one of them is always shown
    button.addEventFilter(
        javafx.event.ActionEvent.ACTION,
        _ -> {
          if (pages.getSelectedToggle() == null) {
            button.setSelected(true);
          }
        });
    button
        .selectedProperty()
        .subscribe(selected -> {
          if (selected) {
            page.getChildren().setAll(content);
            if (content.equals(results)) {
              results.refresh();
            }
          }
        });
    return button;
  }

  /// Brings the form of a new sweep to the front.
  public void newSweep() {
    select(form);
    form.requestFocus();
  }

  private void showResultsLater() {
    select(list.getParent());
  }

  private void select(Node content) {
    pages.getToggles().stream()
        .filter(toggle -> content.equals(toggle.getUserData()))
        .forEach(pages::selectToggle);
  }

  private ToggleSwitch toggle() {
    var toggle = new ToggleSwitch();
    toggle.setId("queue-work");
    toggle.textProperty().bind(texts.text("queue.work"));
    toggle.setTooltip(Tips.of(texts, "queue.work.help"));
    toggle.setSelected(model.works());
    toggle
        .selectedProperty()
        .addListener((_, _, on) -> {
          context.preferences().set(PAUSED, Boolean.toString(!on));
          model.work(on);
        });
    return toggle;
  }

  /// Whether the user has told the window to leave queues alone.
  public static boolean paused(AppContext context) {
    return context.preferences().get(PAUSED, "false").equals("true");
  }

  private Node queuePage() {
    var add = new Button(null, new FontIcon("mdi2p-plus"));
    add.setId("queue-add");
    add.textProperty().bind(texts.text("queue.add"));
    add.getStyleClass().add("accent");
    add.setMinWidth(Region.USE_PREF_SIZE);
    var tooltip = new Tooltip();
    tooltip.textProperty().bind(texts.text("queue.add.help"));
    add.setTooltip(tooltip);
    add.setOnAction(_ -> add());
    var clear = new Button();
    clear.setId("queue-clear");
    clear.textProperty().bind(texts.text("queue.clear"));
    clear.setMinWidth(Region.USE_PREF_SIZE);
    clear.setOnAction(_ -> model.clear());
    clear
        .disableProperty()
        .bind(
            Bindings.createBooleanBinding(
                () -> model.rows().stream().noneMatch(r -> r.state().isOver()), model.rows()));
    var bar = new HBox(8, add, clear);
    bar.setAlignment(Pos.CENTER_LEFT);
    bar.getStyleClass().add("queue-actions");
    VBox.setVgrow(list, Priority.ALWAYS);
    return new VBox(bar, list);
  }

  private ListView<QueueRow> list(Consumer<String> openRun) {
    var rows = new ListView<>(model.rows());
    rows.setId("queue-list");
    rows.getStyleClass().add("queue-list");
    rows.setCellFactory(_ -> {
      var cell = new QueueCell(model, texts);
      cell.setOnMouseClicked(event -> {
        if (event.getClickCount() == 2 && cell.getItem() != null) {
          openRun.accept(cell.getItem().entry().run());
        }
      });
      return cell;
    });
    var empty = new Label();
    empty.textProperty().bind(texts.text("queue.empty"));
    empty.setWrapText(true);
    empty.setMaxWidth(420);
    empty.getStyleClass().add("muted");
    rows.setPlaceholder(empty);
    rows.addEventHandler(KeyEvent.KEY_PRESSED, event -> pressed(event, openRun));
    return rows;
  }

  private void pressed(KeyEvent event, Consumer<String> openRun) {
    QueueRow row = list.getSelectionModel().getSelectedItem();
    if (row == null) {
      return;
    }
    int by = event.getCode() == KeyCode.UP ? -1 : event.getCode() == KeyCode.DOWN ? 1 : 0;
    if (event.isAltDown() && by != 0 && row.place() > 0) {
      model.move(row.entry(), Math.max(1, row.place() + by));
      event.consume();
    } else if (event.getCode() == KeyCode.DELETE) {
      model.remove(row.entry());
      event.consume();
    } else if (event.getCode() == KeyCode.ENTER) {
      openRun.accept(row.entry().run());
      event.consume();
    }
  }

  private void add() {
    context
        .tasks()
        .start(
            texts.get("queue.add"),
            progress -> model.add(project.read(), progress),
            _ -> model.refresh(),
            model::tell);
  }

  private void relabel() {
    list.refresh();
    describe();
  }

  private void describe() {
    List<QueueRow> rows = model.rows();
    long waiting = rows.stream().filter(r -> r.state() == QueueState.WAITING).count();
    long running = rows.stream().filter(r -> r.state() == QueueState.RUNNING).count();
    situation.setId("queue-situation");
    situation.getStyleClass().setAll("label", "muted");
    situation.setText(
        switch (model.situationProperty().get()) {
          case PAUSED -> texts.get("queue.situation.paused", waiting);
          case ELSEWHERE -> texts.get("queue.situation.elsewhere");
          case IDLE -> texts.get("queue.situation.idle");
          case WORKING -> texts.get("queue.situation.working", running, waiting);
        });
  }

  @Override
  public void dispose() {
    shown.unsubscribe();
    model.rows().removeListener(changes);
    form.dispose();
    results.dispose();
  }
}
