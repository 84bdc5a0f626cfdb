package org.modelwright.layer;

import java.util.List;

/// One kind of layer.
public interface Layer {

  /// The colour groups of palette and canvas.
  enum Family {
    INPUT,
    EMBEDDING,
    NORM,
    LINEAR,
    ACTIVATION,
    ATTENTION,
    COMBINE,
    REGULARIZATION,
    HEAD,
    CUSTOM
  }

  /// The name that stands in files: `SelfAttention`.
  String kind();

  Family family();

  /// Input ports in order; a last one that ends in `...` takes any number, at least two in all.
  List<String> inputs();

  List<Setting<?>> settings();

  /// Whether the output has the type of every input, whatever the settings. Then what follows can be
  /// checked even where something is wrong with this layer.
  default boolean keepsShape() {
    return false;
  }

  /// Writes the layer as operators and names its output.
  ///
  /// @throws LayerException where a setting or an input does not fit, in words with a remedy
  void write(LayerBuilder builder);
}
