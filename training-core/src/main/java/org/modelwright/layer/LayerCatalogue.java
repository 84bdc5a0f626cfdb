package org.modelwright.layer;

import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// All kinds of layers, in the order of the palette.
public final class LayerCatalogue {

  private static final Map<String, Layer> LAYERS = index();

  private LayerCatalogue() {}

  private static Map<String, Layer> index() {
    Map<String, Layer> index = new LinkedHashMap<>();
    for (Layer layer :
        List.of(
            new TokenInput(),
            new TokenEmbedding(),
            new LearnedPositions(),
            new RotaryPositions(),
            new LayerNorm(),
            new RMSNorm(),
            new Linear(),
            new ActivationLayer(),
            new MLP(),
            new GatedMLP(),
            new MixtureOfExperts(),
            new SelfAttention(),
            new Add(),
            new Multiply(),
            new Concat(),
            new Dropout(),
            new LanguageModelHead())) {
      index.put(layer.kind(), layer);
    }
    return index;
  }

  public static Optional<Layer> find(String kind) {
    return Optional.ofNullable(LAYERS.get(kind));
  }

  public static Collection<Layer> all() {
    return java.util.Collections.unmodifiableCollection(LAYERS.values());
  }
}
