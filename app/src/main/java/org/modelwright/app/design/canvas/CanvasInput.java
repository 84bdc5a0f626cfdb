package org.modelwright.app.design.canvas;

import java.util.List;
import java.util.function.Consumer;
import javafx.scene.control.Tooltip;
import javafx.scene.input.KeyEvent;
import javafx.scene.input.MouseButton;
import javafx.scene.input.MouseEvent;
import javafx.scene.input.ScrollEvent;
import javafx.scene.input.ZoomEvent;
import javafx.util.Duration;
import org.jspecify.annotations.Nullable;
import org.modelwright.app.design.canvas.Pointer.Button;
import org.modelwright.app.design.canvas.Pointer.Phase;
import org.modelwright.graph.Problem;

/// Turns the window's events on the drawing into gestures and keys.
final class CanvasInput {

  private static final double NEAR = 9;
  private static final double ZOOM_A_PIXEL = 0.0025;
  private static final double SCROLL = 40;

  private final DrawingPane pane;
  private final CanvasModel model;
  private final Consumer<@Nullable String> hovered;
  private final Tooltip tooltip = new Tooltip();
  private Facts facts = Facts.NONE;
  private boolean space;
  private boolean tipped;

  /// @param hovered told which box the mouse is on; null for none
  CanvasInput(DrawingPane pane, CanvasModel model, Consumer<@Nullable String> hovered) {
    this.pane = pane;
    this.model = model;
    this.hovered = hovered;
    tooltip.setShowDelay(Duration.millis(500));
    tooltip.setWrapText(true);
    tooltip.setMaxWidth(360);
    pane.addEventHandler(MouseEvent.MOUSE_PRESSED, e -> mouse(Phase.PRESS, e));
    pane.addEventHandler(MouseEvent.MOUSE_DRAGGED, e -> mouse(Phase.DRAG, e));
    pane.addEventHandler(MouseEvent.MOUSE_RELEASED, e -> mouse(Phase.RELEASE, e));
    pane.addEventHandler(MouseEvent.MOUSE_MOVED, e -> hover(e.getX(), e.getY()));
    pane.addEventHandler(MouseEvent.MOUSE_EXITED, _ -> hovered.accept(null));
    pane.addEventHandler(ScrollEvent.SCROLL, this::scroll);
    pane.addEventHandler(ZoomEvent.ZOOM, e -> zoom(e.getX(), e.getY(), e.getZoomFactor()));
    pane.addEventHandler(KeyEvent.KEY_PRESSED, this::key);
    pane.addEventHandler(
        KeyEvent.KEY_RELEASED,
        e -> {
          if (e.getCode() == javafx.scene.input.KeyCode.SPACE) {
            space = false;
          }
        });
  }

  /// Takes away what stands beside the mouse.
  void dispose() {
    tip(null);
  }

  void setFacts(Facts known) {
    facts = known;
  }

  /// How far a port counts as under the mouse, in canvas units.
  double near() {
    return Math.clamp(NEAR / model.viewportProperty().get().scale(), 6, 16);
  }

  private void mouse(Phase phase, MouseEvent event) {
    if (phase == Phase.PRESS) {
      pane.requestFocus();
      tip(null);
    }
    Viewport view = model.viewportProperty().get();
    Button button =
        event.getButton() == MouseButton.MIDDLE || space
            ? Button.PAN
            : event.getButton() == MouseButton.SECONDARY ? Button.RIGHT : Button.LEFT;
    model
        .gestures()
        .handle(
            new Pointer(
                phase,
                view.canvasX(event.getX()),
                view.canvasY(event.getY()),
                event.getX(),
                event.getY(),
                button,
                event.isShiftDown(),
                event.isShortcutDown(),
                event.getClickCount(),
                near()));
    event.consume();
  }

  private void scroll(ScrollEvent event) {
    if (event.isShortcutDown()) {
      zoom(event.getX(), event.getY(), Math.exp(event.getDeltaY() * ZOOM_A_PIXEL));
    } else {
      model.pan(event.getDeltaX(), event.getDeltaY());
    }
    event.consume();
  }

  private void zoom(double x, double y, double factor) {
    model.setViewport(model.viewportProperty().get().zoomedAt(x, y, factor));
  }

  private void hover(double viewX, double viewY) {
    Viewport view = model.viewportProperty().get();
    double x = view.canvasX(viewX);
    double y = view.canvasY(viewY);
    Picture picture = model.picture();
    Box box =
        picture.boxes().values().stream()
            .filter(b -> b.area().grownBy(near() / 2).contains(x, y))
            .reduce((first, last) -> last)
            .orElse(null);
    hovered.accept(box == null ? null : box.id());
    if (box != null) {
      tip(words(box));
    } else {
      tip(
          picture
              .edgeAt(x, y, near())
              .map(e -> e.source() + " → " + e.to() + "   " + facts.shape(e.source()))
              .orElse(null));
    }
  }

  private @Nullable String words(Box box) {
    if (!box.isNode()) {
      return null;
    }
    var words = new StringBuilder(box.title()).append("  ·  ").append(box.kind());
    if (box.repeat() > 1) {
      words.append(" × ").append(box.repeat());
    }
    if (!box.settings().isEmpty()) {
      words.append('\n').append(box.settings());
    }
    List<Problem> problems = facts.problems(box.id());
    problems.stream()
        .limit(4)
        .forEach(p -> words.append("\n\n").append(p.sentences(model.locale())));
    if (problems.size() > 4) {
      words.append("\n\n…");
    }
    return words.toString();
  }

  private void tip(@Nullable String words) {
    if (words != null) {
      tooltip.setText(words);
    }
    if ((words != null) != tipped) {
      tipped = words != null;
      if (tipped) {
        Tooltip.install(pane, tooltip);
      } else {
        tooltip.hide();
        Tooltip.uninstall(pane, tooltip);
      }
    }
  }

  private void key(KeyEvent event) {
    if (handled(event)) {
      event.consume();
    }
  }

  private boolean handled(KeyEvent event) {
    switch (event.getCode()) {
      case ESCAPE -> {
        if (model.gestures().isIdle()) {
          model.select(java.util.Set.of());
          model.selectEdge(null);
        } else {
          model.gestures().cancel();
        }
      }
      case SPACE -> space = true;
      case UP -> arrow(event, 0, -1);
      case DOWN -> arrow(event, 0, 1);
      case LEFT -> arrow(event, -1, 0);
      case RIGHT -> arrow(event, 1, 0);
      case EQUALS, ADD -> {
        // what Shortcut+Plus is on keyboards whose plus needs Shift
        if (!event.isShortcutDown()) {
          return false;
        }
        model.zoomBy(1.25);
      }
      case SUBTRACT -> {
        if (!event.isShortcutDown()) {
          return false;
        }
        model.zoomBy(0.8);
      }
      case TAB -> {
        return !event.isShortcutDown() && model.step(event.isShiftDown() ? -1 : 1);
      }
      case ENTER -> {
        if (event.isShortcutDown() || model.selected().size() != 1) {
          return false;
        }
        model.enter(model.selected().getFirst().id());
      }
      case BACK_SPACE -> {
        if (event.isShortcutDown()) {
          return false;
        }
        model.delete();
      }
      default -> {
        return false;
      }
    }
    return true;
  }

  private void arrow(KeyEvent event, int dx, int dy) {
    double step = event.isShiftDown() ? 1 : Picture.GRID;
    if (event.isShortcutDown()) {
      model.walk(dx, dy);
    } else if (model.selection().isEmpty()) {
      model.pan(-dx * SCROLL, -dy * SCROLL);
    } else {
      model.nudge(dx * step, dy * step);
    }
  }
}
