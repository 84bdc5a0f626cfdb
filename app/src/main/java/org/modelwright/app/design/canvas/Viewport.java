package org.modelwright.app.design.canvas;

/// Which part of the canvas is shown: view = canvas x scale + offset. Sizes of the view are pixels.
record Viewport(double scale, double x, double y) {

  static final Viewport START = new Viewport(1, 0, 0);
  static final double SMALLEST = 0.02;
  static final double LARGEST = 4;

  /// Below this, nodes are drawn without text.
  static final double PLAIN = 0.4;

  /// From here on, words can be read without effort.
  static final double LEGIBLE = 0.9;

  private static final double MARGIN = 24;

  Viewport {
    scale = Math.clamp(scale, SMALLEST, LARGEST);
  }

  double canvasX(double viewX) {
    return (viewX - x) / scale;
  }

  double canvasY(double viewY) {
    return (viewY - y) / scale;
  }

  Viewport pannedBy(double dx, double dy) {
    return new Viewport(scale, x + dx, y + dy);
  }

  /// Larger or smaller; what is under a place of the view stays there.
  Viewport zoomedAt(double viewX, double viewY, double factor) {
    double next = Math.clamp(scale * factor, SMALLEST, LARGEST);
    double ratio = next / scale;
    return new Viewport(next, viewX - (viewX - x) * ratio, viewY - (viewY - y) * ratio);
  }

  /// So that an area is in the middle of the view, as large as it fits and at most at scale 1.
  static Viewport fit(Area area, double width, double height) {
    double scale =
        Math.min(
            1,
            Math.min(
                (width - 2 * MARGIN) / Math.max(area.width(), 1),
                (height - 2 * MARGIN) / Math.max(area.height(), 1)));
    return new Viewport(Math.max(scale, SMALLEST), 0, 0).centredAt(area, width, height);
  }

  /// For reading: an area that fits at a scale at which its words can be read is seen as a whole, of a
  /// larger one the upper end at scale 1.
  ///
  /// @param first what stands at its upper end, in the middle of the view where the area is too wide
  static Viewport reading(Area area, Area first, double width, double height) {
    Viewport whole = fit(area, width, height);
    if (whole.scale() >= LEGIBLE) {
      return whole;
    }
    double x =
        area.width() + 2 * MARGIN <= width
            ? width / 2 - area.centerX()
            : Math.clamp(
                width / 2 - first.centerX(), width - MARGIN - area.right(), MARGIN - area.x());
    return new Viewport(1, Math.rint(x), Math.rint(MARGIN - area.y()));
  }

  /// At the same scale, with the middle of an area in the middle of the view.
  Viewport centredAt(Area area, double width, double height) {
    // whole pixels, so that lines stay sharp
    return new Viewport(
        scale,
        Math.rint(width / 2 - area.centerX() * scale),
        Math.rint(height / 2 - area.centerY() * scale));
  }

  /// The part of the canvas in a view of this size.
  Area visible(double width, double height) {
    return new Area(canvasX(0), canvasY(0), width / scale, height / scale);
  }
}
