package org.modelwright.app.design.canvas;

import java.util.HashMap;
import java.util.Map;
import javafx.scene.text.Font;
import javafx.scene.text.FontWeight;
import javafx.scene.text.Text;

/// The fonts of the canvas, and how much of a text fits. Widths are kept: drawings repeat their words.
final class TextFit {

  static final double TITLE = 13;
  static final double SMALL = 11;
  static final double LABEL = 10.5;

  private record Key(String text, Font font) {}

  private static final int MOST = 10_000;

  private final Map<Key, Double> widths = new HashMap<>();
  private final Font title = Font.font(Font.getDefault().getFamily(), FontWeight.BOLD, TITLE);
  private final Font small = Font.font(Font.getDefault().getFamily(), SMALL);
  private final Font label = Font.font(Font.getDefault().getFamily(), LABEL);

  Font title() {
    return title;
  }

  Font small() {
    return small;
  }

  Font label() {
    return label;
  }

  double width(String text, Font font) {
    if (widths.size() > MOST) {
      widths.clear();
    }
    return widths.computeIfAbsent(
        new Key(text, font),
        k -> {
          var shape = new Text(k.text());
          shape.setFont(k.font());
          return shape.getLayoutBounds().getWidth();
        });
  }

  /// As much as fits, with an ellipsis where that is not all.
  String fit(String text, Font font, double width) {
    if (text.isEmpty() || width(text, font) <= width) {
      return text;
    }
    int low = 0;
    int high = text.length() - 1;
    while (low < high) {
      int middle = (low + high + 1) / 2;
      if (width(text.substring(0, middle) + "…", font) <= width) {
        low = middle;
      } else {
        high = middle - 1;
      }
    }
    return low == 0 ? "" : text.substring(0, low).stripTrailing() + "…";
  }
}
