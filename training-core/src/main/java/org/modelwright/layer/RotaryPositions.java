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
    Value x = builder.features(0);
    long heads = builder.get(HEADS);
    builder.requireDivisor(LayerBuilder.width(x), heads, "heads", "the width");
    requirePairs(LayerBuilder.width(x), heads);
    Value split = builder.apply("heads", new Operator.SplitHeads(heads), x);
    Value turned = builder.apply("turned", new Operator.Rotary(builder.get(BASE), false), split);
    builder.output(builder.apply("", new Operator.MergeHeads(), turned));
  }

  static void requirePairs(long width, long heads) {
    if (width / heads % 2 != 0) {
      throw new LayerException(
          "rotary positions turn pairs of features, but a head's width, "
              + width
              + " / "
              + heads
              + ", is odd",
          "Set heads so that the width divided by heads is even.");
    }
  }
}
