package org.modelwright.layer;

import java.util.List;
import org.modelwright.operator.Operator;
import org.modelwright.operator.Shape;
import org.modelwright.operator.Value;

/// Adds a learned vector for each position: x [B, T, width] -> [B, T, width], T at most `length`
/// (Radford et al., "Improving Language Understanding by Generative Pre-Training", 2018).
public final class LearnedPositions implements Layer {

  private static final Setting<Long> LENGTH = Setting.integer("length", 1024L, "1024", 1, 1 << 22);

  @Override
  public String kind() {
    return "LearnedPositions";
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
    return List.of(LENGTH, Settings.DROPOUT);
  }

  @Override
  public boolean keepsShape() {
    return true;
  }

  @Override
  public void write(LayerBuilder builder) {
    Value x = builder.features(0);
    Value table =
        builder.parameter(
            "weight", Shape.of(builder.get(LENGTH), LayerBuilder.width(x)), Settings.NORMAL, true);
    Value positions = builder.apply("rows", new Operator.PositionEmbedding(false), table, x);
    Value sum = builder.apply("", new Operator.Add(), x, positions);
    builder.output(builder.dropout(sum, builder.get(Settings.DROPOUT)));
  }
}
