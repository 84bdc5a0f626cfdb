package org.modelwright.layer;

import java.util.List;
import org.modelwright.operator.Activation;
import org.modelwright.operator.Operator;

/// An elementwise nonlinearity: any shape -> the same.
public final class ActivationLayer implements Layer {

  private static final Setting<Activation> FUNCTION = Setting.choice("function", Activation.GELU);

  @Override
  public String kind() {
    return "Activation";
  }

  @Override
  public Family family() {
    return Family.ACTIVATION;
  }

  @Override
  public List<String> inputs() {
    return List.of("x");
  }

  @Override
  public List<Setting<?>> settings() {
    return List.of(FUNCTION);
  }

  @Override
  public boolean keepsShape() {
    return true;
  }

  @Override
  public void write(LayerBuilder builder) {
    builder.output(
        builder.apply("", new Operator.Activate(builder.get(FUNCTION)), builder.features(0)));
  }
}
