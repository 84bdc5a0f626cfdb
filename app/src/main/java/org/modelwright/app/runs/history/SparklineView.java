package org.modelwright.app.runs.history;

import javafx.scene.layout.Pane;
import javafx.scene.shape.Polyline;
import org.modelwright.run.Sparkline;

/// A small curve without axes.
final class SparklineView extends Pane {

  private static final double WIDTH = 84;
  private static final double HEIGHT = 18;

  private final Polyline line = new Polyline();

  SparklineView() {
    getStyleClass().add("sparkline");
    setMinSize(WIDTH, HEIGHT);
    setPrefSize(WIDTH, HEIGHT);
    setMaxSize(WIDTH, HEIGHT);
    line.getStyleClass().add("line");
    getChildren().add(line);
  }

  void show(Sparkline curve) {
    double low = Double.POSITIVE_INFINITY;
    double high = Double.NEGATIVE_INFINITY;
    for (int i = 0; i < curve.size(); i++) {
      low = Math.min(low, curve.get(i));
      high = Math.max(high, curve.get(i));
    }
    double span = high > low ? high - low : 1;
    Double[] places = new Double[2 * curve.size()];
    for (int i = 0; i < curve.size(); i++) {
      places[2 * i] = 1 + (WIDTH - 2) * i / Math.max(curve.size() - 1, 1);
      places[2 * i + 1] = 1 + (HEIGHT - 2) * (1 - (curve.get(i) - low) / span);
    }
    line.getPoints().setAll(places);
  }
}
