package org.modelwright.layer;

import java.util.ArrayList;
import java.util.List;
import org.modelwright.operator.Initializer;
import org.modelwright.operator.Operator;
import org.modelwright.operator.Shape;
import org.modelwright.operator.Value;

/// Normalizes each position to mean 0 and variance 1, then scales and shifts: x [B, T, width] -> the
/// same (Ba et al., "Layer Normalization", 2016).
public final class LayerNorm implements Layer {

  private static final Setting<Boolean> BIAS = Setting.flag("bias", true);

  @Override
  public String kind() {
    return "LayerNorm";
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
    return List.of(BIAS, Settings.EPSILON);
  }

  @Override
  public boolean keepsShape() {
    return true;
  }

  @Override
  public void write(LayerBuilder builder) {
    Value x = builder.features(0);
    Shape shape = Shape.of(LayerBuilder.width(x));
    List<Value> operands = new ArrayList<>(List.of(x));
    operands.add(builder.parameter("weight", shape, new Initializer.Constant(1), false));
    if (builder.get(BIAS)) {
      operands.add(builder.parameter("bias", shape, new Initializer.Constant(0), false));
    }
    builder.output(
        builder.apply(
            "",
            new Operator.LayerNorm(builder.get(Settings.EPSILON)),
            operands.toArray(Value[]::new)));
  }
}
