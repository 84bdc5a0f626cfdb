package org.modelwright.app.design.canvas;

/// Where the palette's layers go. Places are those of the screen.
public interface KindTarget {

  /// Adds a layer where it fits: behind the selection, or in the middle of what is seen.
  void add(String kind);

  /// Shows where a dragged layer would go; nothing where the place is not on the canvas.
  void hover(String kind, double screenX, double screenY);

  /// Adds it there; nothing happens where the place is not on the canvas.
  void drop(String kind, double screenX, double screenY);

  /// The drag was given up.
  void cancel();
}
