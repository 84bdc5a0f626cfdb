package org.modelwright.layer;

import java.util.List;
import org.modelwright.operator.Operator;

/// The elementwise sum of two or more inputs of one shape: the residual connection of He et al.,
/// "Deep Residual Learning for Image Recognition", 2016.
public final class Add implements Layer {

  @Override
  public String kind() {
    return "Add";
  }

  @Override
  public Family family() {
    return Family.COMBINE;
  }

  @Override
  public List<String> inputs() {
    return List.of("a", "b...");
  }

  @Override
  public List<Setting<?>> settings() {
    return List.of();
  }

  @Override
  public boolean keepsShape() {
    return true;
  }

  @Override
  public void write(LayerBuilder builder) {
    builder.output(builder.combine(new Operator.Add()));
  }
}
