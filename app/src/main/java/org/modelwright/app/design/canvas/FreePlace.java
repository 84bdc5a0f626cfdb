package org.modelwright.app.design.canvas;

import java.util.HashMap;
import java.util.Map;
import org.modelwright.graph.Position;

/// Places where a new node covers nothing.
final class FreePlace {

  private static final int FURTHEST = 24;
  private static final double ROW = Picture.HEIGHT + Picture.GAP;
  private static final double COLUMN = Picture.WIDTH + Picture.GAP;

  private FreePlace() {}

  static double snapped(double coordinate) {
    return Math.rint(coordinate / Picture.GRID) * Picture.GRID;
  }

  /// The free place nearest to a wanted one: rows below, columns to both sides.
  static Position near(Picture picture, double x, double y) {
    double left = snapped(x);
    double top = snapped(y);
    Position nearest = new Position(left, top);
    double least = Double.MAX_VALUE;
    for (int column = -FURTHEST; column <= FURTHEST; column++) {
      for (int row = 0; row <= FURTHEST; row++) {
        double dx = column * COLUMN;
        double dy = row * ROW;
        double distance = Math.hypot(dx, dy) + (column < 0 ? 1 : 0);
        if (distance < least && isFree(picture, left + dx, top + dy)) {
          least = distance;
          nearest = new Position(left + dx, top + dy);
        }
      }
    }
    return nearest;
  }

  private static boolean isFree(Picture picture, double x, double y) {
    Area wanted = new Area(x, y, Picture.WIDTH, Picture.HEIGHT).grownBy(Picture.GRID - 1);
    return picture.boxes().values().stream().noneMatch(b -> b.area().meets(wanted));
  }

  /// Where nodes go so that one fits into a place of their column: whatever stands lower moves down by
  /// what is lacking.
  static Map<String, Position> makeRoom(Picture picture, Position at) {
    Area wanted =
        new Area(
            at.x() - Picture.GRID + 1,
            at.y() - 1,
            Picture.WIDTH + 2 * Picture.GRID - 2,
            Picture.HEIGHT + Picture.GAP);
    double first =
        picture
            .nodes()
            .filter(b -> b.area().y() >= at.y() - Picture.GAP && b.area().meets(wanted))
            .mapToDouble(b -> b.area().y())
            .min()
            .orElse(Double.NaN);
    var places = new HashMap<String, Position>();
    double lacking = Math.ceil((at.y() + ROW - first) / Picture.GRID) * Picture.GRID;
    if (lacking > 0) {
      picture
          .nodes()
          .filter(b -> b.area().y() >= first)
          .forEach(b -> places.put(b.id(), new Position(b.area().x(), b.area().y() + lacking)));
    }
    return places;
  }
}
