package org.modelwright.app.design.canvas;

import javafx.scene.canvas.Canvas;
import javafx.scene.canvas.GraphicsContext;
import javafx.scene.input.MouseEvent;
import javafx.scene.layout.Pane;
import javafx.scene.layout.Region;
import javafx.scene.paint.Color;

/// The whole block small, with a frame around what is seen; the frame can be dragged.
final class MiniMap extends Pane {

  private static final double WIDTH = 168;
  private static final double HEIGHT = 128;
  private static final double MARGIN = 8;

  private final CanvasModel model;
  private final Canvas canvas = new Canvas(WIDTH - 2, HEIGHT - 2);
  private Viewport map = Viewport.START;

  MiniMap(CanvasModel model) {
    this.model = model;
    setId("mini-map");
    getStyleClass().add("mini-map");
    setPrefSize(WIDTH, HEIGHT);
    setMaxSize(Region.USE_PREF_SIZE, Region.USE_PREF_SIZE);
    canvas.relocate(1, 1);
    getChildren().add(canvas);
    addEventHandler(MouseEvent.MOUSE_PRESSED, this::go);
    addEventHandler(MouseEvent.MOUSE_DRAGGED, this::go);
  }

  private void go(MouseEvent event) {
    Area place = new Area(map.canvasX(event.getX()), map.canvasY(event.getY()), 0, 0);
    model.centerAt(place);
    event.consume();
  }

  void show(Colors colors) {
    Picture picture = model.pictureProperty().get();
    Area seen = model.seen();
    Area all = Picture.bounds(picture.boxes().values().stream()).with(seen);
    double scale =
        Math.min(
            (WIDTH - 2 * MARGIN) / Math.max(1, all.width()),
            (HEIGHT - 2 * MARGIN) / Math.max(1, all.height()));
    // not a viewport of the canvas itself, whose scale has a lower end
    map =
        new Viewport(scale, WIDTH / 2 - all.centerX() * scale, HEIGHT / 2 - all.centerY() * scale);
    GraphicsContext paint = canvas.getGraphicsContext2D();
    paint.setFill(colors.box());
    paint.fillRect(0, 0, WIDTH, HEIGHT);
    for (Box box : picture.boxes().values()) {
      Color color = box.isNode() ? colors.family(box.tint()) : colors.muted();
      paint.setFill(model.selection().contains(box.id()) ? colors.accent() : color);
      Area area = box.area();
      paint.fillRect(
          map.x() + area.x() * map.scale(),
          map.y() + area.y() * map.scale(),
          Math.max(1, area.width() * map.scale()),
          Math.max(1, area.height() * map.scale()));
    }
    paint.setFill(colors.accent().deriveColor(0, 1, 1, 0.10));
    double x = map.x() + seen.x() * map.scale();
    double y = map.y() + seen.y() * map.scale();
    paint.fillRect(x, y, seen.width() * map.scale(), seen.height() * map.scale());
    paint.setStroke(colors.accent());
    paint.strokeRect(x, y, seen.width() * map.scale(), seen.height() * map.scale());
  }
}
