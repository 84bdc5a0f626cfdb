package org.modelwright.app.design.canvas;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.modelwright.graph.Architecture;
import org.modelwright.layer.LayerCatalogue;

/// What a drawing can be made of.
public final class Kinds {

  /// One kind of layer, or a block of the drawing.
  public record Choice(String kind, Tint tint) {

    /// Whether every word of a search occurs in its name or its group's.
    public boolean matches(String search) {
      String name = (kind + " " + tint).toLowerCase(Locale.ROOT);
      for (String word : search.toLowerCase(Locale.ROOT).strip().split("\\s+")) {
        if (!name.contains(word)) {
          return false;
        }
      }
      return true;
    }
  }

  private Kinds() {}

  /// The catalogue by families, then the drawing's own blocks and custom layers.
  public static List<Choice> of(Architecture architecture) {
    List<Choice> choices = new ArrayList<>();
    for (Tint tint : Tint.values()) {
      LayerCatalogue.all().stream()
          .filter(layer -> Tint.of(layer.family()) == tint)
          .forEach(layer -> choices.add(new Choice(layer.kind(), tint)));
    }
    architecture.blocks().keySet().forEach(b -> choices.add(new Choice(b, Tint.BLOCK)));
    architecture.layers().keySet().forEach(l -> choices.add(new Choice(l, Tint.CUSTOM)));
    return choices;
  }
}
