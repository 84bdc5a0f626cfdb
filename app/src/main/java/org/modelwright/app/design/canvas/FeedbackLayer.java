package org.modelwright.app.design.canvas;

import java.util.List;
import javafx.scene.Group;
import javafx.scene.paint.Color;
import javafx.scene.shape.Path;
import javafx.scene.shape.Rectangle;
import javafx.scene.shape.StrokeLineCap;
import javafx.scene.text.Text;

/// The gesture that is going on, above the drawing.
final class FeedbackLayer extends Group {

  private final TextFit fit;
  private Feedback shown = new Feedback.Nothing();

  FeedbackLayer(TextFit fit) {
    this.fit = fit;
  }

  void show(Feedback feedback, Colors colors) {
    if (feedback.equals(shown)) {
      return;
    }
    shown = feedback;
    switch (feedback) {
      case Feedback.Band band -> getChildren().setAll(band(band.area(), colors.accent()));
      case Feedback.Linking link -> getChildren().setAll(link(link, colors));
      case Feedback.Ghost ghost -> ghost(ghost, colors);
      case Feedback.Nothing _, Feedback.Moving _ -> getChildren().clear();
    }
  }

  private static Rectangle band(Area area, Color accent) {
    var shape = new Rectangle(area.x(), area.y(), area.width(), area.height());
    shape.setFill(accent.deriveColor(0, 1, 1, 0.10));
    shape.setStroke(accent);
    return shape;
  }

  private static Path link(Feedback.Linking link, Colors colors) {
    var path = new Path();
    EdgeView.trace(path, new Edge.Route(List.of(link.from(), link.to())));
    path.setStrokeWidth(2);
    path.setStrokeLineCap(StrokeLineCap.ROUND);
    path.setStroke(link.whyNot() == null ? colors.accent() : colors.danger());
    if (link.target() == null || link.whyNot() != null) {
      path.getStrokeDashArray().setAll(4.0, 6.0);
    }
    return path;
  }

  private void ghost(Feedback.Ghost ghost, Colors colors) {
    Area area = ghost.area();
    Color family = ghost.whyNot() == null ? colors.family(ghost.tint()) : colors.danger();
    var body = new Rectangle(area.x(), area.y(), area.width(), area.height());
    body.setArcWidth(BoxView.ARC);
    body.setArcHeight(BoxView.ARC);
    body.setFill(colors.box().interpolate(family, 0.15).deriveColor(0, 1, 1, 0.85));
    body.setStroke(family);
    body.getStrokeDashArray().setAll(5.0, 4.0);
    var words =
        new Text(area.x() + 18, area.centerY() + 4.5, fit.fit(ghost.kind(), fit.title(), 190));
    words.setFont(fit.title());
    words.setFill(colors.text());
    getChildren().setAll(body, words);
  }
}
