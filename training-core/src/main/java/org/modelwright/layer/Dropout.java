package org.modelwright.layer;

import java.util.List;

/// In training, sets features to 0 with a probability and scales the rest: x -> the same shape
/// (Srivastava et al., "Dropout", 2014).
public final class Dropout implements Layer {

  private static final Setting<Double> PROBABILITY = Setting.number("probability", 0.1, 0, 0.95);

  @Override
  public String kind() {
    return "Dropout";
  }

  @Override
  public Family family() {
    return Family.REGULARIZATION;
  }

  @Override
  public List<String> inputs() {
    return List.of("x");
  }

  @Override
  public List<Setting<?>> settings() {
    return List.of(PROBABILITY);
  }

  @Override
  public boolean keepsShape() {
    return true;
  }

  @Override
  public void write(LayerBuilder builder) {
    builder.output(builder.dropout(builder.features(0), builder.get(PROBABILITY)));
  }
}
