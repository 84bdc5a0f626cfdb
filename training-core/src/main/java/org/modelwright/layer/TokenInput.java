package org.modelwright.layer;

import java.util.List;
import org.modelwright.operator.Dimension;
import org.modelwright.operator.ElementType;
import org.modelwright.operator.Shape;
import org.modelwright.operator.TensorType;

/// Where token numbers enter: [B, T], whole numbers from 0 to the vocabulary's size - 1.
public final class TokenInput implements Layer {

  /// What every token input delivers.
  public static final TensorType TYPE =
      new TensorType(ElementType.INT64, Shape.of(Dimension.BATCH, Dimension.POSITIONS));

  @Override
  public String kind() {
    return "TokenInput";
  }

  @Override
  public Family family() {
    return Family.INPUT;
  }

  @Override
  public List<String> inputs() {
    return List.of();
  }

  @Override
  public List<Setting<?>> settings() {
    return List.of();
  }

  /// The compiler hands the program's own input in as input 0.
  @Override
  public void write(LayerBuilder builder) {
    builder.output(builder.input(0));
  }
}
