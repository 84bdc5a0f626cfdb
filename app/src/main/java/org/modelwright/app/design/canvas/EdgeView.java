package org.modelwright.app.design.canvas;

import java.util.ArrayList;
import java.util.List;
import javafx.scene.Group;
import javafx.scene.Node;
import javafx.scene.paint.Color;
import javafx.scene.shape.CubicCurveTo;
import javafx.scene.shape.LineTo;
import javafx.scene.shape.MoveTo;
import javafx.scene.shape.Path;
import javafx.scene.shape.QuadCurveTo;
import javafx.scene.shape.Rectangle;
import javafx.scene.shape.StrokeLineCap;
import javafx.scene.text.Text;
import org.modelwright.app.design.canvas.Edge.Point;
import org.modelwright.app.design.canvas.Edge.Route;

/// An edge: its line, and from near the shape of what flows. Straight pieces are rectangles, which a
/// renderer fills without looking for their outline.
final class EdgeView {

  /// A piece of a line that runs along one axis.
  private record Straight(Rectangle shape, Point from, Point to) {

    void widen(double width) {
      shape.setX(Math.min(from.x(), to.x()) - (from.x() == to.x() ? width / 2 : 0));
      shape.setY(Math.min(from.y(), to.y()) - (from.x() == to.x() ? 0 : width / 2));
      shape.setWidth(from.x() == to.x() ? width : Math.abs(to.x() - from.x()));
      shape.setHeight(from.x() == to.x() ? Math.abs(to.y() - from.y()) : width);
    }
  }

  private final Edge edge;
  private final Area bounds;
  private final List<Straight> straights = new ArrayList<>();
  private final List<Path> bends = new ArrayList<>();
  private final Node line;
  private final Text label = new Text();

  EdgeView(Edge edge, TextFit fit) {
    this.edge = edge;
    bounds = edge.route().bounds();
    label.setFont(fit.label());
    List<Node> pieces = pieces(edge.route());
    line = pieces.size() == 1 ? pieces.getFirst() : new Group(pieces);
  }

  Edge edge() {
    return edge;
  }

  Area bounds() {
    return bounds;
  }

  Node line() {
    return line;
  }

  Text label() {
    return label;
  }

  /// @param strong whether it is selected or would be dropped on
  /// @param related whether one of its ends is selected
  void show(String shape, Colors colors, boolean strong, boolean related) {
    double width = strong ? 2.5 : 1.5;
    Color plain = colors.canvas().interpolate(colors.edge(), 0.75);
    Color color = strong || related ? colors.accent() : plain;
    for (Straight straight : straights) {
      straight.widen(width);
      straight.shape().setFill(color);
    }
    for (Path bend : bends) {
      bend.setStrokeWidth(width);
      bend.setStroke(color);
    }
    if (!label.getText().equals(shape)) {
      label.setText(shape);
      Point at = edge.label();
      label.setX(
          edge.labelledLeft() ? at.x() - 7 - label.getLayoutBounds().getWidth() : at.x() + 7);
      label.setY(at.y() + 3.5);
    }
    label.setFill(strong || related ? colors.accent() : colors.muted());
  }

  private List<Node> pieces(Route route) {
    List<Point> points = route.points();
    List<Node> pieces = new ArrayList<>();
    if (route.direct() && route.reach() > 0) {
      var curve = new Path();
      trace(curve, route);
      pieces.add(bend(curve));
      return pieces;
    }
    Point at = route.start();
    for (int i = 1; i < points.size() - 1; i++) {
      Point corner = points.get(i);
      Point before = towards(corner, points.get(i - 1));
      Point after = towards(corner, points.get(i + 1));
      pieces.add(straight(at, before));
      pieces.add(
          bend(
              new Path(
                  new MoveTo(before.x(), before.y()),
                  new QuadCurveTo(corner.x(), corner.y(), after.x(), after.y()))));
      at = after;
    }
    pieces.add(straight(at, route.end()));
    return pieces;
  }

  private Path bend(Path path) {
    path.setFill(null);
    path.setStrokeLineCap(StrokeLineCap.ROUND);
    bends.add(path);
    return path;
  }

  private Rectangle straight(Point from, Point to) {
    var straight = new Straight(new Rectangle(), from, to);
    straights.add(straight);
    return straight.shape();
  }

  static void trace(Path path, Route route) {
    List<Point> points = route.points();
    Point start = route.start();
    Point end = route.end();
    path.getElements().setAll(new MoveTo(start.x(), start.y()));
    if (route.direct()) {
      double reach = route.reach();
      path.getElements()
          .add(
              reach == 0
                  ? new LineTo(end.x(), end.y())
                  : new CubicCurveTo(
                      start.x(), start.y() + reach, end.x(), end.y() - reach, end.x(), end.y()));
      return;
    }
    for (int i = 1; i < points.size() - 1; i++) {
      Point before = towards(points.get(i), points.get(i - 1));
      Point after = towards(points.get(i), points.get(i + 1));
      path.getElements()
          .addAll(
              new LineTo(before.x(), before.y()),
              new QuadCurveTo(points.get(i).x(), points.get(i).y(), after.x(), after.y()));
    }
    path.getElements().add(new LineTo(end.x(), end.y()));
  }

  /// Where the rounding of a corner begins.
  static Point towards(Point corner, Point other) {
    double dx = other.x() - corner.x();
    double dy = other.y() - corner.y();
    double length = Math.hypot(dx, dy);
    double t = length == 0 ? 0 : Math.min(Route.CORNER, length / 2) / length;
    return new Point(corner.x() + dx * t, corner.y() + dy * t);
  }
}
