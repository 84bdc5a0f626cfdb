package org.modelwright.app.curves;

import java.awt.geom.Rectangle2D;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.modelwright.app.curves.ViewRange.Stretch;

/// What a pointer does to a chart: a rubber band around what is to be seen, or the hand that moves it.
/// Knows no window; places are in the pixels of the chart.
final class ChartGesture {

  /// A band that is less high than this is across the whole height, and likewise less wide.
  private static final double THIN = 8;

  private static final double WHEEL = 0.85;

  /// A rectangle on the screen.
  record Band(double x, double y, double width, double height) {}

  private final ViewRange view;
  private Rectangle2D area = new Rectangle2D.Double(0, 0, 1, 1);
  private Stretch x = new Stretch(0, 1);
  private Stretch y = new Stretch(0, 1);
  private boolean panning;
  private double startX;
  private double startY;
  private @Nullable Band band;

  ChartGesture(ViewRange view) {
    this.view = view;
  }

  /// What is shown now, and where.
  void look(Rectangle2D nowAt, Stretch nowX, Stretch nowY) {
    area = nowAt;
    x = nowX;
    y = nowY;
  }

  Optional<Band> band() {
    return Optional.ofNullable(band);
  }

  /// @param hand whether the chart is to be moved instead of zoomed
  void press(double px, double py, boolean hand) {
    panning = hand;
    startX = px;
    startY = py;
    band = null;
    if (hand) {
      view.remember();
    }
  }

  void drag(double px, double py) {
    if (panning) {
      pan(px - startX, view.y().isPresent() ? py - startY : 0);
      startX = px;
      startY = py;
      return;
    }
    double left = Math.clamp(Math.min(px, startX), area.getMinX(), area.getMaxX());
    double right = Math.clamp(Math.max(px, startX), area.getMinX(), area.getMaxX());
    double top = Math.clamp(Math.min(py, startY), area.getMinY(), area.getMaxY());
    double bottom = Math.clamp(Math.max(py, startY), area.getMinY(), area.getMaxY());
    if (bottom - top < THIN) {
      top = area.getMinY();
      bottom = area.getMaxY();
    } else if (right - left < THIN) {
      left = area.getMinX();
      right = area.getMaxX();
    }
    band =
        right - left < THIN || Math.hypot(px - startX, py - startY) < THIN
            ? null
            : new Band(left, top, right - left, bottom - top);
  }

  /// Shows what is in the band, if there is one.
  ///
  /// @return whether anything changed
  boolean release() {
    Band chosen = band;
    band = null;
    if (panning || chosen == null) {
      return panning;
    }
    boolean allAcross = chosen.width() >= area.getWidth();
    boolean allUpright = chosen.height() >= area.getHeight();
    view.zoomTo(
        allAcross
            ? view.x()
            : Optional.of(new Stretch(atX(chosen.x()), atX(chosen.x() + chosen.width()))),
        allUpright
            ? view.y()
            : Optional.of(new Stretch(atY(chosen.y() + chosen.height()), atY(chosen.y()))));
    return true;
  }

  /// Escape.
  void cancel() {
    band = null;
    panning = false;
  }

  /// Moves what is shown by pixels.
  void pan(double dx, double dy) {
    x = x.movedBy(-dx * x.length() / area.getWidth());
    Optional<Stretch> upright = view.y();
    if (dy != 0) {
      y = y.movedBy(dy * y.length() / area.getHeight());
      upright = Optional.of(y);
    }
    view.moveTo(Optional.of(x), upright);
  }

  /// Zooms around a place.
  ///
  /// @param notches above 0 for nearer
  /// @param upright whether the vertical axis, instead of the horizontal one
  void zoom(double px, double py, double notches, boolean upright) {
    view.remember();
    double factor = Math.pow(WHEEL, notches);
    if (upright) {
      y = y.scaled(factor, atY(py));
      view.moveTo(view.x(), Optional.of(y));
    } else {
      x = x.scaled(factor, atX(px));
      view.moveTo(Optional.of(x), view.y());
    }
  }

  double atX(double px) {
    return x.from() + x.length() * (px - area.getX()) / area.getWidth();
  }

  double atY(double py) {
    return y.from() + y.length() * (area.getMaxY() - py) / area.getHeight();
  }

  double pixelX(double coordinate) {
    return area.getX() + area.getWidth() * (coordinate - x.from()) / x.length();
  }

  boolean contains(double px, double py) {
    return area.contains(px, py);
  }

  double centerX() {
    return area.getCenterX();
  }

  double centerY() {
    return area.getCenterY();
  }
}
