package org.modelwright.app.design.canvas;

import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.modelwright.app.design.canvas.Edge.Point;

/// What is seen of a gesture while it goes on.
sealed interface Feedback {

  record Nothing() implements Feedback {}

  /// The rubber band.
  record Band(Area area) implements Feedback {}

  /// Nodes on the move.
  ///
  /// @param dropsOn the edge that they would be put into; or null
  record Moving(Set<String> ids, double dx, double dy, Edge.@Nullable Key dropsOn)
      implements Feedback {}

  /// A connection being drawn.
  ///
  /// @param target the box that it would join; or null over empty canvas
  /// @param detached the edge whose end is in the hand; or null
  /// @param whyNot why it cannot be joined there; or null
  record Linking(
      Point from,
      Point to,
      @Nullable String target,
      Edge.@Nullable Key detached,
      @Nullable Words whyNot)
      implements Feedback {}

  /// A layer from the palette above the canvas.
  record Ghost(
      String kind, Tint tint, Area area, Edge.@Nullable Key dropsOn, @Nullable Words whyNot)
      implements Feedback {}
}
