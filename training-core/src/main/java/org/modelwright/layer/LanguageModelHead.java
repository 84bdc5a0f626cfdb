package org.modelwright.layer;

import java.util.List;
import java.util.Map;
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
    if (!builder.faults().isEmpty()) {
      return;
    }
    builder.output(builder.apply("", new Operator.Linear(), x, weight));
  }

  private static Value tiedTable(LayerBuilder builder, Value x) {
    Remedy untie = new Remedy.Set(TIED.name(), "false");
    List<Value> tables = builder.shared(TokenEmbedding.TABLE);
    if (tables.size() != 1) {
      String key = tables.isEmpty() ? "problem.tiedToNone" : "problem.tiedToSeveral";
      throw LayerException.of(key, tables.size()).with(untie);
    }
    Value table = tables.getFirst();
    if (LayerBuilder.width(table) != LayerBuilder.width(x)) {
      long width = LayerBuilder.width(table);
      throw LayerException.of("problem.tiedWidth", width, LayerBuilder.width(x))
          .with(untie, new Remedy.Insert(0, "Linear", Map.of("width", Long.toString(width))));
    }
    return table;
  }
}
