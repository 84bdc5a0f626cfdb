package org.modelwright.app.design.canvas;

import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/// Where the selection goes from a node by keyboard.
final class Walk {

  private Walk() {}

  /// Down to the nearest reader, up to the nearest source; to the side, to the nearest node there.
  static Optional<Box> from(Picture picture, Box at, int dx, int dy) {
    List<Box> ways;
    if (dy != 0) {
      ways =
          picture.edges().stream()
              .filter(e -> (dy > 0 ? e.from() : e.to()).equals(at.id()))
              .map(e -> picture.boxes().get(dy > 0 ? e.to() : e.from()))
              .filter(Box::isNode)
              .toList();
    } else {
      ways =
          picture
              .nodes()
              .filter(b -> dx * (b.area().x() - at.area().x()) > Picture.WIDTH / 2)
              .toList();
    }
    return ways.stream().min(Comparator.comparingDouble(b -> distance(at, b, dy != 0)));
  }

  private static double distance(Box from, Box to, boolean vertical) {
    double dx = Math.abs(to.area().x() - from.area().x());
    double dy = Math.abs(to.area().y() - from.area().y());
    return vertical ? dy + dx / 4 : dx + 4 * dy;
  }
}
