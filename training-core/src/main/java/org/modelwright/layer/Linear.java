package org.modelwright.layer;

import java.util.List;
import org.modelwright.operator.Value;

/// A matrix product at each position, with a bias if asked for: x [B, T, in] -> [B, T, width].
public final class Linear implements Layer {

  private static final Setting<Long> WIDTH =
      Setting.integer("width", null, "the input's width", 1, 1 << 22);
  private static final Setting<Boolean> BIAS = Setting.flag("bias", true);

  @Override
  public String kind() {
    return "Linear";
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
    return List.of(WIDTH, BIAS);
  }

  @Override
  public void write(LayerBuilder builder) {
    Value x = builder.features(0);
    long width = builder.find(WIDTH).orElse(LayerBuilder.width(x));
    builder.output(builder.linear("linear", x, width, builder.get(BIAS), Settings.NORMAL));
  }
}
