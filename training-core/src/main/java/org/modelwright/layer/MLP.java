package org.modelwright.layer;

import java.util.List;
import org.modelwright.operator.Activation;
import org.modelwright.operator.Operator;
import org.modelwright.operator.Value;

/// down(activation(up(x))) at each position: x [B, T, width] -> the same (Vaswani et al., "Attention
/// Is All You Need", 2017, section 3.3).
public final class MLP implements Layer {

  private static final Setting<Long> HIDDEN =
      Setting.integer("hidden", null, "4 x the input's width", 1, 1 << 22);
  private static final Setting<Activation> ACTIVATION =
      Setting.choice("activation", Activation.GELU);

  @Override
  public String kind() {
    return "MLP";
  }

  @Override
  public Family family() {
    return Family.LINEAR;
  }

  @Override
  public List<String> inputs() {
    return List.of("x");
  }

  @Override
  public List<Setting<?>> settings() {
    return List.of(HIDDEN, ACTIVATION, Settings.BIAS, Settings.DROPOUT);
  }

  @Override
  public boolean keepsShape() {
    return true;
  }

  @Override
  public void write(LayerBuilder builder) {
    Value x = builder.features(0);
    long width = LayerBuilder.width(x);
    boolean bias = builder.get(Settings.BIAS);
    long hidden = builder.find(HIDDEN).orElse(4 * width);
    Value up = builder.linear("up", x, hidden, bias, Settings.NORMAL);
    Value active = builder.apply("active", new Operator.Activate(builder.get(ACTIVATION)), up);
    Value down = builder.linear("down", active, width, bias, Settings.RESIDUAL);
    builder.output(builder.dropout(down, builder.get(Settings.DROPOUT)));
  }
}
