package org.modelwright.app.design.canvas;

import javafx.animation.PauseTransition;
import javafx.beans.property.ReadOnlyBooleanProperty;
import javafx.beans.property.ReadOnlyBooleanWrapper;
import javafx.scene.CacheHint;
import javafx.scene.Node;
import javafx.util.Duration;

/// What on the canvas is drawn as bitmaps. While the scale stays, each box is one: a frame of moving
/// the view copies it. While the scale changes, words are bitmaps that are stretched, since letters of
/// another size would be worked out anew in each frame, and boxes are drawn: to stretch a bitmap of a
/// whole box takes longer. As soon as the scale has been still for a moment, or words would be stretched
/// by more than a half, everything is drawn anew for the scale that is then shown.
final class Bitmaps {

  /// Longer than between two steps of a wheel.
  private static final Duration STILL = Duration.millis(160);

  private static final double FARTHEST = 1.5;

  private final PauseTransition still = new PauseTransition(STILL);
  private final ReadOnlyBooleanWrapper stretching = new ReadOnlyBooleanWrapper();
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
      draw();
    } else {
      stretching.set(true);
    }
    still.playFromStart();
  }

  /// The scale stays for now.
  void rest() {
    still.stop();
    draw();
  }

  private void draw() {
    drawnAt = shownAt;
    stretching.set(false);
  }

  ReadOnlyBooleanProperty stretchingProperty() {
    return stretching.getReadOnlyProperty();
  }

  /// Draws words in the way of the moment.
  void words(Node words) {
    words.setCacheHint(CacheHint.SPEED);
    words.setCache(stretching.get());
  }

  /// Draws a box in the way of the moment.
  void box(Node box) {
    box.setCacheHint(CacheHint.QUALITY);
    box.setCache(!stretching.get());
  }
}
