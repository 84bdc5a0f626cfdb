package org.modelwright.layer;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.function.LongPredicate;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import org.jspecify.annotations.Nullable;
import org.modelwright.file.Words;
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

  /// The key of a fault that is none of a layer's own, so that it is told once.
  public static final String VOCABULARY_UNKNOWN = "problem.vocabularyUnknown";

  private final String node;
  private final List<@Nullable Value> inputs;
  private final Map<String, String> settings;
  private final OptionalLong vocabulary;
  private final FunctionBuilder function;
  private final List<LayerException> faults = new ArrayList<>();
  private @Nullable Value output;

  /// @param inputs null where what feeds one is not known, since something is wrong with that
  /// @param settings words as in the file, already checked to be accepted by the layer
  /// @param vocabulary the tokenizer's size, where it is known
  public LayerBuilder(
      String node,
      List<? extends @Nullable Value> inputs,
      Map<String, String> settings,
      OptionalLong vocabulary,
      FunctionBuilder function) {
    this.node = node;
    this.inputs = new ArrayList<>(inputs);
    this.settings = settings;
    this.vocabulary = vocabulary;
    this.function = function;
  }

  /// The inputs that are known are checked, and what is wrong is found, even where others are not.
  private static final class InputUnknown extends RuntimeException {

    InputUnknown() {
      super("what feeds it is not known", null, false, false);
    }
  }

  /// Lets a layer write itself.
  ///
  /// @return whether it could: nothing was wrong, and no input unknown
  public boolean write(Layer layer) {
    try {
      layer.write(this);
      return faults.isEmpty();
    } catch (LayerException e) {
      faults.add(e);
      return false;
    } catch (InputUnknown e) {
      return false;
    }
  }

  /// What was wrong.
  public List<LayerException> faults() {
    return faults;
  }

  /// Notes a fault that does not keep the layer from looking for others; what it writes from then on
  /// is thrown away.
  public void fault(LayerException fault) {
    faults.add(fault);
  }

  public Value input(int index) {
    Value value = index < inputs.size() ? inputs.get(index) : null;
    if (value == null) {
      throw new InputUnknown();
    }
    return value;
  }

  public int inputCount() {
    return inputs.size();
  }

  /// All inputs, each of them `features`.
  public List<Value> allFeatures() {
    return IntStream.range(0, inputs.size()).mapToObj(this::features).toList();
  }

  /// A floating-point input of rank 3, [B, T, width].
  ///
  /// @throws LayerException where it is something else
  public Value features(int index) {
    Value value = input(index);
    requireFloating(value, index, "problem.tokensNotFeatures");
    if (value.shape().rank() != 3) {
      throw LayerException.of("problem.notFeatures", value.shape());
    }
    return value;
  }

  /// @param key of what is said where the input holds token numbers
  /// @param arguments of what is said
  public static void requireFloating(Value value, int index, String key, Object... arguments) {
    if (!value.element().isFloating()) {
      throw LayerException.of(key, arguments)
          .with(new Remedy.Insert(index, "TokenEmbedding", Map.of()));
    }
  }

  public static long width(Value value) {
    return value.shape().last().factor();
  }

  /// A setting's value, or its default.
  public <T> Optional<T> find(Setting<T> setting) {
    String word = settings.get(setting.name());
    if (word == null) {
      return Optional.ofNullable(setting.ifAbsent());
    }
    return setting.parser().apply(word).or(() -> Optional.ofNullable(setting.ifAbsent()));
  }

  /// A setting that has a default of its own.
  public <T> T get(Setting<T> setting) {
    return find(setting)
        .orElseThrow(() ->
            LayerException.of("problem.missingSetting", setting.name(), setting.type().accepted()));
  }

  /// @param whole what is divided
  /// @param part the value of `setting`
  /// @param wholeName what `whole` is
  /// @param also what is asked of a divisor besides, so that it can be offered
  public void requireDivisor(
      long whole, long part, Setting<Long> setting, Words wholeName, LongPredicate also) {
    if (whole % part != 0) {
      long remedy = Math.min(part, whole);
      while (whole % remedy != 0) {
        remedy--;
      }
      fault(
          LayerException.of("problem.noDivisor", setting.name(), part, wholeName, whole, remedy)
              .with(nearest(setting, whole, part, also)));
    }
  }

  /// The nearest values below and above that divide `whole`.
  static List<Remedy> nearest(Setting<Long> setting, long whole, long part, LongPredicate also) {
    LongPredicate fits =
        d -> whole % d == 0 && also.test(d) && setting.parser().apply(Long.toString(d)).isPresent();
    List<Remedy> nearest = new ArrayList<>();
    LongStream.iterate(Math.min(part, whole), d -> d >= 1, d -> d - 1)
        .filter(fits)
        .findFirst()
        .ifPresent(d -> nearest.add(new Remedy.Set(setting.name(), Long.toString(d))));
    // no setting of this kind goes further
    LongStream.rangeClosed(part + 1, Math.min(whole, Math.max(2 * part, part + 64)))
        .filter(fits)
        .findFirst()
        .ifPresent(d -> nearest.add(new Remedy.Set(setting.name(), Long.toString(d))));
    return nearest;
  }

  /// The size of the vocabulary: the setting, or else the tokenizer's.
  public long vocabulary(Setting<Long> setting) {
    Optional<Long> known =
        find(setting)
            .or(() ->
                vocabulary.isPresent() ? Optional.of(vocabulary.getAsLong()) : Optional.empty());
    if (known.isEmpty()) {
      fault(LayerException.of(VOCABULARY_UNKNOWN));
    }
    return known.orElse(1L);
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
      throw LayerException.of("problem.parameterTooLarge", path, shape, MOST_ELEMENTS);
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
      throw LayerException.of("problem.shapes", e.words());
    }
  }

  /// Combines all inputs one after the other by an operator of two values of one shape. Where only the
  /// widths differ, a map to the width of the first is the remedy.
  public Value combine(Operator operator) {
    List<Value> values = allFeatures();
    Value first = values.getFirst();
    List<Remedy> maps = new ArrayList<>();
    for (int i = 1; i < values.size(); i++) {
      Shape shape = values.get(i).shape();
      if (!shape.last().equals(first.shape().last())
          && shape.with(-1, first.shape().last()).equals(first.shape())) {
        Map<String, String> width = Map.of("width", Long.toString(width(first)));
        maps.add(new Remedy.Insert(i, "Linear", width));
      }
    }
    Value result = first;
    try {
      for (Value value : values.subList(1, values.size())) {
        result = apply("", operator, result, value);
      }
    } catch (LayerException e) {
      throw e.with(maps.size() < 2 ? maps : List.of(new Remedy.All(maps)));
    }
    return result;
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

  /// What the layer named as its output; empty where it did not come so far.
  public Optional<Value> output() {
    return Optional.ofNullable(output);
  }
}
