package org.modelwright.layer;

import java.util.List;
import org.modelwright.operator.Operator;
import org.modelwright.operator.Value;

/// Turns each head's feature pairs by an angle that grows with the position: x [B, T, width] -> [B,
/// T, width] (Su et al., "RoFormer", 2021). [SelfAttention] has the same as a setting.
public final class RotaryPositions implements Layer {

  private static final Setting<Long> HEADS = Setting.integer("heads", 1L, "1", 1, 1024);
  static final Setting<Double> BASE = Setting.number("rotaryBase", 10_000, 10, 1e9);

  @Override
  public String kind() {
    return "RotaryPositions";
  }

  @Override
  public Family family() {
    return Family.EMBEDDING;
  }

  @Override
  public List<String> inputs() {
    return List.of("x");
  }

  @Override
  public List<Setting<?>> settings() {
    return List.of(HEADS, BASE);
  }

  @Override
  public void write(LayerBuilder builder) {
    Value heads =
        builder.apply("heads", new Operator.SplitHeads(builder.get(HEADS)), builder.features(0));
    Value turned = builder.apply("turned", new Operator.Rotary(builder.get(BASE), false), heads);
    builder.output(builder.apply("", new Operator.MergeHeads(), turned));
  }
}
