package org.modelwright.app.design.canvas;

/// A mouse event, as gestures read it.
///
/// @param x on the canvas
/// @param viewX in pixels of the view
/// @param clicks 2 for a double click
/// @param near how far from a port or an edge still counts as on it, in canvas units
record Pointer(
    Phase phase,
    double x,
    double y,
    double viewX,
    double viewY,
    Button button,
    boolean shift,
    boolean shortcut,
    int clicks,
    double near) {

  enum Phase {
    PRESS,
    DRAG,
    RELEASE
  }

  enum Button {
    LEFT,
    /// The middle button, or the left one while Space is held.
    PAN,
    RIGHT
  }
}
