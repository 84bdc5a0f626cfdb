package org.modelwright.layer;

import java.util.List;
import org.modelwright.operator.Initializer;
import org.modelwright.operator.Operator;
import org.modelwright.operator.Shape;
import org.modelwright.operator.Value;

/// Scales each position to a root mean square of 1, then by a learned gain: x [B, T, width] -> the
/// same (Zhang and Sennrich, "Root Mean Square Layer Normalization", 2019).
public final class RMSNorm implements Layer {

  @Override
  public String kind() {
    return "RMSNorm";
  }

  @Override
  public Family family() {
    return Family.NORM;
  }

  @Override
  public List<String> inputs() {
    return List.of("x");
  }

  @Override
  public List<Setting<?>> settings() {
    return List.of(Settings.EPSILON);
  }

  @Override
  public boolean keepsShape() {
    return true;
  }

  @Override
  public void write(LayerBuilder builder) {
    Value x = builder.features(0);
    Value gain =
        builder.parameter(
            "weight", Shape.of(LayerBuilder.width(x)), new Initializer.Constant(1), false);
    builder.output(builder.apply("", new Operator.RmsNorm(builder.get(Settings.EPSILON)), x, gain));
  }
}
