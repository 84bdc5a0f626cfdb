package org.modelwright.app.runs.history;

import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Executors;
import javafx.animation.PauseTransition;
import javafx.beans.binding.Bindings;
import javafx.beans.property.ReadOnlyStringWrapper;
import javafx.beans.value.ObservableValue;
import javafx.collections.ListChangeListener;
import javafx.geometry.Orientation;
import javafx.scene.Node;
import javafx.scene.control.Button;
import javafx.scene.control.ContextMenu;
import javafx.scene.control.Label;
import javafx.scene.control.MenuItem;
import javafx.scene.control.SplitPane;
import javafx.scene.control.TextField;
import javafx.scene.control.Tooltip;
import javafx.scene.input.KeyCode;
import javafx.scene.input.KeyEvent;
import javafx.scene.input.MouseButton;
import javafx.scene.layout.BorderPane;
import javafx.scene.layout.FlowPane;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.VBox;
import javafx.util.Duration;
import javafx.util.Subscription;
import org.jspecify.annotations.Nullable;
import org.kordamp.ikonli.javafx.FontIcon;
import org.modelwright.app.AppContext;
import org.modelwright.app.common.Choosers;
import org.modelwright.app.common.Disposable;
import org.modelwright.app.common.KeyboardHome;
import org.modelwright.app.common.Periodic;
import org.modelwright.app.common.Shown;
import org.modelwright.app.common.StyleSheets;
import org.modelwright.app.common.Texts;
import org.modelwright.app.curves.Unit;
import org.modelwright.file.InputException;
import org.modelwright.run.RunDifference;
import org.modelwright.run.RunFolder;
import org.modelwright.run.RunReport;

/// The project's runs: a table with a search, and below it, where asked for, curves of several runs or
/// what they differ in.
public final class RunsView extends BorderPane implements Disposable, KeyboardHome {

  private static final java.time.Duration LOOK = java.time.Duration.ofSeconds(1);
  private static final Duration TYPING = Duration.millis(250);

  private final AppContext context;
  private final Texts texts;
  private final RunActions actions;
  private final RunsModel model;
  private final RunsTable table;
  private final NoticeBar notice;
  private final TextField search = new TextField();
  private final Map<RunAction, Button> buttons = new EnumMap<>(RunAction.class);
  private final Map<RunAction, MenuItem> items = new EnumMap<>(RunAction.class);
  private final SplitPane halves = new SplitPane();
  private @Nullable Periodic looks;
  private final Shown shown = new Shown(this);
  private final Subscription subscriptions;
  private @Nullable Node below;

  /// @param project its folder
  /// @param actions what others do for a run
  public RunsView(AppContext context, Path project, RunActions actions) {
    this.context = context;
    this.actions = actions;
    texts = context.texts();
    notice = new NoticeBar(texts);
    model = new RunsModel(project, notice::refuse);
    table = new RunsTable(context, model);
    setId("runs-view");
    getStyleClass().add("runs");
    getStylesheets().add(StyleSheets.of("history"));
    setMinHeight(0);
    halves.setOrientation(Orientation.VERTICAL);
    halves.getItems().add(table);
    setTop(new VBox(searchBar(), actionBar()));
    setCenter(halves);
    setBottom(notice);
    fillTable();
    subscriptions =
        shown
            .property()
            .subscribe(visible -> {
              if (visible) {
                model.look();
                looks = new Periodic(LOOK, this::look);
              } else {
                Disposable.release(looks);
              }
            });
    showSelection();
  }

  @Override
  public Node keyboardHome() {
    return table;
  }

  /// Why something could not be done, in a sentence.
  public void refuse(String sentence) {
    notice.refuse(sentence);
  }

  /// Shows the curves of runs below the table.
  public void showCurves(List<RunFolder> runs) {
    model.inBackground(
        () -> runs.stream().map(OverlayPane.Curves::read).toList(),
        curves ->
            showBelow(
                new OverlayPane(context, curves),
                runs.size() == 1
                    ? new ReadOnlyStringWrapper(runs.getFirst().name())
                    : texts.text("history.overlay.title", runs.size())));
  }

  RunsModel model() {
    return model;
  }

  private void look() {
    // a table that changes under the hand that types in it would take the words away
    if (table.getEditingCell() == null) {
      model.look();
    }
    if (below instanceof OverlayPane overlay) {
      model.inBackground(overlay::news, overlay::add);
    }
  }

  private Node searchBar() {
    search.setId("runs-search");
    search.promptTextProperty().bind(texts.text("history.search.prompt"));
    var help = new Tooltip();
    help.setWrapText(true);
    help.setMaxWidth(520);
    help.textProperty().bind(texts.text("history.search.help"));
    search.setTooltip(help);
    HBox.setHgrow(search, Priority.ALWAYS);
    var pause = new PauseTransition(TYPING);
    pause.setOnFinished(_ -> model.search(search.getText()));
    search.textProperty().subscribe((_, _) -> pause.playFromStart());
    search.setOnAction(_ -> {
      pause.stop();
      model.search(search.getText());
    });
    var counts = new Label();
    counts.setId("runs-counts");
    counts.getStyleClass().addAll("muted", "small");
    counts
        .textProperty()
        .bind(
            Bindings.createStringBinding(
                () ->
                    texts.get("history.counts", model.found().size(), model.countProperty().get()),
                model.found(),
                model.countProperty(),
                texts.localeProperty()));
    counts.setMinWidth(USE_PREF_SIZE);
    var refusal = new Label();
    refusal.setId("runs-search-refusal");
    refusal.getStyleClass().addAll("danger", "small");
    refusal.setWrapText(true);
    refusal.textProperty().bind(model.refusalProperty());
    refusal.managedProperty().bind(refusal.textProperty().isNotEmpty());
    refusal.visibleProperty().bind(refusal.managedProperty());
    var line = new HBox(8, new FontIcon("mdi2m-magnify"), search, counts);
    line.getStyleClass().add("line");
    var bar = new VBox(4, line, refusal);
    bar.getStyleClass().add("bar");
    return bar;
  }

  private Node actionBar() {
    // it wraps: what hides in the overflow of a tool bar is not found
    var bar = new FlowPane(0, 0);
    bar.setId("runs-actions");
    bar.getStyleClass().add("actions");
    for (RunAction action : RunAction.values()) {
      var button = new Button();
      button.setId(action.id());
      button.setGraphic(new FontIcon(action.icon()));
      button.getStyleClass().addAll("flat", "small");
      button.textProperty().bind(texts.text(action.textKey()));
      var help = new Tooltip();
      help.textProperty().bind(texts.text(action.textKey() + ".help"));
      button.setTooltip(help);
      button.setOnAction(_ -> run(action));
      buttons.put(action, button);
      bar.getChildren().add(button);
    }
    var empty = new Button();
    empty.setId("runs-empty-trash");
    empty.setGraphic(new FontIcon("mdi2t-trash-can"));
    empty.getStyleClass().addAll("flat", "small");
    empty.textProperty().bind(texts.text("history.emptyTrash"));
    empty.setOnAction(_ ->
        notice.offer(
            texts.get("history.emptyTrash.ask"),
            "history.emptyTrash",
            () -> model.emptyTrash(freed -> say("history.freed", freed))));
    bar.getChildren().add(empty);
    return bar;
  }

  private void fillTable() {
    table.setEmptyWords(
        Bindings.createStringBinding(
            () ->
                texts.get(
                    !model.loadedProperty().get()
                        ? "history.looking"
                        : model.countProperty().get() == 0 ? "history.none" : "history.noneFound"),
            model.loadedProperty(),
            model.countProperty(),
            texts.localeProperty()));
    var menu = new ContextMenu();
    for (RunAction action : RunAction.values()) {
      var item = new MenuItem();
      item.setGraphic(new FontIcon(action.icon()));
      item.textProperty().bind(texts.text(action.textKey()));
      item.setOnAction(_ -> run(action));
      items.put(action, item);
      menu.getItems().add(item);
    }
    table.setContextMenu(menu);
    table
        .getSelectionModel()
        .getSelectedItems()
        .addListener((ListChangeListener<RunItem>) _ -> showSelection());
    table.addEventHandler(KeyEvent.KEY_PRESSED, this::pressed);
    table.setOnMouseClicked(e -> {
      if (e.getButton() == MouseButton.PRIMARY
          && e.getClickCount() == 2
          && table.getEditingCell() == null) {
        run(RunAction.OPEN);
      }
    });
  }

  private void pressed(KeyEvent event) {
    if (table.getEditingCell() != null) {
      return;
    }
    if (event.getCode() == KeyCode.ENTER) {
      run(RunAction.OPEN);
      event.consume();
    } else if (event.getCode() == KeyCode.DELETE || event.getCode() == KeyCode.BACK_SPACE) {
      run(RunAction.DELETE);
      event.consume();
    }
  }

  private void showSelection() {
    int selected = selected().size();
    buttons.forEach((action, button) -> button.setDisable(!action.suits(selected)));
    items.forEach((action, item) -> item.setDisable(!action.suits(selected)));
  }

  private List<RunItem> selected() {
    // a list of its own: the selection changes when lines go
    var chosen = new ArrayList<>(table.getSelectionModel().getSelectedItems());
    chosen.removeIf(item -> item == null);
    return chosen;
  }

  private void run(RunAction action) {
    List<RunItem> chosen = selected();
    if (!action.suits(chosen.size())) {
      return;
    }
    try {
      run(action, chosen, chosen.stream().map(model::folder).toList());
    } catch (InputException e) {
      notice.refuse(e.getMessage()); // a run that has just gone
    }
  }

  private void run(RunAction action, List<RunItem> chosen, List<RunFolder> runs) {
    switch (action) {
      case OPEN -> actions.open(runs.getFirst());
      case PROMPT -> actions.prompt(runs.getFirst());
      case REPEAT -> actions.repeat(runs.getFirst());
      case RESUME -> actions.resume(runs.getFirst());
      case BRANCH -> actions.branch(runs.getFirst());
      case OVERLAY -> showCurves(runs);
      case DIFFERENCE ->
          model.inBackground(
              () -> RunDifference.between(runs),
              difference ->
                  showBelow(
                      new DifferencePane(texts, difference),
                      texts.text("history.difference.title")));
      case REPORT -> report(runs);
      case DELETE -> model.delete(chosen, this::offerUndo);
      case PRUNE ->
          notice.offer(
              texts.get("history.prune.ask", runs.size()),
              "history.action.prune",
              () -> model.prune(chosen, freed -> say("history.freed", freed)));
      case REVEAL -> model.inBackground(() -> FolderReveal.reveal(runs.getFirst().path()), _ -> {});
    }
  }

  private void offerUndo(List<String> names) {
    notice.offer(
        names.size() == 1
            ? texts.get("history.deleted.one", names.getFirst())
            : texts.get("history.deleted", names.size()),
        "history.undo",
        () -> model.restore(names));
  }

  private void say(String key, long bytes) {
    notice.say(texts.get(key, Unit.BYTES.words((double) bytes, texts.locale())));
  }

  private void report(List<RunFolder> runs) {
    context
        .choosers()
        .newName(
            texts.get("history.action.report"),
            Choosers.home(),
            runs.getFirst().name() + ".html",
            new Choosers.Kind("HTML", "*.html"))
        .ifPresent(file ->
            context
                .tasks()
                .write(
                    texts.get("history.action.report"),
                    file,
                    () -> RunReport.html(runs).getBytes(StandardCharsets.UTF_8),
                    written -> notice.say(texts.get("history.reported", written)),
                    why -> notice.refuse(texts.get("history.reportFailed", file, why))));
  }

  /// @param title follows the language
  private void showBelow(Node content, ObservableValue<String> title) {
    closeBelow();
    var name = new Label();
    name.textProperty().bind(title);
    name.getStyleClass().add("section-title");
    name.setMaxWidth(Double.MAX_VALUE);
    HBox.setHgrow(name, Priority.ALWAYS);
    var close = new Button();
    close.setId("runs-close-below");
    close.setGraphic(new FontIcon("mdi2c-close"));
    close.getStyleClass().addAll("flat", "small");
    close.accessibleTextProperty().bind(texts.text("history.notice.close"));
    close.setOnAction(_ -> closeBelow());
    var head = new HBox(8, name, close);
    head.getStyleClass().add("head");
    var pane = new BorderPane(content);
    pane.setTop(head);
    pane.setMinHeight(0);
    below = content;
    halves.getItems().add(pane);
    halves.setDividerPosition(0, 0.4);
  }

  private void closeBelow() {
    if (below != null) {
      if (below instanceof OverlayPane overlay) {
        model.inBackground(Executors.callable(overlay::stopReading), _ -> {});
      }
      Disposable.release(below);
      halves.getItems().removeLast();
      below = null;
    }
  }

  @Override
  public void dispose() {
    Disposable.release(looks);
    subscriptions.unsubscribe();
    shown.dispose();
    closeBelow();
    table.dispose();
    model.dispose();
  }
}
