package org.modelwright.layer;

import java.util.List;
import org.modelwright.operator.Activation;
import org.modelwright.operator.Operator;
import org.modelwright.operator.Value;

/// down(activation(gate(x)) * up(x)) at each position: x [B, T, width] -> the same. With `silu` it is
/// SwiGLU, with `gelu` GeGLU (Shazeer, "GLU Variants Improve Transformer", 2020).
public final class GatedMLP implements Layer {

  private static final Setting<Long> HIDDEN =
      Setting.integer(
          "hidden", null, "8/3 x the input's width, rounded up to a multiple of 64", 1, 1 << 22);
  private static final Setting<Activation> ACTIVATION =
      Setting.choice("activation", Activation.SILU);

  /// As many parameters in three matrices as an MLP of 4 x width has in two.
  static long hidden(long width) {
    return Math.ceilDiv(8 * width, 3 * 64L) * 64;
  }

  @Override
  public String kind() {
    return "GatedMLP";
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
    long hidden = builder.find(HIDDEN).orElse(hidden(width));
    Value gate = builder.linear("gate", x, hidden, bias, Settings.NORMAL);
    Value up = builder.linear("up", x, hidden, bias, Settings.NORMAL);
    Value active = builder.apply("active", new Operator.Activate(builder.get(ACTIVATION)), gate);
    Value product = builder.apply("product", new Operator.Multiply(), active, up);
    Value down = builder.linear("down", product, width, bias, Settings.RESIDUAL);
    builder.output(builder.dropout(down, builder.get(Settings.DROPOUT)));
  }
}
