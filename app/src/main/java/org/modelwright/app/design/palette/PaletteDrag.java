package org.modelwright.app.design.palette;

import javafx.event.EventHandler;
import javafx.scene.Cursor;
import javafx.scene.Node;
import javafx.scene.Scene;
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
  private Runnable unfollow = () -> {};

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
    end();
  }

  void attach(Node list) {
    list.addEventFilter(
        MouseEvent.MOUSE_PRESSED,
        event -> {
          end();
          startX = event.getScreenX();
          startY = event.getScreenY();
          follow(list);
        });
  }

  /// Hears the mouse wherever it goes: not every platform sends a drag to where it began.
  private void follow(Node list) {
    Scene scene = list.getScene();
    if (scene == null) {
      return;
    }
    EventHandler<MouseEvent> moved = event -> drag(scene, event);
    EventHandler<MouseEvent> released = this::release;
    scene.addEventFilter(MouseEvent.MOUSE_DRAGGED, moved);
    scene.addEventFilter(MouseEvent.MOUSE_RELEASED, released);
    unfollow =
        () -> {
          scene.removeEventFilter(MouseEvent.MOUSE_DRAGGED, moved);
          scene.removeEventFilter(MouseEvent.MOUSE_RELEASED, released);
          scene.setCursor(null);
        };
  }

  private void drag(Scene scene, MouseEvent event) {
    if (pressed == null || target == null) {
      return;
    }
    double distance = Math.hypot(event.getScreenX() - startX, event.getScreenY() - startY);
    dragging |= distance > THRESHOLD;
    if (dragging) {
      scene.setCursor(Cursor.CLOSED_HAND);
      target.hover(pressed, event.getScreenX(), event.getScreenY());
      event.consume();
    }
  }

  private void release(MouseEvent event) {
    if (dragging && pressed != null && target != null) {
      target.drop(pressed, event.getScreenX(), event.getScreenY());
      event.consume();
    }
    end();
  }

  private void end() {
    unfollow.run();
    unfollow = () -> {};
    pressed = null;
    dragging = false;
  }
}
