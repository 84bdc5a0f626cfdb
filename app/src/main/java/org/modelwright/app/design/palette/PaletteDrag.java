package org.modelwright.app.design.palette;

import javafx.scene.Cursor;
import javafx.scene.Node;
import javafx.scene.input.MouseEvent;
import org.jspecify.annotations.Nullable;
import org.modelwright.app.design.canvas.KindTarget;

/// Drags a kind from the palette to the canvas. Our own gesture, not the system's drag and drop: the
/// canvas shows the whole node where it will stand, not a picture at the mouse.
final class PaletteDrag {

  private static final double THRESHOLD = 4;

  private @Nullable KindTarget target;
  private @Nullable String pressed;
  private double startX;
  private double startY;
  private boolean dragging;

  void setTarget(@Nullable KindTarget other) {
    target = other;
  }

  /// @param kind what the mouse was pressed on; null for a heading
  void press(@Nullable String kind) {
    pressed = kind;
    dragging = false;
  }

  void add(String kind) {
    if (target != null) {
      target.add(kind);
    }
  }

  void cancel() {
    if (dragging && target != null) {
      target.cancel();
    }
    pressed = null;
    dragging = false;
  }

  void attach(Node list) {
    list.addEventFilter(
        MouseEvent.MOUSE_PRESSED,
        event -> {
          startX = event.getScreenX();
          startY = event.getScreenY();
        });
    list.addEventFilter(
        MouseEvent.MOUSE_DRAGGED,
        event -> {
          if (pressed != null && target != null) {
            double distance = Math.hypot(event.getScreenX() - startX, event.getScreenY() - startY);
            dragging |= distance > THRESHOLD;
            if (dragging) {
              list.setCursor(Cursor.CLOSED_HAND);
              target.hover(pressed, event.getScreenX(), event.getScreenY());
              event.consume();
            }
          }
        });
    list.addEventFilter(
        MouseEvent.MOUSE_RELEASED,
        event -> {
          list.setCursor(null);
          if (dragging && pressed != null && target != null) {
            target.drop(pressed, event.getScreenX(), event.getScreenY());
            event.consume();
          }
          pressed = null;
          dragging = false;
        });
  }
}
