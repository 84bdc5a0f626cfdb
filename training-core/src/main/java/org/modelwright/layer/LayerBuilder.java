package org.modelwright.layer;

import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import org.jspecify.annotations.Nullable;
import org.modelwright.operator.Dimension;
import org.modelwright.operator.ElementType;
import org.modelwright.operator.FunctionBuilder;
import org.modelwright.operator.Initializer;
import org.modelwright.operator.Operator;
import org.modelwright.operator.Shape;
import org.modelwright.operator.ShapeException;
import org.modelwright.operator.TensorType;
import org.modelwright.operator.Value;

/// What a layer writes itself into: its inputs and settings on one side, parameters and operators of
/// the block's function on the other.
public final class LayerBuilder {

  /// Numbers of a parameter: their bytes in float32 fit a buffer.
  public static final long MOST_ELEMENTS = 1L << 29;

  private final String node;
  private final List<Value> inputs;
  private final Map<String, String> settings;
  private final OptionalLong vocabulary;
  private final FunctionBuilder function;
  private @Nullable Value output;

  /// @param settings words as in the file, already checked to be known to the layer
  /// @param vocabulary the tokenizer's size, where it is known
  public LayerBuilder(
      String node,
      List<Value> inputs,
      Map<String, String> settings,
      OptionalLong vocabulary,
      FunctionBuilder function) {
    this.node = node;
    this.inputs = inputs;
    this.settings = settings;
    this.vocabulary = vocabulary;
    this.function = function;
  }

  public Value input(int index) {
    return inputs.get(index);
  }

  public List<Value> inputs() {
    return inputs;
  }

  /// A floating-point input of rank 3, [B, T, width].
  ///
  /// @throws LayerException where it is something else
  public Value features(int index) {
    Value value = inputs.get(index);
    if (!value.element().isFloating()) {
      throw new LayerException(
          "its input holds token numbers, not features", "Put a TokenEmbedding between them.");
    }
    if (value.shape().rank() != 3) {
      throw new LayerException(
          "its input has the shape " + value.shape() + ", but [B, T, width] is needed",
          "Connect it to a node whose output is [B, T, width].");
    }
    return value;
  }

  public static long width(Value value) {
    return value.shape().last().factor();
  }

  /// A setting's value, or its default.
  ///
  /// @throws LayerException where the word in the file is not accepted
  public <T> Optional<T> find(Setting<T> setting) {
    String word = settings.get(setting.name());
    if (word == null) {
      return Optional.ofNullable(setting.ifAbsent());
    }
    Optional<T> value = setting.parser().apply(word);
    if (value.isEmpty()) {
      throw new LayerException(
          "`" + setting.name() + "` is `" + word + "`, but must be " + setting.wanted(),
          "Set " + setting.name() + " to " + setting.wanted() + ".");
    }
    return value;
  }

  /// A setting that has a default of its own.
  public <T> T get(Setting<T> setting) {
    return find(setting)
        .orElseThrow(() ->
            new LayerException(
                "`" + setting.name() + "` is missing",
                "Set " + setting.name() + " to " + setting.wanted() + "."));
  }

  /// @param setting whose value `part` is
  /// @param wholeName what `whole` is, in words
  /// @throws LayerException where `part` does not divide `whole`; the remedy names one that does
  public void requireDivisor(long whole, long part, String setting, String wholeName) {
    if (whole % part != 0) {
      long remedy = Math.min(part, whole);
      while (whole % remedy != 0) {
        remedy--;
      }
      throw new LayerException(
          "`" + setting + "` is " + part + ", which does not divide " + wholeName + " " + whole,
          "Set " + setting + " to " + remedy + ".");
    }
  }

  /// The size of the vocabulary: the setting, or else the tokenizer's.
  public long vocabulary(Setting<Long> setting) {
    return find(setting)
        .orElseGet(() ->
            vocabulary.orElseThrow(() ->
                new LayerException(
                    "the size of the vocabulary is not known yet",
                    "Set `vocabulary`, or give the project data and a tokenizer.")));
  }

  /// A float32 parameter.
  ///
  /// @param path its name inside the layer: `query.weight`
  /// @param shape of fixed dimensions
  /// @throws LayerException where it is larger than a buffer
  public Value parameter(String path, Shape shape, Initializer initializer, boolean decays) {
    double elements =
        shape.dimensions().stream().mapToDouble(Dimension::factor).reduce(1, (a, b) -> a * b);
    if (elements > MOST_ELEMENTS) {
      throw new LayerException(
          "its parameter `%s` is %s, more than the %d numbers that fit a buffer"
              .formatted(path, shape, MOST_ELEMENTS),
          "Make what its size comes from smaller.");
    }
    return function.parameter(
        node + "." + path, new TensorType(ElementType.FLOAT32, shape), initializer, decays);
  }

  /// Offers a value to later layers of the same block.
  public void share(String key, Value value) {
    function.share(key, value);
  }

  /// What earlier layers of the same block offer under this key.
  public List<Value> shared(String key) {
    return function.shared(key);
  }

  /// @param hint a word for the result's name in the program text; empty for the layer's own name
  public Value apply(String hint, Operator operator, Value... operands) {
    try {
      return function.apply(
          node, hint.isEmpty() ? node : node + "_" + hint, operator, Arrays.asList(operands));
    } catch (ShapeException e) {
      throw new LayerException(
          e.getMessage() + "",
          "Change the widths so that they agree, or put a Linear between them.");
    }
  }

  /// x [..., in] -> [..., out] by a matrix of its own, `NAME.weight` [out, in], and `NAME.bias` if
  /// asked for.
  public Value linear(String name, Value x, long out, boolean bias, Initializer initializer) {
    Value weight = parameter(name + ".weight", Shape.of(out, width(x)), initializer, true);
    if (!bias) {
      return apply(name, new Operator.Linear(), x, weight);
    }
    Value b = parameter(name + ".bias", Shape.of(out), new Initializer.Constant(0), false);
    return apply(name, new Operator.Linear(), x, weight, b);
  }

  /// [Operator.Dropout], left out where the probability is 0.
  public Value dropout(Value x, double probability) {
    return probability == 0 ? x : apply("dropout", new Operator.Dropout(probability), x);
  }

  public void output(Value value) {
    output = value;
  }

  /// What the layer named as its output.
  public Value output() {
    if (output == null) {
      throw new IllegalStateException(node + " wrote no output");
    }
    return output;
  }
}
