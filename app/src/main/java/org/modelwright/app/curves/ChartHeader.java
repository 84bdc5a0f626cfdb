package org.modelwright.app.curves;

import java.util.List;
import javafx.beans.value.ObservableValue;
import javafx.geometry.Pos;
import javafx.scene.Node;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.control.MenuButton;
import javafx.scene.control.MenuItem;
import javafx.scene.control.SeparatorMenuItem;
import javafx.scene.control.ToggleButton;
import javafx.scene.layout.FlowPane;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;
import javafx.scene.layout.VBox;
import javafx.scene.paint.Color;
import javafx.scene.shape.Circle;
import javafx.util.Subscription;
import org.kordamp.ikonli.javafx.FontIcon;
import org.modelwright.app.common.Disposable;
import org.modelwright.app.common.Texts;
import org.modelwright.app.common.Tips;

/// What stands above a chart: its title, a legend that hides and shows series, the kind of its vertical
/// axis, and its menu.
final class ChartHeader extends VBox implements Disposable {

  /// How many series have their names beside the title.
  private static final int BESIDE_TITLE = 2;

  private final Texts texts;
  private final CurveChart chart;
  private final ChartState state;
  private final CurvePlot plot;
  private final Label title = new Label();
  private final FlowPane legend = new FlowPane(4, 2);
  private final HBox line = new HBox(8);
  private final Region gap = new Region();
  private final Button undo = new Button(null, new FontIcon("mdi2u-undo-variant"));
  private final ToggleButton log = new ToggleButton();
  private final Label said = new Label();
  private final RangeBar range;
  private final Subscription language;

  ChartHeader(
      Texts texts,
      CurveChart chart,
      ChartState state,
      CurvePlot plot,
      ObservableValue<String> titleWords) {
    this.texts = texts;
    this.chart = chart;
    this.state = state;
    this.plot = plot;
    range = new RangeBar(texts, chart);
    title.textProperty().bind(titleWords);
    title.getStyleClass().add("curve-title");
    title.setMinWidth(Region.USE_PREF_SIZE);
    legend.setAlignment(Pos.CENTER_LEFT);
    legend.setPrefWrapLength(100);
    legend.setMinWidth(0);
    HBox.setHgrow(legend, Priority.ALWAYS);
    HBox.setHgrow(gap, Priority.ALWAYS);
    undo.getStyleClass().addAll("flat", "small", "curve-undo");
    undo.setTooltip(Tips.of(texts, "curves.undoZoom.help"));
    undo.setOnAction(_ -> chart.undoZoom());
    undo.setAccessibleText(texts.get("curves.undoZoom"));
    log.getStyleClass().addAll("small", "flat", "curve-log");
    log.textProperty().bind(texts.text("curves.log"));
    log.setTooltip(Tips.of(texts, "curves.log.help"));
    log.setOnAction(_ -> chart.setLogY(log.isSelected()));
    log.setMinWidth(Region.USE_PREF_SIZE);
    said.getStyleClass().add("curve-said");
    said.setWrapText(true);
    said.managedProperty().bind(said.visibleProperty());
    said.setVisible(false);
    said.setOnMouseClicked(_ -> said.setVisible(false));
    line.getChildren().addAll(title, legend, undo, log, menu());
    line.setAlignment(Pos.CENTER_LEFT);
    getStyleClass().add("curve-header");
    getChildren().addAll(line, said);
    range.visibleProperty().subscribe(this::placeRange);
    language = texts.localeProperty().subscribe((_, _) -> showSeries());
    showState();
  }

  private MenuButton menu() {
    var menu = new MenuButton(null, new FontIcon("mdi2d-dots-horizontal"));
    menu.getStyleClass().addAll("flat", "small", "curve-menu");
    menu.setTooltip(Tips.of(texts, "curves.menu.help"));
    menu.setAccessibleText(texts.get("curves.menu.help"));
    menu.setMinWidth(Region.USE_PREF_SIZE);
    menu.getItems()
        .addAll(
            item("curves.showAll", chart::showAll),
            item("curves.undoZoom", chart::undoZoom),
            item("curves.range", range::open),
            new SeparatorMenuItem());
    for (CurveExport.Format format : CurveExport.Format.values()) {
      menu.getItems().add(item("curves.export." + format.ending(), () -> chart.export(format)));
    }
    return menu;
  }

  private MenuItem item(String key, Runnable action) {
    var item = new MenuItem();
    item.setId(key);
    item.textProperty().bind(texts.text(key));
    item.setOnAction(_ -> action.run());
    return item;
  }

  String title() {
    return title.getText();
  }

  /// A sentence about what was done, until it is clicked or something else is said.
  void say(String sentence) {
    said.setText(sentence);
    said.setVisible(true);
  }

  /// Fills the legend.
  void showSeries() {
    List<Series> series = state.series();
    legend.getChildren().clear();
    if (series.size() > 1) {
      for (int i = 0; i < series.size(); i++) {
        legend.getChildren().add(entry(i, series.get(i)));
      }
    }
    placeLegend(series.size() > BESIDE_TITLE);
    paint();
  }

  // its fields are many for a window that shows a dozen charts
  private void placeRange(boolean open) {
    if (open) {
      getChildren().add(getChildren().indexOf(said), range);
    } else {
      getChildren().remove(range);
    }
  }

  /// @param below in a line of its own
  private void placeLegend(boolean below) {
    if (below == getChildren().contains(legend)) {
      return;
    }
    if (below) {
      line.getChildren().set(1, gap);
      getChildren().add(1, legend);
    } else {
      getChildren().remove(legend);
      line.getChildren().set(1, legend);
    }
  }

  private ToggleButton entry(int number, Series one) {
    var dot = new Circle(4);
    dot.setUserData(number);
    var entry = new ToggleButton(one.name(), dot);
    entry.getStyleClass().addAll("flat", "small", "curve-legend");
    entry.setSelected(state.isShown(one));
    entry.setTooltip(Tips.of(texts, "curves.legend.help"));
    entry.setOnAction(_ -> {
      state.setShown(one, entry.isSelected());
      chart.redraw();
    });
    return entry;
  }

  /// Follows what was drawn last.
  void showState() {
    undo.setDisable(!state.view().canUndo());
    undo.setVisible(state.view().canUndo());
    log.setSelected(state.logY());
    paint();
  }

  // the theme's colours are known once a chart has been drawn in it
  private void paint() {
    for (Node entry : legend.getChildren()) {
      if (entry instanceof ToggleButton button
          && button.getGraphic() instanceof Circle dot
          && dot.getUserData() instanceof Integer number) {
        java.awt.Color color = plot.color(number);
        var paint = Color.rgb(color.getRed(), color.getGreen(), color.getBlue());
        dot.setStroke(paint);
        dot.setFill(button.isSelected() ? paint : Color.TRANSPARENT);
      }
    }
  }

  @Override
  public void dispose() {
    language.unsubscribe();
    title.textProperty().unbind();
  }
}
