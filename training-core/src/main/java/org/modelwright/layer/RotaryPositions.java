package org.modelwright.layer;

import java.util.List;
import org.modelwright.file.Words;
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
  public boolean keepsShape() {
    return true;
  }

  @Override
  public void write(LayerBuilder builder) {
    Value x = builder.features(0);
    long heads = builder.get(HEADS);
    long width = LayerBuilder.width(x);
    builder.requireDivisor(
        width, heads, HEADS, Words.of("problem.part.theWidth"), h -> isPaired(width, h));
    if (!isPaired(width, heads)) {
      builder.fault(
          unpaired(width, heads)
              .with(LayerBuilder.nearest(HEADS, width, heads, h -> isPaired(width, h))));
    }
    if (!builder.faults().isEmpty()) {
      return;
    }
    Value split = builder.apply("heads", new Operator.SplitHeads(heads), x);
    Value turned = builder.apply("turned", new Operator.Rotary(builder.get(BASE), false), split);
    builder.output(builder.apply("", new Operator.MergeHeads(), turned));
  }

  /// Whether the features of each head come in pairs.
  static boolean isPaired(long width, long heads) {
    return width / heads % 2 == 0;
  }

  static LayerException unpaired(long width, long heads) {
    return LayerException.of("problem.oddHeads", width, heads);
  }
}
