package org.modelwright.app.design.canvas;

import java.util.EnumMap;
import java.util.Map;
import java.util.function.Function;
import javafx.scene.paint.Color;

/// The colours of a drawing, read from the style sheets once per theme: shapes are many, and a style
/// rule for each would cost more than drawing them.
///
/// @param canvas behind everything
/// @param box behind the words of a node
/// @param families by tint
record Colors(
    Color canvas,
    Color box,
    Color text,
    Color muted,
    Color border,
    Color edge,
    Color accent,
    Color danger,
    Color warning,
    Map<Tint, Color> families) {

  /// Before a style sheet has been read.
  static final Colors GREY =
      of(name -> name.contains("bg") || name.contains("emphasis") ? Color.WHITE : Color.GREY);

  /// @param lookUp the colour of a name of the style sheets
  static Colors of(Function<String, Color> lookUp) {
    var families = new EnumMap<Tint, Color>(Tint.class);
    for (Tint tint : Tint.values()) {
      families.put(tint, lookUp.apply(tint.color()));
    }
    return new Colors(
        lookUp.apply("-color-bg-subtle"),
        lookUp.apply("-color-bg-default"),
        lookUp.apply("-color-fg-default"),
        lookUp.apply("-color-fg-muted"),
        lookUp.apply("-color-border-default"),
        lookUp.apply("-color-fg-subtle"),
        lookUp.apply("-color-accent-fg"),
        lookUp.apply("-color-danger-fg"),
        lookUp.apply("-color-warning-fg"),
        families);
  }

  Color family(Tint tint) {
    return families.getOrDefault(tint, muted);
  }

  /// A family's colour, faint, behind words.
  Color wash(Tint tint) {
    return box.interpolate(family(tint), 0.10);
  }
}
