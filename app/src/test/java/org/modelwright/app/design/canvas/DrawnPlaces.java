package org.modelwright.app.design.canvas;

import javafx.geometry.Point2D;

/// Where on the screen a shown drawing has its parts, for tests that use a mouse.
public final class DrawnPlaces {

  private final CanvasView canvas;

  public DrawnPlaces(CanvasView canvas) {
    this.canvas = canvas;
  }

  /// The middle of a node.
  public Point2D node(String id) {
    Area area = box(id).area();
    return screen(area.centerX(), area.centerY());
  }

  /// The first output of a node.
  public Point2D output(String id) {
    Box.Port port = box(id).outputs().getFirst();
    return screen(port.x(), port.y());
  }

  /// An input of a node.
  public Point2D input(String id, int index) {
    Box.Port port = box(id).inputs().get(index);
    return screen(port.x(), port.y());
  }

  /// The middle of the edge that ends at an input.
  public Point2D edge(String to, int input) {
    Edge edge =
        canvas.state().picture().edges().stream()
            .filter(e -> e.to().equals(to) && e.input() == input)
            .findFirst()
            .orElseThrow();
    Edge.Point at = edge.route().at(0.5);
    return screen(at.x(), at.y());
  }

  private Box box(String id) {
    Box box = canvas.state().picture().boxes().get(id);
    if (box == null) {
      throw new AssertionError(
          "no " + id + " is drawn, only " + canvas.state().picture().boxes().keySet());
    }
    return box;
  }

  private Point2D screen(double x, double y) {
    Viewport view = canvas.state().viewportProperty().get();
    return canvas.pane().localToScreen(view.x() + x * view.scale(), view.y() + y * view.scale());
  }
}
