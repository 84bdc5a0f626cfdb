package org.modelwright.app.design.canvas;

import java.util.List;
import javafx.scene.paint.Color;
import javafx.scene.shape.CubicCurveTo;
import javafx.scene.shape.LineTo;
import javafx.scene.shape.MoveTo;
import javafx.scene.shape.Path;
import javafx.scene.shape.QuadCurveTo;
import javafx.scene.shape.StrokeLineCap;
import javafx.scene.text.Text;
import org.modelwright.app.design.canvas.Edge.Point;
import org.modelwright.app.design.canvas.Edge.Route;

/// An edge: one path, and from near the shape of what flows.
final class EdgeView {

  private final Edge edge;
  private final Area bounds;
  private final Path path = new Path();
  private final Text label = new Text();

  EdgeView(Edge edge, TextFit fit) {
    this.edge = edge;
    bounds = edge.route().bounds();
    trace(path, edge.route());
    path.setFill(null);
    path.setStrokeLineCap(StrokeLineCap.ROUND);
    label.setFont(fit.label());
  }

  Edge edge() {
    return edge;
  }

  Area bounds() {
    return bounds;
  }

  Path path() {
    return path;
  }

  Text label() {
    return label;
  }

  /// @param strong whether it is selected or would be dropped on
  /// @param related whether one of its ends is selected
  void show(String shape, Colors colors, boolean strong, boolean related) {
    Color line = colors.canvas().interpolate(colors.edge(), 0.75);
    path.setStroke(strong || related ? colors.accent() : line);
    path.setStrokeWidth(strong ? 2.5 : 1.5);
    if (!label.getText().equals(shape)) {
      label.setText(shape);
      Point at = edge.label();
      label.setX(
          edge.labelledLeft() ? at.x() - 7 - label.getLayoutBounds().getWidth() : at.x() + 7);
      label.setY(at.y() + 3.5);
    }
    label.setFill(strong || related ? colors.accent() : colors.muted());
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
