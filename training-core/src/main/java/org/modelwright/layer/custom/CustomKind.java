package org.modelwright.layer.custom;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.modelwright.file.Words;
import org.modelwright.graph.CustomLayer;
import org.modelwright.layer.Layer;
import org.modelwright.layer.LayerBuilder;
import org.modelwright.layer.LayerException;
import org.modelwright.layer.Setting;
import org.modelwright.operator.CustomOperator;
import org.modelwright.operator.Dimension;
import org.modelwright.operator.ElementType;
import org.modelwright.operator.Initializer;
import org.modelwright.operator.Operator;
import org.modelwright.operator.Shape;
import org.modelwright.operator.SourceNumber;
import org.modelwright.operator.TensorType;
import org.modelwright.operator.Value;

/// A kind of layer that a drawing defines: its code checked and printed once, its shapes worked out
/// where a node uses it.
public final class CustomKind implements Layer {

  private static final long FURTHEST = 1_000_000_000_000L;
  private static final int MOST_NAMES = 64;
  private static final long EXAMPLE = 16;

  /// Whatever ends so is taken for a part of LoRA: trained where all else is frozen, and merged.
  private static final Set<String> ADAPTERS = Set.of("loraA", "loraB");

  private final CustomLayer definition;
  private final Map<String, Setting<?>> settings;
  private final Translation.Body body;
  private final String method;

  private CustomKind(
      CustomLayer definition,
      Map<String, Setting<?>> settings,
      Translation.Body body,
      String method) {
    this.definition = definition;
    this.settings = settings;
    this.body = body;
    this.method = method;
  }

  /// @throws LayerException where the definition or its code is wrong, in words
  public static CustomKind of(CustomLayer definition) {
    Names.require(definition.name(), Words.of("code.part.layer"));
    requireCounts(definition);
    Map<String, Setting<?>> settings = new LinkedHashMap<>();
    definition.settings().forEach((name, word) -> settings.put(name, setting(name, word)));
    Map<String, Typed> values = new LinkedHashMap<>();
    definition
        .inputs()
        .keySet()
        .forEach(name -> define(values, Words.of("code.part.input"), name, Kind.TENSOR));
    definition
        .parameters()
        .keySet()
        .forEach(name -> define(values, Words.of("code.part.parameter"), name, Kind.TENSOR));
    settings.forEach((name, setting) ->
        define(
            values,
            Words.of("code.part.setting"),
            name,
            isWhole(setting) ? Kind.WHOLE : Kind.DECIMAL));
    for (String name : sizes(definition, settings.keySet())) {
      define(values, Words.of("code.part.size"), name, Kind.WHOLE);
    }
    Translation.Body body = Translation.of(Parser.code(definition.code()), values);
    requireUsed(definition, body);
    return new CustomKind(definition, settings, body, method(definition, values, body));
  }

  private static void requireCounts(CustomLayer definition) {
    if (definition.inputs().isEmpty() || definition.inputs().size() > Sizes.MOST_DIMENSIONS) {
      throw LayerException.of("code.inputs", definition.inputs().size(), Sizes.MOST_DIMENSIONS);
    }
    if (definition.settings().size() + definition.parameters().size() > MOST_NAMES) {
      throw LayerException.of("code.names", MOST_NAMES);
    }
    if (definition.output().isEmpty()) {
      throw LayerException.of("code.noOutput");
    }
  }

  private static void define(Map<String, Typed> values, Words what, String name, Kind kind) {
    Names.require(name, what);
    if (ADAPTERS.contains(name)) {
      throw LayerException.of("code.adapter", what, name);
    }
    Set<String> sources = kind == Kind.TENSOR ? Set.of(name) : Set.of();
    if (values.put(name, new Typed(name, kind, false, sources)) != null) {
      throw LayerException.of("code.nameTwice", what, name);
    }
  }

  private static Setting<?> setting(String name, String word) {
    try {
      Setting<?> setting =
          word.matches("-?\\d+")
              ? Setting.integer(name, Long.parseLong(word), word, -FURTHEST, FURTHEST)
              : Setting.number(name, Double.parseDouble(word), -FURTHEST, FURTHEST);
      if (word.matches("[-+.0-9eE]+") && setting.parser().apply(word).isPresent()) {
        return setting;
      }
    } catch (NumberFormatException e) {
      // falls through to the same complaint
    }
    throw LayerException.of("code.settingNumber", name, word);
  }

  private static boolean isWhole(Setting<?> setting) {
    return setting.ifAbsent() instanceof Long;
  }

  /// `B`, `T`, and what the shapes of the inputs bind.
  private static List<String> sizes(CustomLayer definition, Set<String> settings) {
    List<String> sizes = new ArrayList<>(List.of("B", "T"));
    for (List<String> shape : definition.inputs().values()) {
      for (String word : shape) {
        if (Sizes.isName(word) && !sizes.contains(word) && !settings.contains(word)) {
          sizes.add(word);
        }
      }
    }
    return sizes;
  }

  /// A parameter that no gradient reaches cannot be trained, and an input that nothing reads is a slip.
  private static void requireUsed(CustomLayer definition, Translation.Body body) {
    for (String name : definition.parameters().keySet()) {
      if (!body.sources().contains(name)) {
        throw LayerException.of("code.noGradient", name);
      }
    }
    for (String name : definition.inputs().keySet()) {
      if (!body.read().contains(name)) {
        throw LayerException.of("code.unreadInput", name);
      }
    }
  }

  private static String method(
      CustomLayer definition, Map<String, Typed> values, Translation.Body body) {
    List<String> arguments = new ArrayList<>(List.of("self: __torch__.Model"));
    values.forEach((name, value) -> {
      if (value.kind() == Kind.TENSOR || isArgument(definition, body, name)) {
        String type =
            switch (value.kind()) {
              case TENSOR -> "Tensor";
              case WHOLE -> "int";
              default -> "float";
            };
        arguments.add(name + ": " + type);
      }
    });
    var text = new StringBuilder();
    // no block or node has a name that begins so
    text.append("  def _").append(definition.name());
    text.append("(").append(String.join(", ", arguments)).append(") -> Tensor:\n");
    for (String name : List.of("B", "T")) {
      if (body.read().contains(name)) {
        text.append("    ").append(name).append(" = ").append(extent(definition, name));
        text.append('\n');
      }
    }
    body.lines().forEach(line -> text.append("    ").append(line).append('\n'));
    return text.toString();
  }

  /// Whether a number is handed over where the layer is used; `B` and `T` are asked of the inputs.
  private static boolean isArgument(CustomLayer definition, Translation.Body body, String name) {
    boolean asked =
        !definition.settings().containsKey(name) && (name.equals("B") || name.equals("T"));
    return body.read().contains(name) && !asked;
  }

  private static String extent(CustomLayer definition, String size) {
    for (Map.Entry<String, List<String>> input : definition.inputs().entrySet()) {
      int at = input.getValue().indexOf(size);
      if (at >= 0) {
        return "torch.size(" + input.getKey() + ", " + at + ")";
      }
    }
    throw LayerException.of("code.noExtent", size);
  }

  @Override
  public String kind() {
    return definition.name();
  }

  @Override
  public Family family() {
    return Family.CUSTOM;
  }

  @Override
  public List<String> inputs() {
    return List.copyOf(definition.inputs().keySet());
  }

  @Override
  public List<Setting<?>> settings() {
    return List.copyOf(settings.values());
  }

  /// The method that the code became, as it stands in programs: all that the engine sees of it.
  public String method() {
    return method;
  }

  /// Whether the code multiplies matrices, and nobody said how many multiply-adds that takes.
  public boolean hidesWork() {
    return body.products() && definition.multiplyAdds().isEmpty();
  }

  /// Inputs for a trial where no node uses the layer: sizes that only the inputs fix are 16.
  ///
  /// @throws LayerException where a declared shape makes no sense
  public List<TensorType> exampleInputs() {
    var known = new Sizes();
    settings.forEach((name, setting) -> {
      if (setting.ifAbsent() instanceof Long whole) {
        known.put(name, Dimension.of(whole));
      }
    });
    sizes(definition, settings.keySet()).stream()
        .filter(name -> !known.knows(name))
        .forEach(name -> known.put(name, Dimension.of(EXAMPLE)));
    List<TensorType> types = new ArrayList<>();
    definition
        .inputs()
        .forEach((name, shape) ->
            types.add(
                new TensorType(
                    ElementType.FLOAT32, known.shape(shape, Words.of("code.part.shapeOf", name)))));
    return types;
  }

  /// Names of the inputs, then of the parameters: what a use of it reads, in order.
  public List<String> operands() {
    List<String> names = new ArrayList<>(inputs());
    names.addAll(definition.parameters().keySet());
    return names;
  }

  @Override
  public void write(LayerBuilder builder) {
    var sizes = new Sizes();
    Map<String, String> numbers = new HashMap<>();
    settings.forEach((name, setting) -> {
      Object value = builder.get(setting);
      numbers.put(name, number(value));
      if (value instanceof Long whole) {
        sizes.put(name, Dimension.of(whole));
      }
    });
    List<Value> operands = new ArrayList<>();
    int at = 0;
    for (Map.Entry<String, List<String>> input : definition.inputs().entrySet()) {
      Value value = builder.input(at);
      LayerBuilder.requireFloating(value, at, "problem.tokensNotFeaturesOf", input.getKey());
      at++;
      sizes.bind(input.getKey(), input.getValue(), value.shape());
      operands.add(value);
    }
    definition
        .parameters()
        .forEach((name, parameter) -> operands.add(parameter(builder, sizes, name, parameter)));
    builder.output(builder.apply("", operator(sizes, numbers), operands.toArray(Value[]::new)));
  }

  private static Value parameter(
      LayerBuilder builder, Sizes sizes, String name, CustomLayer.Parameter parameter) {
    Words what = Words.of("code.part.shapeOfParameter", name);
    Shape shape = sizes.shape(parameter.shape(), what);
    if (shape.dimensions().stream().anyMatch(d -> !d.isFixed())) {
      throw LayerException.of("code.batchShape", what, shape);
    }
    return builder.parameter(name, shape, initializer(name, parameter.init()), parameter.decays());
  }

  /// Where the batch adds to them, of one position.
  private static void requireElements(Shape shape, Words what) {
    double elements =
        shape.dimensions().stream().mapToDouble(Dimension::factor).reduce(1, (a, b) -> a * b);
    if (elements > LayerBuilder.MOST_ELEMENTS) {
      throw LayerException.of(
          "code.tooManyNumbers", what, shape, "%,d".formatted(LayerBuilder.MOST_ELEMENTS));
    }
  }

  private static Initializer initializer(String parameter, String word) {
    if (word.equals("normal")) {
      return new Initializer.Normal(0.02);
    }
    try {
      double value = Double.parseDouble(word);
      if (Math.abs(value) <= FURTHEST) {
        return new Initializer.Constant(value);
      }
    } catch (NumberFormatException e) {
      // falls through to the same complaint
    }
    throw LayerException.of("code.init", parameter, word);
  }

  private Operator operator(Sizes sizes, Map<String, String> numbers) {
    Shape output = sizes.shape(definition.output(), Words.of("code.part.shapeOfOutput"));
    requireElements(output, Words.of("code.part.shapeOfOutput"));
    List<String> arguments = new ArrayList<>();
    for (String name : settings.keySet()) {
      if (body.read().contains(name)) {
        arguments.add(numbers.getOrDefault(name, ""));
      }
    }
    for (String name : sizes(definition, settings.keySet())) {
      if (isArgument(definition, body, name)) {
        Dimension size = sizes.get(name);
        if (!size.isFixed()) {
          throw LayerException.of("code.batchSize", name, size);
        }
        arguments.add(Long.toString(size.factor()));
      }
    }
    Dimension work =
        definition.multiplyAdds().isEmpty()
            ? null
            : sizes.of(definition.multiplyAdds(), Words.of("code.part.multiplyAdds"));
    return new CustomOperator(
        definition.name(),
        method,
        arguments,
        output,
        definition.positionwise(),
        work,
        body.tensors());
  }

  private static String number(Object value) {
    return value instanceof Double decimal ? SourceNumber.of(decimal) : value.toString();
  }
}
