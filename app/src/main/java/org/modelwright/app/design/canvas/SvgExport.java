package org.modelwright.app.design.canvas;

import java.util.List;
import java.util.Locale;
import javafx.scene.paint.Color;
import org.modelwright.app.design.canvas.Box.Port;
import org.modelwright.app.design.canvas.Box.Role;
import org.modelwright.app.design.canvas.Edge.Point;
import org.modelwright.app.design.canvas.Edge.Route;

/// The drawing as SVG 1.1: real text, colours as they are on screen.
final class SvgExport {

  private static final double MARGIN = 24;
  private static final String FONT =
      "system-ui, -apple-system, Segoe UI, Noto Sans, Noto Sans CJK SC, sans-serif";

  private final StringBuilder text = new StringBuilder();
  private final TextFit fit = new TextFit();
  private final Colors colors;
  private final Facts facts;
  private final String output;

  private SvgExport(Colors colors, Facts facts, String output) {
    this.colors = colors;
    this.facts = facts;
    this.output = output;
  }

  /// @param title of the whole, for readers that speak it
  /// @param output what the single output of a block is called
  static String write(Picture picture, Facts facts, Colors colors, String title, String output) {
    var export = new SvgExport(colors, facts, output);
    export.picture(picture, title);
    return export.text.toString();
  }

  private void picture(Picture picture, String title) {
    Area area = picture.bounds().grownBy(MARGIN);
    text.append("<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n");
    add(
        "<svg xmlns=\"http://www.w3.org/2000/svg\" width=\"%s\" height=\"%s\""
            + " viewBox=\"%s %s %s %s\" font-family=\"%s\">\n",
        number(area.width()),
        number(area.height()),
        number(area.x()),
        number(area.y()),
        number(area.width()),
        number(area.height()),
        FONT);
    add("<title>%s</title>\n", escaped(title));
    rectangle(area, 0, colors.canvas(), null);
    picture.edges().forEach(this::edge);
    picture.boxes().values().forEach(this::box);
    text.append("</svg>\n");
  }

  private void edge(Edge edge) {
    Color line = colors.canvas().interpolate(colors.edge(), 0.75);
    add(
        "<path d=\"%s\" fill=\"none\" stroke=\"%s\" stroke-width=\"1.5\"/>\n",
        path(edge.route()), hex(line));
    Point at = edge.label();
    boolean left = edge.labelledLeft();
    String shape = facts.shape(edge.source());
    if (!shape.isEmpty()) {
      add(
          "<text x=\"%s\" y=\"%s\" font-size=\"%s\" fill=\"%s\"%s>%s</text>\n",
          number(left ? at.x() - 7 : at.x() + 7),
          number(at.y() + 3.5),
          number(TextFit.LABEL),
          hex(colors.muted()),
          left ? " text-anchor=\"end\"" : "",
          escaped(shape));
    }
  }

  private static String path(Route route) {
    List<Point> points = route.points();
    Point start = route.start();
    Point end = route.end();
    var path = new StringBuilder("M" + point(start));
    if (route.direct()) {
      double reach = route.reach();
      path.append(" C")
          .append(point(new Point(start.x(), start.y() + reach)))
          .append(' ')
          .append(point(new Point(end.x(), end.y() - reach)))
          .append(' ')
          .append(point(end));
      return path.toString();
    }
    for (int i = 1; i < points.size() - 1; i++) {
      Point corner = points.get(i);
      path.append(" L").append(point(EdgeView.towards(corner, points.get(i - 1))));
      path.append(" Q").append(point(corner)).append(' ');
      path.append(point(EdgeView.towards(corner, points.get(i + 1))));
    }
    return path.append(" L").append(point(end)).toString();
  }

  private void box(Box box) {
    Area area = box.area();
    if (!box.isNode()) {
      rectangle(
          area,
          area.height() / 2,
          colors.canvas().interpolate(colors.muted(), 0.10),
          colors.border());
      words(
          box.title().isEmpty() ? output : box.title(),
          area.centerX(),
          area.centerY() + 4,
          TextFit.SMALL,
          colors.muted(),
          " text-anchor=\"middle\"");
      ports(box, colors.muted());
      return;
    }
    Color family = colors.family(box.tint());
    if (box.repeat() > 1) {
      for (int i = 2; i >= 1; i--) {
        rectangle(
            new Area(area.x() + 4 * i, area.bottom() - 12, area.width() - 8 * i, 12 + 3 * i),
            6,
            colors.wash(box.tint()),
            colors.box().interpolate(family, 0.45));
      }
    }
    rectangle(
        area,
        6,
        box.role() == Role.BLOCK ? colors.wash(box.tint()) : colors.box(),
        colors.border().interpolate(family, 0.35));
    rectangle(new Area(area.x() + 6, area.y() + 9, 4, area.height() - 18), 2, family, null);
    double left = area.x() + 18;
    words(
        fit.fit(box.title(), fit.title(), 150),
        left,
        area.y() + 20,
        TextFit.TITLE,
        colors.text(),
        " font-weight=\"600\"");
    if (box.repeat() > 1) {
      words(
          "× " + box.repeat(),
          area.right() - 12,
          area.y() + 20,
          TextFit.SMALL,
          family,
          " text-anchor=\"end\"");
    }
    String kind = fit.fit(box.kind(), fit.small(), 190);
    words(kind, left, area.y() + 37, TextFit.SMALL, family, "");
    double after = left + fit.width(kind, fit.small()) + 8;
    words(
        fit.fit(box.settings(), fit.small(), area.right() - 12 - after),
        after,
        area.y() + 37,
        TextFit.SMALL,
        colors.muted(),
        "");
    ports(box, family);
  }

  private void ports(Box box, Color family) {
    for (int i = 0; i < box.inputs().size(); i++) {
      Port port = box.inputs().get(i);
      if (!port.open() || i < 2) {
        circle(port, port.open() ? colors.box() : family, family);
      }
    }
    box.outputs().forEach(p -> circle(p, family, family));
  }

  private void circle(Port port, Color fill, Color stroke) {
    add(
        "<circle cx=\"%s\" cy=\"%s\" r=\"3.5\" fill=\"%s\" stroke=\"%s\"/>\n",
        number(port.x()), number(port.y()), hex(fill), hex(stroke));
  }

  private void words(
      String words, double x, double y, double size, Color color, String attributes) {
    if (!words.isEmpty()) {
      add(
          "<text x=\"%s\" y=\"%s\" font-size=\"%s\" fill=\"%s\"%s>%s</text>\n",
          number(x), number(y), number(size), hex(color), attributes, escaped(words));
    }
  }

  private void rectangle(
      Area area, double radius, Color fill, @org.jspecify.annotations.Nullable Color stroke) {
    add(
        "<rect x=\"%s\" y=\"%s\" width=\"%s\" height=\"%s\" rx=\"%s\" fill=\"%s\"%s/>\n",
        number(area.x()),
        number(area.y()),
        number(area.width()),
        number(area.height()),
        number(radius),
        hex(fill),
        stroke == null ? "" : " stroke=\"" + hex(stroke) + "\"");
  }

  private void add(String pattern, Object... values) {
    text.append(pattern.formatted(values));
  }

  private static String point(Point point) {
    return number(point.x()) + "," + number(point.y());
  }

  private static String number(double value) {
    return value == Math.rint(value)
        ? Long.toString((long) value)
        : String.format(Locale.ROOT, "%.2f", value);
  }

  private static String hex(Color color) {
    return String.format(
        "#%02x%02x%02x",
        Math.round(color.getRed() * 255),
        Math.round(color.getGreen() * 255),
        Math.round(color.getBlue() * 255));
  }

  /// Names come from a file that anyone may have written: what XML cannot hold becomes a blank.
  private static String escaped(String words) {
    var escaped = new StringBuilder();
    words
        .codePoints()
        .forEach(c -> {
          switch (c) {
            case '<' -> escaped.append("&lt;");
            case '>' -> escaped.append("&gt;");
            case '&' -> escaped.append("&amp;");
            case '"' -> escaped.append("&quot;");
            default -> {
              boolean control =
                  c < 0x20 || (c >= 0xd800 && c <= 0xdfff) || c == 0xfffe || c == 0xffff;
              escaped.appendCodePoint(control ? ' ' : c);
            }
          }
        });
    return escaped.toString();
  }
}
