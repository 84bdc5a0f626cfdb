package org.modelwright.layer;

import java.util.List;
import org.modelwright.operator.Operator;
import org.modelwright.operator.Shape;
import org.modelwright.operator.Value;

/// A score for each token of the vocabulary: x [B, T, width] -> [B, T, vocabulary]. Tied, it reads the
/// token embedding's table instead of a matrix of its own (Press and Wolf, "Using the Output
/// Embedding to Improve Language Models", 2017).
public final class LanguageModelHead implements Layer {

  private static final Setting<Boolean> TIED = Setting.flag("tied", true);

  @Override
  public String kind() {
    return "LanguageModelHead";
  }

  @Override
  public Family family() {
    return Family.HEAD;
  }

  @Override
  public List<String> inputs() {
    return List.of("x");
  }

  @Override
  public List<Setting<?>> settings() {
    return List.of(TIED, Settings.VOCABULARY);
  }

  @Override
  public void write(LayerBuilder builder) {
    Value x = builder.features(0);
    Value weight =
        builder.get(TIED)
            ? tiedTable(builder, x)
            : builder.parameter(
                "weight",
                Shape.of(builder.vocabulary(Settings.VOCABULARY), LayerBuilder.width(x)),
                Settings.NORMAL,
                true);
    builder.output(builder.apply("", new Operator.Linear(), x, weight));
  }

  private static Value tiedTable(LayerBuilder builder, Value x) {
    List<Value> tables = builder.shared(TokenEmbedding.TABLE);
    if (tables.size() != 1) {
      throw new LayerException(
          "it is tied, but its block has "
              + (tables.isEmpty() ? "no token embedding" : tables.size() + " token embeddings"),
          tables.isEmpty()
              ? "Put a TokenEmbedding into the same block, or set tied to false."
              : "Leave one TokenEmbedding in the block, or set tied to false.");
    }
    Value table = tables.getFirst();
    if (LayerBuilder.width(table) != LayerBuilder.width(x)) {
      throw new LayerException(
          "it is tied to an embedding of width "
              + LayerBuilder.width(table)
              + ", but its input has width "
              + LayerBuilder.width(x),
          "Give both the same width, or set tied to false.");
    }
    return table;
  }
}
