package org.modelwright.app.design.canvas;

import javafx.animation.PauseTransition;
import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.beans.property.ReadOnlyObjectWrapper;
import javafx.scene.CacheHint;
import javafx.scene.Node;
import javafx.util.Duration;

/// How what stands on the canvas is kept as bitmaps, so that a frame copies it instead of drawing
/// outlines and letters anew. Moved, a bitmap stays as it is. While the scale changes it is stretched;
/// as soon as the scale has been still for a moment, or it would be stretched by more than a half, it is
/// drawn anew for the scale that is then shown.
final class Bitmaps {

  /// Longer than between two steps of a wheel.
  private static final Duration STILL = Duration.millis(160);

  private static final double FARTHEST = 1.5;

  private final PauseTransition still = new PauseTransition(STILL);
  private final ReadOnlyObjectWrapper<CacheHint> hint =
      new ReadOnlyObjectWrapper<>(CacheHint.QUALITY);
  private double drawnAt = 1;
  private double shownAt = 1;

  Bitmaps() {
    still.setOnFinished(_ -> rest());
  }

  /// The scale has come to be another one.
  void scaled(double scale) {
    shownAt = scale;
    double stretch = scale / drawnAt;
    if (stretch > FARTHEST || stretch < 1 / FARTHEST) {
      drawAnew();
    } else {
      hint.set(CacheHint.SPEED);
    }
    still.playFromStart();
  }

  /// The scale stays for now: everything is drawn anew for it.
  void rest() {
    still.stop();
    drawAnew();
  }

  private void drawAnew() {
    drawnAt = shownAt;
    hint.set(CacheHint.QUALITY);
  }

  /// Whether bitmaps are as sharp as the screen.
  boolean sharp() {
    return hint.get() == CacheHint.QUALITY;
  }

  ReadOnlyObjectProperty<CacheHint> hintProperty() {
    return hint.getReadOnlyProperty();
  }

  /// Keeps a bitmap of a node from now on.
  void keep(Node node) {
    node.setCacheHint(hint.get());
    node.setCache(true);
  }
}
