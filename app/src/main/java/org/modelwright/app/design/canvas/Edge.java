package org.modelwright.app.design.canvas;

import java.util.List;
import org.modelwright.graph.PortReference;

/// A connection as it is drawn.
///
/// @param source what is read
/// @param from the box where it begins
/// @param to the box where it ends
/// @param input which input of that box, from 0
/// @param tint of what is read
/// @param named whether the name of the input stands at its end
record Edge(
    PortReference source,
    String from,
    String to,
    int input,
    Tint tint,
    boolean named,
    Route route) {

  /// Where the middle of its label stands: a direct edge's is higher where a name needs the room below.
  Point label() {
    Point at = route.label();
    return named && route.direct() ? new Point(at.x(), at.y() - 5) : at;
  }

  /// Whether the label stands on the left.
  boolean labelledLeft() {
    return !route.direct() && route.label().x() < route.start().x();
  }

  /// An edge is known by where it ends: an input has one source.
  record Key(String to, int input) {}

  Key key() {
    return new Key(to, input);
  }

  /// The way of an edge, from above to below.
  ///
  /// @param points first and last alone for a direct curve, else the corners of a rounded line
  record Route(List<Point> points) {

    static final double CORNER = 8;

    Route {
      points = List.copyOf(points);
    }

    boolean direct() {
      return points.size() == 2;
    }

    Point start() {
      return points.getFirst();
    }

    Point end() {
      return points.getLast();
    }

    /// How far the control points of the direct curve stand from its ends.
    double reach() {
      double distance = Math.abs(end().y() - start().y());
      return start().x() == end().x() ? 0 : Math.clamp(distance / 2, 8, 96);
    }

    /// A place on the direct curve.
    ///
    /// @param t from 0 at the start to 1 at the end
    Point at(double t) {
      double u = 1 - t;
      double a = u * u * u;
      double b = 3 * u * u * t;
      double c = 3 * u * t * t;
      double d = t * t * t;
      double reach = reach();
      return new Point(
          (a + b) * start().x() + (c + d) * end().x(),
          a * start().y() + b * (start().y() + reach) + c * (end().y() - reach) + d * end().y());
    }

    /// Where its label stands: beside the middle of a curve, beside the long side of a line.
    Point label() {
      if (direct()) {
        return at(0.5);
      }
      Point lane = points.get(2);
      return new Point(lane.x(), (lane.y() + points.get(3).y()) / 2);
    }

    Area bounds() {
      Area bounds = new Area(start().x(), start().y(), 0, 0);
      for (Point point : points) {
        bounds = bounds.with(new Area(point.x(), point.y(), 0, 0));
      }
      return bounds.grownBy(4);
    }

    /// How far a place is from the edge.
    double distance(double x, double y) {
      double nearest = Double.MAX_VALUE;
      Point last = start();
      int steps = direct() ? 16 : points.size() - 1;
      for (int i = 1; i <= steps; i++) {
        Point next = direct() ? at(i / 16.0) : points.get(i);
        nearest = Math.min(nearest, distance(x, y, last, next));
        last = next;
      }
      return nearest;
    }

    private static double distance(double x, double y, Point a, Point b) {
      double dx = b.x() - a.x();
      double dy = b.y() - a.y();
      double length = dx * dx + dy * dy;
      double t = length == 0 ? 0 : Math.clamp(((x - a.x()) * dx + (y - a.y()) * dy) / length, 0, 1);
      return Math.hypot(x - a.x() - t * dx, y - a.y() - t * dy);
    }
  }

  record Point(double x, double y) {}
}
