package org.modelwright.layer;

import java.util.List;
import org.modelwright.operator.Operator;
import org.modelwright.operator.Value;

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
  public void write(LayerBuilder builder) {
    Value sum = builder.features(0);
    for (int i = 1; i < builder.inputs().size(); i++) {
      sum = builder.apply("", new Operator.Add(), sum, builder.features(i));
    }
    builder.output(sum);
  }
}
