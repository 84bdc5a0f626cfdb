package org.modelwright.app.design.problems;

import java.util.List;
import java.util.function.Function;
import java.util.function.Supplier;
import javafx.beans.InvalidationListener;
import javafx.beans.binding.Bindings;
import javafx.beans.property.ReadOnlyObjectWrapper;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.control.TableCell;
import javafx.scene.control.TableColumn;
import javafx.scene.control.TableRow;
import javafx.scene.control.TableView;
import javafx.scene.control.Tooltip;
import javafx.scene.input.KeyCode;
import javafx.scene.input.KeyCombination;
import javafx.scene.input.KeyEvent;
import javafx.scene.input.MouseButton;
import javafx.scene.layout.BorderPane;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;
import javafx.scene.layout.VBox;
import javafx.scene.text.Text;
import org.jspecify.annotations.Nullable;
import org.kordamp.ikonli.javafx.FontIcon;
import org.modelwright.app.AppContext;
import org.modelwright.app.common.ClipboardText;
import org.modelwright.app.common.Disposable;
import org.modelwright.app.common.StyleSheets;
import org.modelwright.app.common.Texts;
import org.modelwright.app.design.DesignModel;
import org.modelwright.app.design.problems.ProblemsModel.Row;
import org.modelwright.graph.Edit;
import org.modelwright.graph.Problem;

/// What is wrong with the drawing: a click or Enter goes there, Alt+Enter does the remedy where it is
/// mechanical, Ctrl+C copies.
public final class ProblemsView extends BorderPane implements Disposable {

  private static final KeyCombination FIX = KeyCombination.keyCombination("Alt+Enter");
  private static final KeyCombination COPY = KeyCombination.keyCombination("Shortcut+C");

  private final Texts texts;
  private final ProblemsModel model;
  private final TableView<Row> table = new TableView<>();
  private final Label counts = new Label();
  private final Label empty = new Label();
  private final Button copy = new Button();
  private final InvalidationListener changed = _ -> show();

  public ProblemsView(AppContext context, DesignModel design) {
    this(context, design, Problem::fixes);
  }

  /// @param fixesOf what takes a problem away, the best first
  ProblemsView(AppContext context, DesignModel design, Function<Problem, List<Edit>> fixesOf) {
    texts = context.texts();
    model = new ProblemsModel(design, fixesOf);
    getStyleClass().add("problems");
    getStylesheets().add(StyleSheets.of("problems"));
    setMinHeight(0);
    setTop(bar());
    setCenter(table());
    model.rowsProperty().addListener(changed);
    texts.localeProperty().addListener(changed);
    show();
  }

  /// Lets go of the drawing.
  @Override
  public void dispose() {
    model.rowsProperty().removeListener(changed);
    texts.localeProperty().removeListener(changed);
    model.dispose();
  }

  private HBox bar() {
    counts.setId("problems-counts");
    counts.setMaxWidth(Double.MAX_VALUE);
    HBox.setHgrow(counts, Priority.ALWAYS);
    copy.setId("problems-copy");
    copy.setGraphic(new FontIcon("mdi2c-content-copy"));
    copy.getStyleClass().addAll("flat", "small");
    copy.textProperty().bind(texts.text("problems.copy"));
    copy.disableProperty().bind(Bindings.isNull(table.getSelectionModel().selectedItemProperty()));
    copy.setOnAction(_ -> copy());
    var bar = new HBox(counts, copy);
    bar.getStyleClass().add("bar");
    return bar;
  }

  private TableView<Row> table() {
    table.setId("problems-table");
    table.getStyleClass().add("dense");
    table.setColumnResizePolicy(TableView.CONSTRAINED_RESIZE_POLICY_FLEX_LAST_COLUMN);
    empty.setId("problems-empty");
    empty.setWrapText(true);
    table.setPlaceholder(empty);
    TableColumn<Row, Row> severity = column("problems.column.severity", 36, SeverityCell::new);
    severity.textProperty().unbind();
    severity.setText("");
    severity.setMinWidth(36);
    severity.setMaxWidth(36);
    table.getColumns().add(severity);
    TableColumn<Row, Row> where =
        column("problems.column.where", 150, () -> new WordsCell(Problem::node));
    where.setMinWidth(124);
    table.getColumns().add(where);
    table
        .getColumns()
        .add(
            column(
                "problems.column.what", 300, () -> new WordsCell(p -> p.message(texts.locale()))));
    table.getColumns().add(column("problems.column.remedy", 280, RemedyCell::new));
    table.setRowFactory(_ -> row());
    table.addEventFilter(KeyEvent.KEY_PRESSED, this::pressed);
    return table;
  }

  private TableColumn<Row, Row> column(
      String key, double width, Supplier<TableCell<Row, Row>> cell) {
    var column = new TableColumn<Row, Row>();
    column.textProperty().bind(texts.text(key));
    column.setCellValueFactory(c -> new ReadOnlyObjectWrapper<>(c.getValue()));
    column.setCellFactory(_ -> cell.get());
    column.setPrefWidth(width);
    column.setSortable(false);
    column.setReorderable(false);
    return column;
  }

  private TableRow<Row> row() {
    var row = new TableRow<Row>();
    row.setOnMouseClicked(event -> {
      if (event.getButton() == MouseButton.PRIMARY && row.getItem() != null) {
        model.reveal(row.getItem());
      }
    });
    return row;
  }

  private void pressed(KeyEvent event) {
    Row selected = table.getSelectionModel().getSelectedItem();
    if (selected == null) {
      return;
    }
    if (FIX.match(event)) {
      model.fix(selected);
      event.consume();
    } else if (COPY.match(event)) {
      copy();
      event.consume();
    } else if (event.getCode() == KeyCode.ENTER) {
      model.reveal(selected);
      event.consume();
    }
  }

  private void copy() {
    Row selected = table.getSelectionModel().getSelectedItem();
    if (selected != null) {
      ClipboardText.put(selected.text(texts.locale()));
    }
  }

  private void show() {
    List<Row> rows = model.rowsProperty().get().orElse(List.of());
    Row selected = table.getSelectionModel().getSelectedItem();
    table.getItems().setAll(rows);
    if (selected != null) {
      rows.stream()
          .filter(r -> r.problem().equals(selected.problem()))
          .findFirst()
          .ifPresent(table.getSelectionModel()::select);
    }
    table.refresh();
    boolean known = model.rowsProperty().get().isPresent();
    empty.setText(texts.get(known ? "problems.none" : "problems.looking"));
    counts.setText(
        rows.isEmpty()
            ? ""
            : texts.get(
                "problems.counts",
                model.count(Problem.Severity.ERROR),
                model.count(Problem.Severity.WARNING)));
  }

  private static final class SeverityCell extends TableCell<Row, Row> {
    @Override
    protected void updateItem(@Nullable Row row, boolean none) {
      super.updateItem(row, none);
      if (none || row == null) {
        setGraphic(null);
        return;
      }
      var icon = new FontIcon(row.isError() ? "mdi2a-alert-circle" : "mdi2a-alert");
      icon.getStyleClass().add(row.isError() ? "error" : "warning");
      setGraphic(icon);
    }
  }

  /// Words that wrap, so that nothing of a sentence is cut off.
  private static class WordsCell extends TableCell<Row, Row> {
    private final Function<Problem, String> words;
    private final Text text = new Text();

    WordsCell(Function<Problem, String> words) {
      this.words = words;
      text.getStyleClass().add("words");
      text.wrappingWidthProperty().bind(widthProperty().subtract(16));
    }

    Region graphic(Row row) {
      text.setText(words.apply(row.problem()));
      return new VBox(text);
    }

    @Override
    protected void updateItem(@Nullable Row row, boolean none) {
      super.updateItem(row, none);
      setGraphic(none || row == null ? null : graphic(row));
    }
  }

  /// The remedy, and a button that does it where it is mechanical.
  private final class RemedyCell extends WordsCell {
    RemedyCell() {
      super(p -> p.remedy(texts.locale()));
    }

    @Override
    Region graphic(Row row) {
      Region words = super.graphic(row);
      if (row.fixes().isEmpty()) {
        return words;
      }
      var fix =
          new Button(texts.get("problems.fix", row.fixes().getFirst().words().in(texts.locale())));
      fix.getStyleClass().addAll("small", "fix");
      fix.setWrapText(true);
      fix.setMinHeight(Region.USE_PREF_SIZE);
      fix.setTooltip(new Tooltip(texts.get("problems.fix.help")));
      fix.setOnAction(_ -> model.fix(row));
      var box = new VBox(4, words, fix);
      box.getStyleClass().add("remedy");
      return box;
    }
  }
}
