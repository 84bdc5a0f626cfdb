package org.modelwright.app.design.canvas;

/// A rectangle of the canvas.
record Area(double x, double y, double width, double height) {

  static final Area NONE = new Area(0, 0, 0, 0);

  /// The rectangle that two corners span.
  static Area between(double x1, double y1, double x2, double y2) {
    return new Area(Math.min(x1, x2), Math.min(y1, y2), Math.abs(x2 - x1), Math.abs(y2 - y1));
  }

  double right() {
    return x + width;
  }

  double bottom() {
    return y + height;
  }

  double centerX() {
    return x + width / 2;
  }

  double centerY() {
    return y + height / 2;
  }

  boolean contains(double px, double py) {
    return px >= x && px <= right() && py >= y && py <= bottom();
  }

  boolean contains(Area other) {
    return contains(other.x(), other.y()) && contains(other.right(), other.bottom());
  }

  boolean meets(Area other) {
    return x <= other.right() && other.x <= right() && y <= other.bottom() && other.y <= bottom();
  }

  Area grownBy(double margin) {
    return new Area(x - margin, y - margin, width + 2 * margin, height + 2 * margin);
  }

  Area movedBy(double dx, double dy) {
    return new Area(x + dx, y + dy, width, height);
  }

  /// The smallest rectangle around both.
  Area with(Area other) {
    return between(
        Math.min(x, other.x),
        Math.min(y, other.y),
        Math.max(right(), other.right()),
        Math.max(bottom(), other.bottom()));
  }
}
