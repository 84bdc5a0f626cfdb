package org.modelwright.app.design.palette;

import java.util.ArrayList;
import java.util.List;
import javafx.beans.value.ChangeListener;
import javafx.scene.control.Label;
import javafx.scene.control.ListCell;
import javafx.scene.control.ListView;
import javafx.scene.control.TextField;
import javafx.scene.control.Tooltip;
import javafx.scene.input.KeyCode;
import javafx.scene.input.KeyEvent;
import javafx.scene.input.MouseButton;
import javafx.scene.input.MouseEvent;
import javafx.scene.layout.BorderPane;
import javafx.scene.shape.Rectangle;
import org.jspecify.annotations.Nullable;
import org.modelwright.app.AppContext;
import org.modelwright.app.common.Disposable;
import org.modelwright.app.common.StyleSheets;
import org.modelwright.app.design.DesignModel;
import org.modelwright.app.design.canvas.KindTarget;
import org.modelwright.app.design.canvas.Kinds;
import org.modelwright.app.design.canvas.Kinds.Choice;
import org.modelwright.app.design.canvas.Tint;

/// The kinds of layers to choose from, by families, and the drawing's own blocks and layers. A double
/// click or Enter adds one; it can also be dragged onto the canvas.
public final class PaletteView extends BorderPane implements Disposable {

  /// A row: the heading of a family, or a kind.
  ///
  /// @param choice null for a heading
  private record Row(Tint tint, @Nullable Choice choice) {}

  private final AppContext context;
  private final DesignModel design;
  private final TextField search = new TextField();
  private final ListView<Row> list = new ListView<>();
  private final PaletteDrag drag = new PaletteDrag();
  private final ChangeListener<Object> listener = (_, _, _) -> show();

  public PaletteView(AppContext context, DesignModel design) {
    this.context = context;
    this.design = design;
    setId("palette");
    getStyleClass().add("mw-palette");
    getStylesheets().add(StyleSheets.of("design"));
    search.setId("palette-search");
    search.promptTextProperty().bind(context.texts().text("palette.search"));
    search.textProperty().addListener(listener);
    search.addEventFilter(KeyEvent.KEY_PRESSED, this::searchKey);
    list.setId("palette-list");
    list.setFixedCellSize(30);
    list.setCellFactory(_ -> new Cell());
    list.accessibleTextProperty().bind(context.texts().text("palette.accessible"));
    var nothing = new Label();
    nothing.textProperty().bind(context.texts().text("palette.nothing"));
    list.setPlaceholder(nothing);
    list.addEventFilter(KeyEvent.KEY_PRESSED, this::listKey);
    drag.attach(list);
    setTop(search);
    setCenter(list);
    design.architectureProperty().addListener(listener);
    context.texts().localeProperty().addListener(listener);
    show();
  }

  /// Lets go of everything that lives longer than this palette.
  @Override
  public void dispose() {
    design.architectureProperty().removeListener(listener);
    context.texts().localeProperty().removeListener(listener);
  }

  /// @param target where added layers go; null while no canvas is open
  public void setTarget(@Nullable KindTarget target) {
    drag.setTarget(target);
  }

  private void show() {
    List<Row> rows = new ArrayList<>();
    for (Choice choice : Kinds.of(design.architecture())) {
      if (!choice.matches(search.getText())
          && !context.texts().get(family(choice.tint())).contains(search.getText().strip())) {
        continue;
      }
      if (rows.isEmpty() || rows.getLast().tint() != choice.tint()) {
        rows.add(new Row(choice.tint(), null));
      }
      rows.add(new Row(choice.tint(), choice));
    }
    if (!rows.equals(list.getItems())) {
      list.getItems().setAll(rows);
    }
    list.refresh();
  }

  private static String family(Tint tint) {
    return "palette.family." + tint.name().toLowerCase(java.util.Locale.ROOT);
  }

  private void searchKey(KeyEvent event) {
    switch (event.getCode()) {
      case DOWN -> {
        list.requestFocus();
        select(-1, 1);
      }
      case ENTER ->
          list.getItems().stream()
              .filter(row -> row.choice() != null)
              .findFirst()
              .ifPresent(this::add);
      case ESCAPE -> search.clear();
      default -> {
        return;
      }
    }
    event.consume();
  }

  private void listKey(KeyEvent event) {
    Row row = list.getSelectionModel().getSelectedItem();
    int selected = list.getSelectionModel().getSelectedIndex();
    if (event.getCode() == KeyCode.ENTER && row != null) {
      add(row);
      event.consume();
    } else if (event.getCode() == KeyCode.UP || event.getCode() == KeyCode.DOWN) {
      select(selected, event.getCode() == KeyCode.UP ? -1 : 1);
      event.consume();
    } else if (event.getCode() == KeyCode.ESCAPE) {
      drag.cancel();
    }
  }

  private void select(int from, int by) {
    int next = from + by;
    int size = list.getItems().size();
    while (next >= 0 && next < size && list.getItems().get(next).choice() == null) {
      next += by;
    }
    if (next >= 0 && next < size) {
      list.getSelectionModel().select(next);
      list.getFocusModel().focus(next);
      list.scrollTo(Math.max(0, next - 4));
    }
  }

  private void add(Row row) {
    Choice choice = row.choice();
    if (choice != null) {
      drag.add(choice.kind());
    }
  }

  private final class Cell extends ListCell<Row> {

    private final Rectangle chip = new Rectangle(4, 16);
    private final Tooltip tooltip = new Tooltip();

    Cell() {
      chip.setArcWidth(4);
      chip.setArcHeight(4);
      tooltip.setWrapText(true);
      tooltip.setMaxWidth(360);
      addEventHandler(
          MouseEvent.MOUSE_CLICKED,
          event -> {
            Row row = getItem();
            if (row != null
                && event.getClickCount() == 2
                && event.getButton() == MouseButton.PRIMARY) {
              add(row);
            }
          });
      addEventHandler(
          MouseEvent.MOUSE_PRESSED,
          _ -> {
            Row row = getItem();
            Choice choice = row == null ? null : row.choice();
            drag.press(choice == null ? null : choice.kind());
          });
    }

    @Override
    protected void updateItem(@Nullable Row row, boolean empty) {
      super.updateItem(row, empty);
      getStyleClass().removeAll("heading");
      Choice choice = row == null || empty ? null : row.choice();
      setTooltip(null);
      setId(null);
      setDisable(row != null && choice == null);
      if (row == null || empty) {
        setText(null);
        setGraphic(null);
      } else if (choice == null) {
        getStyleClass().add("heading");
        setText(context.texts().get(family(row.tint())));
        setGraphic(null);
      } else {
        setId("palette-" + choice.kind());
        setText(choice.kind());
        chip.setStyle("-fx-fill: " + choice.tint().color() + ";");
        setGraphic(chip);
        setGraphicTextGap(8);
        String help = help(choice);
        if (!help.isEmpty()) {
          tooltip.setText(help);
          setTooltip(tooltip);
        }
      }
    }
  }

  private String help(Choice choice) {
    String key =
        switch (choice.tint()) {
          case BLOCK -> "palette.help.block";
          case CUSTOM -> "palette.help.custom";
          default -> "layer." + choice.kind() + ".summary";
        };
    try {
      return context.texts().has(key) ? context.texts().get(key) : "";
    } catch (java.util.MissingResourceException e) {
      return ""; // no help in this language is no reason to have no palette
    }
  }
}
