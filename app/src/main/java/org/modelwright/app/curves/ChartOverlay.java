package org.modelwright.app.curves;

import java.util.ArrayList;
import java.util.List;
import javafx.scene.control.Label;
import javafx.scene.layout.GridPane;
import javafx.scene.layout.Pane;
import javafx.scene.layout.Region;
import javafx.scene.layout.VBox;
import javafx.scene.paint.Color;
import javafx.scene.shape.Circle;
import javafx.scene.shape.Line;
import javafx.scene.shape.Rectangle;
import org.modelwright.app.common.Texts;
import org.modelwright.app.curves.ChartState.Reading;

/// What lies over a chart while the pointer is in one of the page: the line that all charts share, the
/// values there, and the rubber band. Nothing of the chart below is drawn again for it.
final class ChartOverlay extends Pane {

  private static final int MOST = 12;

  private final Texts texts;
  private final ChartState state;
  private final CurvePlot plot;
  private final ChartGesture gesture;
  private final Line line = new Line();
  private final Rectangle band = new Rectangle();
  private final Label place = new Label();
  private final GridPane values = new GridPane(8, 1);
  private final Label events = new Label();
  private final VBox readout = new VBox(2, place, values, events);
  private List<Marker> markers = List.of();
  private boolean hovered;

  ChartOverlay(Texts texts, ChartState state, CurvePlot plot, ChartGesture gesture) {
    this.texts = texts;
    this.state = state;
    this.plot = plot;
    this.gesture = gesture;
    setMouseTransparent(true);
    line.getStyleClass().add("curve-crosshair");
    line.setManaged(false);
    band.getStyleClass().add("curve-band");
    band.setManaged(false);
    readout.getStyleClass().add("curve-readout");
    readout.setManaged(false);
    place.getStyleClass().add("curve-readout-place");
    events.getStyleClass().add("curve-readout-place");
    getChildren().addAll(line, band, readout);
    for (var node : getChildren()) {
      node.setVisible(false);
    }
  }

  void setMarkers(List<Marker> now) {
    markers = now;
  }

  /// Whether the pointer is in this chart, and not in another of the page.
  void setHovered(boolean now) {
    hovered = now;
  }

  void showBand() {
    var now = gesture.band();
    band.setVisible(now.isPresent());
    now.ifPresent(b -> {
      band.setX(b.x());
      band.setY(b.y());
      band.setWidth(b.width());
      band.setHeight(b.height());
    });
  }

  void showCrosshair() {
    double x = state.settings().crosshairProperty().get();
    double pixel = gesture.pixelX(state.settings().horizontal().toAxis(x));
    var area = CurvePlot.area(getWidth(), getHeight());
    boolean visible = pixel >= area.getMinX() && pixel <= area.getMaxX();
    List<Reading> readings = visible ? state.readings(x) : List.of();
    line.setVisible(visible);
    readout.setVisible(visible && !readings.isEmpty());
    if (!visible) {
      return;
    }
    line.setStartX(Math.round(pixel) + 0.5);
    line.setEndX(line.getStartX());
    line.setStartY(area.getMinY());
    line.setEndY(area.getMaxY());
    if (readout.isVisible()) {
      fill(x, readings);
      placeReadout(pixel);
    }
  }

  private void fill(double x, List<Reading> readings) {
    XAxis axis = state.settings().xAxisProperty().get();
    place.setText(texts.get("curves.axis." + axis + ".at", axis.unit().words(x, texts.locale())));
    values.getChildren().clear();
    int row = 0;
    for (Reading reading : readings.subList(0, Math.min(MOST, readings.size()))) {
      java.awt.Color color = plot.color(reading.number());
      values.add(
          new Circle(4, Color.rgb(color.getRed(), color.getGreen(), color.getBlue())), 0, row);
      values.add(new Label(reading.series().name()), 1, row);
      var value = new Label(words(reading));
      value.getStyleClass().add("curve-readout-value");
      values.add(value, 2, row++);
    }
    String happened = String.join("\n", near(x));
    events.setText(happened);
    events.setManaged(!happened.isEmpty());
    events.setVisible(!happened.isEmpty());
  }

  private String words(Reading reading) {
    String value = plot.unit().words(reading.value(), texts.locale());
    return Double.compare(reading.value(), reading.front()) == 0
        ? value
        : texts.get("curves.smoothed", plot.unit().words(reading.front(), texts.locale()), value);
  }

  /// What happened within a few pixels.
  private List<String> near(double x) {
    Scaling scaling = state.settings().horizontal();
    XAxis axis = state.settings().xAxisProperty().get();
    double pixel = gesture.pixelX(scaling.toAxis(x));
    var found = new ArrayList<String>();
    for (Marker marker : markers) {
      double at = gesture.pixelX(scaling.toAxis(marker.place().on(axis)));
      if (Math.abs(at - pixel) <= 4 && hovered && found.size() < 4) {
        found.add(marker.words().in(texts));
      }
    }
    return found;
  }

  private void placeReadout(double pixel) {
    readout.applyCss();
    readout.autosize();
    readout.setMinWidth(Region.USE_PREF_SIZE);
    double width = readout.getWidth();
    boolean left = pixel + 12 + width > getWidth();
    double x = left ? Math.max(0, pixel - 12 - width) : pixel + 12;
    readout.relocate(Math.round(x), CurvePlot.TOP + 4);
  }
}
