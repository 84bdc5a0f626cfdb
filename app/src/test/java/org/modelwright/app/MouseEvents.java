package org.modelwright.app;

import javafx.event.EventType;
import javafx.geometry.Point2D;
import javafx.scene.input.MouseButton;
import javafx.scene.input.MouseEvent;

/// Events of the mouse for where the headless robot does not send them.
public final class MouseEvents {

  private MouseEvents() {}

  /// One of the primary button, which is down.
  public static MouseEvent primary(EventType<MouseEvent> type, Point2D screen) {
    return new MouseEvent(
        type,
        0,
        0,
        screen.getX(),
        screen.getY(),
        MouseButton.PRIMARY,
        1,
        false,
        false,
        false,
        false,
        true,
        false,
        false,
        false,
        false,
        false,
        null);
  }
}
