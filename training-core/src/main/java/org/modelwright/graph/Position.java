package org.modelwright.graph;

/// Where a node stands on the canvas: its top-left corner, in canvas units (pixels at scale 1), x to
/// the right and y downwards, each within a billion of zero.
public record Position(double x, double y) {

  public static final Position ORIGIN = new Position(0, 0);

  private static final double LIMIT = 1e9;

  /// @throws IllegalArgumentException where a coordinate is off the canvas or not a number
  public Position {
    if (!isOnCanvas(x, y)) {
      throw new IllegalArgumentException("off the canvas: " + x + ", " + y);
    }
    // a negative zero would be a different value with the same place
    x += 0.0;
    y += 0.0;
  }

  static boolean isOnCanvas(double x, double y) {
    return Math.abs(x) <= LIMIT && Math.abs(y) <= LIMIT;
  }

  /// This far to the right and down, at most to the canvas's edge.
  Position plus(double dx, double dy) {
    return new Position(Math.clamp(x + dx, -LIMIT, LIMIT), Math.clamp(y + dy, -LIMIT, LIMIT));
  }
}
