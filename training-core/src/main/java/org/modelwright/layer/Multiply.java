package org.modelwright.layer;

import java.util.List;
import org.modelwright.operator.Operator;

/// The elementwise product of two or more inputs of one shape, such as a gate and what it lets through.
public final class Multiply implements Layer {

  @Override
  public String kind() {
    return "Multiply";
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
    builder.output(builder.combine(new Operator.Multiply()));
  }
}
