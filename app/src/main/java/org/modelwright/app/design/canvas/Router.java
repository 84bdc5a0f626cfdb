package org.modelwright.app.design.canvas;

import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;
import org.modelwright.app.design.canvas.Edge.Point;
import org.modelwright.app.design.canvas.Edge.Route;

/// Finds the way of each edge: a direct curve where no box stands in it, otherwise a line with rounded
/// corners along the nearest free lane beside the boxes. Lanes of different sources keep apart.
final class Router {

  private static final double CELL = 256;
  private static final double LANE = 24;
  private static final double APART = 12;
  private static final double STUB = 12;
  private static final double CLEAR = 4;

  private record Cell(long column, long row) {}

  private record Lane(double x, double top, double bottom, String source) {}

  private final Map<Cell, List<Box>> cells = new HashMap<>();
  private final List<Lane> lanes = new ArrayList<>();

  Router(Collection<Box> boxes) {
    for (Box box : boxes) {
      if (box.isNode()) {
        cells(box.area(), c -> cells.computeIfAbsent(c, _ -> new ArrayList<>()).add(box));
      }
    }
  }

  private static void cells(Area area, Consumer<Cell> each) {
    for (long c = cell(area.x()); c <= cell(area.right()); c++) {
      for (long r = cell(area.y()); r <= cell(area.bottom()); r++) {
        each.accept(new Cell(c, r));
      }
    }
  }

  private static long cell(double coordinate) {
    return (long) Math.floor(coordinate / CELL);
  }

  /// @param from the box where it begins
  /// @param to the box where it ends
  Route route(Box from, Point start, Box to, Point end) {
    var direct = new Route(List.of(start, end));
    boolean up = end.y() < start.y() + 4;
    Set<Box> inTheWay = up ? new HashSet<>(Set.of(from, to)) : obstacles(direct, from, to);
    if (inTheWay.isEmpty()) {
      return direct;
    }
    double top = Math.min(start.y() + STUB, end.y() - STUB);
    double bottom = Math.max(start.y() + STUB, end.y() - STUB);
    double left = lane(inTheWay, top, bottom, from.id(), -1);
    double right = lane(inTheWay, top, bottom, from.id(), 1);
    double lane = detour(left, start, end) <= detour(right, start, end) ? left : right;
    lanes.add(new Lane(lane, top, bottom, from.id()));
    return new Route(
        List.of(
            start,
            new Point(start.x(), start.y() + STUB),
            new Point(lane, start.y() + STUB),
            new Point(lane, end.y() - STUB),
            new Point(end.x(), end.y() - STUB),
            end));
  }

  private static double detour(double lane, Point start, Point end) {
    return Math.abs(lane - start.x()) + Math.abs(lane - end.x());
  }

  private Set<Box> obstacles(Route route, Box from, Box to) {
    var found = new HashSet<Box>();
    Point last = route.start();
    int steps = (int) Math.clamp((route.end().y() - last.y()) / 24, 8, 400);
    for (int i = 1; i <= steps; i++) {
      Point next = route.at((double) i / steps);
      Area piece = Area.between(last.x(), last.y(), next.x(), next.y()).grownBy(CLEAR);
      meeting(
          piece,
          box -> {
            if (!box.id().equals(from.id()) && !box.id().equals(to.id())) {
              found.add(box);
            }
          });
      last = next;
    }
    return found;
  }

  private void meeting(Area area, Consumer<Box> each) {
    cells(
        area,
        cell -> {
          for (Box box : cells.getOrDefault(cell, List.of())) {
            if (box.area().meets(area)) {
              each.accept(box);
            }
          }
        });
  }

  /// The nearest free lane on one side.
  ///
  /// @param side -1 for the left, 1 for the right
  private double lane(Set<Box> inTheWay, double top, double bottom, String source, int side) {
    double x = edge(inTheWay, side) + side * LANE;
    for (int tries = 0; tries < 64; tries++) {
      var further = new HashSet<Box>();
      meeting(new Area(x - CLEAR, top, 2 * CLEAR, bottom - top), further::add);
      if (!further.isEmpty()) {
        x = edge(further, side) + side * LANE;
      } else if (taken(x, top, bottom, source)) {
        x += side * APART;
      } else {
        return x;
      }
    }
    return x;
  }

  private boolean taken(double x, double top, double bottom, String source) {
    for (Lane lane : lanes) {
      if (!lane.source().equals(source)
          && Math.abs(lane.x() - x) < APART
          && lane.top() < bottom
          && top < lane.bottom()) {
        return true;
      }
    }
    return false;
  }

  private static double edge(Set<Box> boxes, int side) {
    double edge = side < 0 ? Double.MAX_VALUE : -Double.MAX_VALUE;
    for (Box box : boxes) {
      edge = side < 0 ? Math.min(edge, box.area().x()) : Math.max(edge, box.area().right());
    }
    return edge;
  }
}
