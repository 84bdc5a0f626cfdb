package org.modelwright.layer.custom;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.modelwright.graph.CustomLayer;

/// Custom layers that tests share.
public final class Layers {

  private Layers() {}

  /// A layer of one input `x` [B, T, width], a setting `beta`, a parameter `gain` [width] and this code.
  public static CustomLayer of(String code) {
    return new CustomLayer(
        "Mine",
        Map.of("x", CustomLayer.FEATURES),
        Map.of("beta", "1.5"),
        Map.of("gain", new CustomLayer.Parameter(List.of("width"), "1", false)),
        CustomLayer.FEATURES,
        true,
        "",
        code);
  }

  /// As above, named and without setting and parameter.
  public static CustomLayer plain(String name, boolean positionwise, String code) {
    return new CustomLayer(
        name,
        new LinkedHashMap<>(Map.of("x", CustomLayer.FEATURES)),
        Map.of(),
        Map.of(),
        CustomLayer.FEATURES,
        positionwise,
        "",
        code);
  }
}
