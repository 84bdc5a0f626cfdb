package org.modelwright.app.design.canvas;

import java.util.Locale;
import org.modelwright.graph.Architecture;
import org.modelwright.layer.Layer;
import org.modelwright.layer.LayerCatalogue;

/// The colour groups of the canvas: the families of layers, and blocks.
public enum Tint {
  INPUT,
  EMBEDDING,
  NORM,
  LINEAR,
  ACTIVATION,
  ATTENTION,
  COMBINE,
  REGULARIZATION,
  HEAD,
  CUSTOM,
  BLOCK;

  public static Tint of(Layer.Family family) {
    return valueOf(family.name());
  }

  /// A kind that nobody knows counts as custom.
  public static Tint of(Architecture architecture, String kind) {
    if (architecture.blocks().containsKey(kind)) {
      return BLOCK;
    }
    return LayerCatalogue.find(kind).map(layer -> of(layer.family())).orElse(CUSTOM);
  }

  /// The looked-up colour's name.
  public String color() {
    return "-mw-family-" + name().toLowerCase(Locale.ROOT);
  }
}
