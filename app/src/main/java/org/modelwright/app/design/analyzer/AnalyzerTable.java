package org.modelwright.app.design.analyzer;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.function.Function;
import java.util.function.Supplier;
import javafx.collections.ListChangeListener;
import javafx.css.PseudoClass;
import javafx.geometry.Pos;
import javafx.scene.Node;
import javafx.scene.control.IndexedCell;
import javafx.scene.control.Label;
import javafx.scene.control.SelectionMode;
import javafx.scene.control.TreeItem;
import javafx.scene.control.TreeTableColumn;
import javafx.scene.control.TreeTableView;
import javafx.scene.control.skin.VirtualFlow;
import javafx.scene.layout.BorderPane;
import javafx.scene.layout.HBox;
import javafx.util.Subscription;
import org.jspecify.annotations.Nullable;
import org.modelwright.app.common.Figures;
import org.modelwright.app.common.Texts;
import org.modelwright.app.common.Tips;

/// The table itself, blocks as parents of what is in them, and below it the totals, which do not
/// scroll away.
final class AnalyzerTable extends BorderPane {

  private static final PseudoClass STALE = PseudoClass.getPseudoClass("stale");

  private final AnalyzerModel model;
  private final Texts texts;
  private final TreeTableView<Row> table = new TreeTableView<>();
  private final TreeItem<Row> root = new TreeItem<>();
  private final HBox totals = new HBox();
  private final Map<String, Label> totalLabels = new HashMap<>();
  private final Map<String, TreeItem<Row>> items = new HashMap<>();
  private final Set<String> collapsed = new HashSet<>();
  private final Subscription subscription;

  /// Whether the selection is being brought over from the canvas, or to it.
  private boolean following;

  AnalyzerTable(AnalyzerModel model, Texts texts) {
    this.model = model;
    this.texts = texts;
    table.setId("analyzer-table");
    root.setExpanded(true);
    table.setRoot(root);
    table.setShowRoot(false);
    table.setColumnResizePolicy(TreeTableView.CONSTRAINED_RESIZE_POLICY_FLEX_LAST_COLUMN);
    table.getSelectionModel().setSelectionMode(SelectionMode.MULTIPLE);
    table.getStyleClass().add("analyzer-table");
    totals.getStyleClass().add("analyzer-totals");
    totals.setId("analyzer-totals");
    // its labels are as wide as the columns, which must be free to become narrower
    totals.setMinWidth(0);
    totals.setPrefWidth(0);
    setMinSize(0, 0);
    getStyleClass().add("analyzer-figures");

    column("node", 166, true, Row::id, Comparator.comparing(Row::id), RowCell.OfNode::new);
    column(
        "kind",
        146,
        true,
        Row::kind,
        Comparator.comparing(Row::kind),
        () -> new RowCell.OfKind(texts));
    column("copies", 62, false, r -> r.copies() == 1 ? "" : "× " + r.copies(), Row::copies);
    column("shape", 96, true, Row::shape, Comparator.comparing(Row::shape), RowCell.OfText::new);
    column("parameters", 112, false, r -> exact(r.parameters()), Row::parameters);
    column("work", 94, false, r -> brief(r.multiplyAdds()), Row::multiplyAdds);
    column("memory", 82, false, r -> bytes(r.activationBytes()), Row::activationBytes);
    column("cache", 74, false, r -> bytes(r.cacheBytes()), Row::cacheBytes);
    column(
        "share",
        118,
        true,
        r -> percent(share(r)),
        Comparator.comparingDouble(this::share),
        () -> new RowCell.OfShare(this::share, r -> percent(share(r))));

    var placeholder = new Label();
    placeholder.textProperty().bind(texts.text("analyzer.nothing"));
    placeholder.setWrapText(true);
    placeholder.getStyleClass().add("text-muted");
    table.setPlaceholder(placeholder);
    setCenter(table);
    setBottom(totals);

    table
        .getSelectionModel()
        .getSelectedItems()
        .addListener((ListChangeListener<TreeItem<Row>>) _ -> select());
    subscription =
        Subscription.combine(
            model.tableProperty().subscribe(this::show),
            model.errorsProperty().subscribe(n -> pseudoClassStateChanged(STALE, n.intValue() > 0)),
            model.selectedPathsProperty().subscribe((_, paths) -> follow(paths)),
            model.measureProperty().subscribe((_, _) -> retell()),
            texts.localeProperty().subscribe((_, _) -> retell()));
  }

  void dispose() {
    subscription.unsubscribe();
  }

  private void column(
      String name,
      double width,
      boolean left,
      Function<Row, String> words,
      Function<Row, ? extends Number> figure) {
    column(
        name,
        width,
        left,
        words,
        Comparator.comparingLong(r -> figure.apply(r).longValue()),
        () -> new RowCell.OfFigure(r -> explanation(name, r)));
  }

  private void column(
      String name,
      double width,
      boolean left,
      Function<Row, String> words,
      Comparator<Row> order,
      Supplier<RowCell> cell) {
    var column = new TreeTableColumn<Row, Row>();
    column.setId("column-" + name);
    var title = new Label();
    title.textProperty().bind(texts.text("analyzer.column." + name));
    title.setTooltip(Tips.of(texts, "analyzer.column." + name + ".tip"));
    column.setGraphic(title);
    column.setCellValueFactory(f -> f.getValue().valueProperty());
    column.setCellFactory(_ -> cell.get().named(words));
    column.setComparator(order);
    column.setReorderable(false);
    column.setMinWidth(Math.min(width, name.equals("node") ? 120 : width));
    column.setPrefWidth(width);
    if (!left) {
      column.getStyleClass().add("figure");
    }
    table.getColumns().add(column);

    var total = new Label();
    total.setId("total-" + name);
    total.setAlignment(left ? Pos.CENTER_LEFT : Pos.CENTER_RIGHT);
    total.minWidthProperty().bind(column.widthProperty());
    total.prefWidthProperty().bind(column.widthProperty());
    total.maxWidthProperty().bind(column.widthProperty());
    totalLabels.put(name, total);
    totals.getChildren().add(total);
  }

  /// Where more is known of a figure than fits its cell.
  private String explanation(String column, Row row) {
    return switch (column) {
      case "parameters" ->
          texts.get(
              "analyzer.tip.parameters", exact(row.parameters() / row.copies()), row.copies());
      case "work" -> texts.get("analyzer.tip.work", exact(row.multiplyAdds()));
      case "memory" -> texts.get("analyzer.tip.memory", exact(row.activationBytes()));
      case "cache" -> attention(row);
      default -> "";
    };
  }

  private String attention(Row row) {
    var attention = row.attention();
    if (attention == null) {
      return "";
    }
    String words =
        texts.get(
            "analyzer.tip.attention",
            attention.heads(),
            attention.keyValueHeads(),
            attention.headWidth(),
            exact(attention.bytesPerToken()),
            attention.copies());
    return attention.reach().isWhole()
        ? words
        : words
            + "\n"
            + texts.get(
                "analyzer.tip.window", attention.reach().window(), attention.reach().sinks());
  }

  private double share(Row row) {
    CostTable shown = model.tableProperty().get();
    return shown == null ? 0 : shown.share(row, model.measureProperty().get());
  }

  private String exact(long value) {
    return value == 0 ? "" : Figures.exact(value, texts.locale());
  }

  private String brief(long value) {
    return value == 0 ? "" : Figures.brief((double) value, texts.locale());
  }

  private String bytes(long value) {
    return value == 0 ? "" : Figures.bytes((double) value, texts.locale());
  }

  private String percent(double share) {
    return share == 0 ? "" : Figures.percent(share, texts.locale());
  }

  private void show(@Nullable CostTable shown) {
    following = true;
    try {
      items.values().stream()
          .filter(i -> !i.isLeaf() && !i.isExpanded())
          .forEach(i -> collapsed.add(i.getValue().path()));
      items.values().stream()
          .filter(i -> !i.isLeaf() && i.isExpanded())
          .forEach(i -> collapsed.remove(i.getValue().path()));
      items.clear();
      // the root stays, since the table forgets its order with it
      root.getChildren()
          .setAll(shown == null ? List.of() : shown.rows().stream().map(this::item).toList());
      table.sort();
    } finally {
      following = false;
    }
    retell();
    follow(model.selectedPathsProperty().get());
  }

  private TreeItem<Row> item(Row row) {
    var item = new TreeItem<>(row);
    item.setExpanded(!collapsed.contains(row.path()));
    row.children().forEach(child -> item.getChildren().add(item(child)));
    items.put(row.path(), item);
    return item;
  }

  private void retell() {
    CostTable shown = model.tableProperty().get();
    totals.setVisible(shown != null);
    if (shown != null) {
      CostTable.Totals sums = shown.totals();
      tell("node", texts.get("analyzer.total"));
      tell("parameters", Figures.exact(sums.parameters(), texts.locale()));
      tell("work", brief(sums.multiplyAdds()));
      tell("memory", bytes(sums.activationBytes()));
      tell("cache", bytes(sums.cacheBytes()));
      tell("share", sums.of(model.measureProperty().get()) == 0 ? "" : "100 %");
    }
    table.refresh();
  }

  private void tell(String column, String words) {
    Objects.requireNonNull(totalLabels.get(column)).setText(words);
  }

  private void select() {
    if (following) {
      return;
    }
    following = true;
    try {
      model.reveal(
          table.getSelectionModel().getSelectedItems().stream()
              .filter(Objects::nonNull)
              .map(TreeItem::getValue)
              .filter(Objects::nonNull)
              .toList());
    } finally {
      following = false;
    }
  }

  private void follow(Set<String> paths) {
    if (following) {
      return;
    }
    following = true;
    try {
      var rows = new ArrayList<Integer>();
      for (String path : paths) {
        TreeItem<Row> item = items.get(path);
        if (item != null) {
          for (TreeItem<Row> above = item.getParent(); above != null; above = above.getParent()) {
            above.setExpanded(true);
          }
          rows.add(table.getRow(item));
        }
      }
      table.getSelectionModel().clearSelection();
      rows.forEach(table.getSelectionModel()::select);
      if (!rows.isEmpty()) {
        bringIntoView(rows.getFirst());
      }
    } finally {
      following = false;
    }
  }

  /// Scrolls only where the row is not in sight already.
  private void bringIntoView(int row) {
    Node flow = table.lookup(".virtual-flow");
    if (flow instanceof VirtualFlow<?> rows) {
      IndexedCell<?> first = rows.getFirstVisibleCell();
      IndexedCell<?> last = rows.getLastVisibleCell();
      if (first != null
          && last != null
          && first.getIndex() <= row
          && row < Math.max(last.getIndex(), 1)) {
        return;
      }
    }
    table.scrollTo(Math.max(0, row - 1));
  }
}
