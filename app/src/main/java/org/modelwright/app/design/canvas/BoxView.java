package org.modelwright.app.design.canvas;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import javafx.scene.Group;
import javafx.scene.paint.Color;
import javafx.scene.shape.Circle;
import javafx.scene.shape.Rectangle;
import javafx.scene.shape.StrokeType;
import javafx.scene.text.Font;
import javafx.scene.text.Text;
import org.modelwright.app.design.canvas.Box.Port;
import org.modelwright.app.design.canvas.Box.Role;
import org.modelwright.graph.Problem;

/// A box with its words, as it looks from near.
final class BoxView extends Group {

  static final double ARC = 12;
  private static final double STRIP = 4;
  private static final double TEXT_X = 16;
  private static final double PORT = 4;

  /// What changes around a box that itself stays.
  ///
  /// @param output what the single output of a block is called
  record State(
      boolean selected, boolean hovered, boolean linking, List<Problem> problems, String output) {
    static final State PLAIN = new State(false, false, false, List.of(), "");
  }

  private final Box box;
  private final TextFit fit;
  private final Bitmaps bitmaps;
  private State state = State.PLAIN;
  private Colors colors = Colors.GREY;

  BoxView(Box box, TextFit fit, Bitmaps bitmaps) {
    this.box = box;
    this.fit = fit;
    this.bitmaps = bitmaps;
  }

  Area area() {
    return box.area();
  }

  void show(State next, Colors nextColors) {
    if (getChildren().isEmpty() || !next.equals(state) || !nextColors.equals(colors)) {
      state = next;
      colors = nextColors;
      getChildren().setAll(box.isNode() ? node() : terminal());
      words().forEach(bitmaps::words);
    }
  }

  Stream<javafx.scene.Node> words() {
    return getChildren().stream().filter(Text.class::isInstance);
  }

  private List<javafx.scene.Node> node() {
    List<javafx.scene.Node> shapes = new ArrayList<>();
    Area area = box.area();
    Color family = colors.family(box.tint());
    if (state.selected()) {
      Rectangle halo = rectangle(area.grownBy(3), ARC + 6);
      halo.setFill(colors.accent().deriveColor(0, 1, 1, 0.28));
      shapes.add(halo);
    }
    if (box.repeat() > 1) {
      for (int i = 2; i >= 1; i--) {
        Rectangle behind =
            rectangle(
                new Area(area.x() + 4 * i, area.bottom() - 12, area.width() - 8 * i, 12 + 3 * i),
                ARC);
        behind.setFill(colors.wash(box.tint()));
        stroke(behind, colors.box().interpolate(family, 0.45), 1);
        shapes.add(behind);
      }
    }
    Rectangle body = rectangle(area, ARC);
    body.setFill(box.role() == Role.BLOCK ? colors.wash(box.tint()) : colors.box());
    Color border =
        state.selected()
            ? colors.accent()
            : colors.border().interpolate(family, state.hovered() ? 0.9 : 0.35);
    stroke(body, border, state.selected() ? 1.5 : 1);
    shapes.add(body);
    Rectangle strip =
        rectangle(new Area(area.x() + 6, area.y() + 9, STRIP, area.height() - 18), STRIP);
    strip.setFill(family);
    shapes.add(strip);
    double right = area.right() - 12;
    if (!state.problems().isEmpty()) {
      right = problem(shapes, right) - 8;
    }
    if (box.repeat() > 1) {
      right = badge(shapes, "× " + box.repeat(), right) - 8;
    }
    double left = area.x() + TEXT_X + 2;
    shapes.add(
        text(
            fit.fit(box.title(), fit.title(), right - left),
            fit.title(),
            left,
            area.y() + 20,
            colors.text()));
    double end = area.right() - 12;
    String kind = fit.fit(box.kind(), fit.small(), end - left);
    shapes.add(
        text(kind, fit.small(), left, area.y() + 37, family.interpolate(colors.text(), 0.15)));
    double after = left + fit.width(kind, fit.small()) + 8;
    String settings = fit.fit(box.settings(), fit.small(), end - after);
    if (!settings.isEmpty()) {
      shapes.add(text(settings, fit.small(), after, area.y() + 37, colors.muted()));
    }
    ports(shapes);
    return shapes;
  }

  private List<javafx.scene.Node> terminal() {
    List<javafx.scene.Node> shapes = new ArrayList<>();
    Area area = box.area();
    Rectangle body = rectangle(area, area.height());
    body.setFill(colors.canvas().interpolate(colors.muted(), 0.10));
    stroke(body, state.hovered() ? colors.muted() : colors.border(), 1);
    shapes.add(body);
    String words = box.title().isEmpty() ? state.output() : box.title();
    String title = fit.fit(words, fit.small(), area.width() - 12);
    shapes.add(
        text(
            title,
            fit.small(),
            area.centerX() - fit.width(title, fit.small()) / 2,
            area.centerY() + 4,
            colors.muted()));
    ports(shapes);
    return shapes;
  }

  private void ports(List<javafx.scene.Node> shapes) {
    Color family = box.isNode() ? colors.family(box.tint()) : colors.muted();
    boolean near = state.hovered() || state.selected() || state.linking();
    boolean named = box.isNamed();
    for (int i = 0; i < box.inputs().size(); i++) {
      Port port = box.inputs().get(i);
      boolean spare = port.open() && i == box.inputs().size() - 1 && i >= 2;
      if (!spare || near) {
        shapes.add(port(port, port.open() ? colors.box() : family, family));
      }
      if ((named && !spare) || (near && box.inputs().size() > 1)) {
        name(shapes, port.name(), port.x() + 8, port.y() - 5);
      }
    }
    for (Port port : box.outputs()) {
      shapes.add(port(port, family, family));
      if (!port.name().isEmpty()) {
        name(shapes, port.name(), port.x() + 8, port.y() + 12);
      }
    }
  }

  private void name(List<javafx.scene.Node> shapes, String name, double x, double y) {
    shapes.add(text(name, fit.label(), x, y, colors.muted()));
  }

  private Circle port(Port port, Color fill, Color stroke) {
    var circle = new Circle(port.x(), port.y(), state.linking() ? PORT + 1 : PORT, fill);
    circle.setStroke(fill.equals(stroke) ? colors.canvas() : stroke);
    circle.setStrokeWidth(1.5);
    return circle;
  }

  /// @return where it begins
  private double badge(List<javafx.scene.Node> shapes, String words, double right) {
    double width = fit.width(words, fit.small()) + 14;
    Color family = colors.family(box.tint());
    Rectangle pill = rectangle(new Area(right - width, box.area().y() + 7, width, 17), 17);
    pill.setFill(colors.box().interpolate(family, 0.18));
    shapes.add(pill);
    shapes.add(
        text(
            words,
            fit.small(),
            right - width + 7,
            box.area().y() + 19.5,
            family.interpolate(colors.text(), 0.3)));
    return right - width;
  }

  /// @return where it begins
  private double problem(List<javafx.scene.Node> shapes, double right) {
    boolean error = state.problems().stream().anyMatch(p -> p.severity() == Problem.Severity.ERROR);
    double x = right - 8;
    double y = box.area().y() + 15.5;
    shapes.add(new Circle(x, y, 8, error ? colors.danger() : colors.warning()));
    shapes.add(text("!", fit.title(), x - fit.width("!", fit.title()) / 2, y + 4.5, colors.box()));
    return right - 16;
  }

  private static Rectangle rectangle(Area area, double arc) {
    var shape = new Rectangle(area.x(), area.y(), area.width(), area.height());
    shape.setArcWidth(arc);
    shape.setArcHeight(arc);
    return shape;
  }

  private static void stroke(Rectangle shape, Color color, double width) {
    shape.setStroke(color);
    shape.setStrokeWidth(width);
    shape.setStrokeType(StrokeType.INSIDE);
  }

  private static Text text(String words, Font font, double x, double y, Color color) {
    var shape = new Text(x, y, words);
    shape.setFont(font);
    shape.setFill(color);
    return shape;
  }
}
