package org.modelwright.app.curves;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Optional;

/// Which part of the curves a chart shows, in the axes' coordinates, and the parts that it showed
/// before. A side that the user has not chosen follows the curves.
final class ViewRange {

  private static final int MOST = 100;

  /// A stretch of an axis.
  record Stretch(double from, double to) {
    Stretch {
      if (!(from < to)) {
        throw new IllegalArgumentException("from " + from + " to " + to);
      }
    }

    double length() {
      return to - from;
    }

    /// The same length elsewhere.
    Stretch movedBy(double distance) {
      return new Stretch(from + distance, to + distance);
    }

    /// Longer or shorter, with a fixed point.
    Stretch scaled(double factor, double around) {
      double length = length() * factor;
      double start = around - (around - from) * factor;
      // as fine as numbers of this size can tell points apart
      return length <= 1e-12 * Math.max(Math.abs(from), Math.abs(to))
          ? this
          : new Stretch(start, start + length);
    }
  }

  /// What is shown.
  private record View(Optional<Stretch> x, Optional<Stretch> y) {}

  private static final View ALL = new View(Optional.empty(), Optional.empty());

  private final Deque<View> before = new ArrayDeque<>();
  private View now = ALL;

  Optional<Stretch> x() {
    return now.x();
  }

  Optional<Stretch> y() {
    return now.y();
  }

  boolean isAll() {
    return now.equals(ALL);
  }

  boolean canUndo() {
    return !before.isEmpty();
  }

  /// Shows another part, from which there is a way back.
  void zoomTo(Optional<Stretch> x, Optional<Stretch> y) {
    remember();
    moveTo(x, y);
  }

  /// Notes what is shown, before a row of small moves.
  void remember() {
    if (before.isEmpty() || !before.peek().equals(now)) {
      before.push(now);
      if (before.size() > MOST) {
        before.removeLast();
      }
    }
  }

  /// Shows another part in place of the present one.
  void moveTo(Optional<Stretch> x, Optional<Stretch> y) {
    now = new View(x, y);
  }

  /// Back to what was shown before.
  void undo() {
    while (!before.isEmpty()) {
      View view = before.pop();
      if (!view.equals(now)) {
        now = view;
        return;
      }
    }
  }

  /// All of the curves.
  void reset() {
    if (!isAll()) {
      zoomTo(Optional.empty(), Optional.empty());
    }
  }

  /// Coordinates of another axis or scaling mean nothing here: everything is shown, and no way leads
  /// back.
  void clear() {
    now = ALL;
    before.clear();
  }
}
