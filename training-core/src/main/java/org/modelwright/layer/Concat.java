package org.modelwright.layer;

import java.util.List;
import org.modelwright.operator.Operator;
import org.modelwright.operator.Value;

/// Two or more inputs side by side: [B, T, a], [B, T, b] -> [B, T, a + b].
public final class Concat implements Layer {

  @Override
  public String kind() {
    return "Concat";
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
    builder.output(
        builder.apply("", new Operator.Concat(), builder.allFeatures().toArray(Value[]::new)));
  }
}
