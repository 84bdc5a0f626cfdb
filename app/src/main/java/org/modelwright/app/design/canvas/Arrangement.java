package org.modelwright.app.design.canvas;

import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import org.modelwright.graph.Position;

/// Where selected boxes go when they are aligned or spread.
final class Arrangement {

  private Arrangement() {}

  static Map<String, Position> left(List<Box> boxes) {
    double left = boxes.stream().mapToDouble(b -> b.area().x()).min().orElse(0);
    return places(boxes, b -> new Position(left, b.area().y()));
  }

  static Map<String, Position> center(List<Box> boxes) {
    double center = FreePlace.snapped(Picture.bounds(boxes.stream()).centerX());
    return places(boxes, b -> new Position(center - b.area().width() / 2, b.area().y()));
  }

  static Map<String, Position> top(List<Box> boxes) {
    double top = boxes.stream().mapToDouble(b -> b.area().y()).min().orElse(0);
    return places(boxes, b -> new Position(b.area().x(), top));
  }

  /// The same distance between neighbours, along the longer side of what they cover; the first and the
  /// last stay.
  static Map<String, Position> distribute(List<Box> boxes) {
    Area bounds = Picture.bounds(boxes.stream());
    boolean down = bounds.height() - Picture.HEIGHT >= bounds.width() - Picture.WIDTH;
    List<Box> sorted =
        boxes.stream()
            .sorted(Comparator.comparingDouble(b -> down ? b.area().y() : b.area().x()))
            .toList();
    double step =
        (down ? bounds.height() - Picture.HEIGHT : bounds.width() - Picture.WIDTH)
            / Math.max(1, sorted.size() - 1);
    return places(
        sorted,
        b -> {
          double along = Math.rint(sorted.indexOf(b) * step);
          return down
              ? new Position(b.area().x(), bounds.y() + along)
              : new Position(bounds.x() + along, b.area().y());
        });
  }

  private static Map<String, Position> places(List<Box> boxes, Function<Box, Position> place) {
    var places = new HashMap<String, Position>();
    boxes.forEach(b -> places.put(b.id(), place.apply(b)));
    return places;
  }
}
