package org.modelwright.layer;

import java.util.List;
import org.modelwright.operator.Operator;
import org.modelwright.operator.Shape;
import org.modelwright.operator.Value;

/// A learned vector for each token: tokens [B, T] -> [B, T, width].
public final class TokenEmbedding implements Layer {

  private static final Setting<Long> WIDTH = Setting.integer("width", 256L, "256", 1, 1 << 20);

  /// The key under which a tied head finds the table.
  static final String TABLE = "token table";

  @Override
  public String kind() {
    return "TokenEmbedding";
  }

  @Override
  public Family family() {
    return Family.EMBEDDING;
  }

  @Override
  public List<String> inputs() {
    return List.of("tokens");
  }

  @Override
  public List<Setting<?>> settings() {
    return List.of(WIDTH, Settings.VOCABULARY, Settings.DROPOUT);
  }

  @Override
  public void write(LayerBuilder builder) {
    Value tokens = builder.input(0);
    if (tokens.element().isFloating()) {
      throw LayerException.of("problem.featuresNotTokens").with(new Remedy.Feed(0, "TokenInput"));
    }
    Value table =
        builder.parameter(
            "weight",
            Shape.of(builder.vocabulary(Settings.VOCABULARY), builder.get(WIDTH)),
            Settings.NORMAL,
            true);
    builder.share(TABLE, table);
    Value x = builder.apply("", new Operator.Embedding(), table, tokens);
    builder.output(builder.dropout(x, builder.get(Settings.DROPOUT)));
  }
}
