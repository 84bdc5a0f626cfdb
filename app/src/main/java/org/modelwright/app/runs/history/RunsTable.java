package org.modelwright.app.runs.history;

import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.function.Function;
import java.util.function.Supplier;
import javafx.collections.transformation.SortedList;
import javafx.scene.control.SelectionMode;
import javafx.scene.control.TableCell;
import javafx.scene.control.TableColumn;
import javafx.scene.control.TableView;
import javafx.scene.control.Tooltip;
import javafx.util.Subscription;
import org.jspecify.annotations.Nullable;
import org.kordamp.ikonli.javafx.FontIcon;
import org.modelwright.app.AppContext;
import org.modelwright.app.common.Disposable;
import org.modelwright.app.common.Texts;
import org.modelwright.app.curves.Unit;
import org.modelwright.run.RunRow;
import org.modelwright.run.RunState;

/// The runs that are found, a line each. Which columns are hidden is remembered.
final class RunsTable extends TableView<RunItem> implements Disposable {

  private static final String HIDDEN = "runs.hiddenColumns";
  private static final String HIDDEN_AT_FIRST = "started,steps,device,precision,from";
  private static final DateTimeFormatter MOMENT = DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm");

  private final AppContext context;
  private final Texts texts;
  private final RunsModel model;
  private final Subscription language;

  RunsTable(AppContext context, RunsModel model) {
    this.context = context;
    this.model = model;
    texts = context.texts();
    setId("runs-table");
    setEditable(true);
    setTableMenuButtonVisible(true);
    getSelectionModel().setSelectionMode(SelectionMode.MULTIPLE);
    addColumns();
    var sorted = new SortedList<>(model.found());
    sorted.comparatorProperty().bind(comparatorProperty());
    setItems(sorted);
    language = texts.localeProperty().subscribe((_, _) -> refresh());
  }

  private void addColumns() {
    add("state", 104, StateCell::new, Comparator.comparing(RunRow::state), false);
    add(
        "run",
        190,
        () -> words(RunRow::run),
        Comparator.comparingLong(RunRow::order).thenComparing(RunRow::run),
        false);
    add("curve", 100, CurveCell::new, null, false);
    number("loss", 72, RunRow::trainLoss, Unit.NUMBER);
    number("validation", 80, RunRow::validationLoss, Unit.NUMBER);
    number("best", 72, RunRow::bestValidationLoss, Unit.NUMBER);
    number("tokens", 76, RunRow::tokensPerSecond, Unit.COUNT);
    number("duration", 80, RunRow::seconds, Unit.SECONDS);
    number("size", 100, row -> (double) row.sizeBytes(), Unit.BYTES);
    add(
        "tags",
        120,
        () -> new WordsCell("runs-edit-tags", row -> String.join(" ", row.tags()), this::keepTags),
        Comparator.comparing((RunRow row) -> String.join(" ", row.tags())),
        true);
    add(
        "note",
        180,
        () -> new WordsCell("runs-edit-note", RunRow::note, model::setNote),
        Comparator.comparing(RunRow::note),
        true);
    add(
        "started",
        124,
        () -> words(RunsTable::started),
        Comparator.comparing(RunsTable::started),
        false);
    number("steps", 72, row -> (double) row.steps(), Unit.COUNT);
    add("device", 72, () -> words(RunRow::device), Comparator.comparing(RunRow::device), false);
    add(
        "precision",
        72,
        () -> words(RunRow::precision),
        Comparator.comparing(RunRow::precision),
        false);
    add("from", 190, () -> words(this::from), Comparator.comparing(this::from), false);
    Set<String> hidden = hidden();
    for (TableColumn<RunItem, ?> column : getColumns()) {
      column.setVisible(!hidden.contains(column.getId().substring("runs-column-".length())));
      column.visibleProperty().subscribe((_, _) -> rememberHidden());
    }
  }

  private Set<String> hidden() {
    return new HashSet<>(List.of(context.preferences().get(HIDDEN, HIDDEN_AT_FIRST).split(",")));
  }

  private void rememberHidden() {
    List<String> hidden =
        getColumns().stream()
            .filter(column -> !column.isVisible())
            .map(column -> column.getId().substring("runs-column-".length()))
            .toList();
    context.preferences().set(HIDDEN, hidden.isEmpty() ? "none" : String.join(",", hidden));
  }

  private void keepTags(RunItem item, String words) {
    model.setTags(item, words.isBlank() ? List.of() : List.of(words.strip().split("[\\s,，;]+")));
  }

  private static String started(RunRow row) {
    return row.started() == null ? "" : MOMENT.format(row.started().atZone(ZoneId.systemDefault()));
  }

  private String from(RunRow row) {
    if (!row.branchOf().isEmpty()) {
      return texts.get("history.from.branch", row.branchOf());
    }
    return row.repeatOf().isEmpty() ? "" : texts.get("history.from.repeat", row.repeatOf());
  }

  private void add(
      String name,
      double width,
      Supplier<TableCell<RunItem, RunRow>> cell,
      @Nullable Comparator<RunRow> order,
      boolean editable) {
    var column = new TableColumn<RunItem, RunRow>();
    column.setId("runs-column-" + name);
    column.textProperty().bind(texts.text("history.column." + name));
    column.setCellValueFactory(c -> c.getValue().rowProperty());
    column.setCellFactory(_ -> cell.get());
    column.setPrefWidth(width);
    column.setEditable(editable);
    column.setSortable(order != null);
    if (order != null) {
      column.setComparator(order);
    }
    getColumns().add(column);
  }

  private void number(
      String name, double width, Function<RunRow, @Nullable Double> figure, Unit unit) {
    Comparator<RunRow> order =
        Comparator.comparing(figure, Comparator.nullsLast(Comparator.naturalOrder()));
    add(
        name,
        width,
        () -> {
          TableCell<RunItem, RunRow> cell =
              words(row -> {
                Double value = figure.apply(row);
                return value == null ? "" : number(value, unit);
              });
          cell.getStyleClass().add("figure");
          return cell;
        },
        order,
        false);
  }

  private String number(double value, Unit unit) {
    // losses stand below each other, so all have as many digits
    return unit == Unit.NUMBER
        ? String.format(Locale.ROOT, "%.4f", value)
        : unit.words(value, texts.locale());
  }

  private static TableCell<RunItem, RunRow> words(Function<RunRow, String> words) {
    return new TableCell<>() {
      @Override
      protected void updateItem(@Nullable RunRow row, boolean none) {
        super.updateItem(row, none);
        setText(none || row == null ? null : words.apply(row));
      }
    };
  }

  private static String icon(RunState state) {
    return switch (state) {
      case QUEUED -> "mdi2c-clock-outline";
      case PREPARING -> "mdi2d-dots-horizontal";
      case RUNNING -> "mdi2p-play-circle-outline";
      case PAUSING, PAUSED -> "mdi2p-pause-circle-outline";
      case STOPPING, STOPPED -> "mdi2s-stop-circle-outline";
      case COMPLETED -> "mdi2c-check-circle-outline";
      case FAILED -> "mdi2a-alert-circle-outline";
    };
  }

  private final class StateCell extends TableCell<RunItem, RunRow> {
    private final FontIcon icon = new FontIcon();
    private final Tooltip cause = new Tooltip();

    StateCell() {
      cause.setWrapText(true);
      cause.setMaxWidth(560);
    }

    @Override
    protected void updateItem(@Nullable RunRow row, boolean none) {
      super.updateItem(row, none);
      setTooltip(null);
      if (none || row == null) {
        setText(null);
        setGraphic(null);
        return;
      }
      icon.setIconLiteral(icon(row.state()));
      icon.getStyleClass().removeIf(style -> style.startsWith("state-"));
      icon.getStyleClass().add("state-" + row.state().word());
      setGraphic(icon);
      setText(texts.get("history.state." + row.state().word()));
      if (!row.cause().isEmpty()) {
        cause.setText(row.cause());
        setTooltip(cause);
      }
    }
  }

  private static final class CurveCell extends TableCell<RunItem, RunRow> {
    private final SparklineView view = new SparklineView();

    @Override
    protected void updateItem(@Nullable RunRow row, boolean none) {
      super.updateItem(row, none);
      if (none || row == null || row.curve().size() < 2) {
        setGraphic(null);
      } else {
        view.show(row.curve());
        setGraphic(view);
      }
    }
  }

  /// What is said where no line is.
  void setEmptyWords(javafx.beans.value.ObservableValue<String> words) {
    var label = new javafx.scene.control.Label();
    label.setId("runs-empty");
    label.setWrapText(true);
    label.textProperty().bind(words);
    setPlaceholder(label);
  }

  @Override
  public void dispose() {
    language.unsubscribe();
    getColumns().forEach(column -> column.textProperty().unbind());
  }
}
