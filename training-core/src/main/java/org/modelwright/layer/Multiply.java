package org.modelwright.layer;

import java.util.List;
import org.modelwright.operator.Operator;
import org.modelwright.operator.Value;

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
  public void write(LayerBuilder builder) {
    Value product = builder.features(0);
    for (int i = 1; i < builder.inputs().size(); i++) {
      product = builder.apply("", new Operator.Multiply(), product, builder.features(i));
    }
    builder.output(product);
  }
}
