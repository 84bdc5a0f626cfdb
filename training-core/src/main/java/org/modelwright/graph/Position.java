package org.modelwright.graph;

/// Where a node stands on the canvas: its top-left corner, in canvas units (pixels at scale 1), x to
/// the right and y downwards.
public record Position(double x, double y) {

  public static final Position ORIGIN = new Position(0, 0);

  /// @throws IllegalArgumentException where a coordinate is infinite or not a number
  public Position {
    if (!Double.isFinite(x) || !Double.isFinite(y)) {
      throw new IllegalArgumentException("a position needs finite coordinates: " + x + ", " + y);
    }
    // a negative zero would be a different value with the same place
    x += 0.0;
    y += 0.0;
  }

  public Position plus(double dx, double dy) {
    return new Position(x + dx, y + dy);
  }
}
