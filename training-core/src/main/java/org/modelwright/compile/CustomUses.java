package org.modelwright.compile;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import org.modelwright.graph.Architecture;
import org.modelwright.layer.LayerBuilder;
import org.modelwright.layer.custom.CustomKind;
import org.modelwright.operator.CustomOperator;
import org.modelwright.operator.Function;
import org.modelwright.operator.FunctionBuilder;
import org.modelwright.operator.Initializer;
import org.modelwright.operator.Step;
import org.modelwright.operator.TensorType;
import org.modelwright.operator.Value;

/// The distinct uses of a custom layer: with which settings and shapes it runs.
public final class CustomUses {

  private CustomUses() {}

  /// @param operator with the settings of the use
  /// @param operands the types of its inputs, then of its parameters
  /// @param first the values its parameters begin with, one for each; 0 where they are drawn
  public record Use(CustomOperator operator, List<TensorType> operands, List<Double> first) {}

  /// The uses in a drawing, or one by itself with the default settings where there is none.
  ///
  /// @throws org.modelwright.layer.LayerException where it cannot be used by itself
  public static List<Use> of(Architecture architecture, OptionalLong vocabulary, CustomKind kind) {
    List<Use> uses = new ArrayList<>();
    Compiler.compile(architecture, vocabulary)
        .program()
        .ifPresent(program -> {
          for (Function function : program.functions().values()) {
            uses.addAll(uses(function, kind.kind()));
          }
        });
    return uses.isEmpty() ? uses(byItself(kind), kind.kind()) : uses.stream().distinct().toList();
  }

  private static Function byItself(CustomKind kind) {
    var builder = new FunctionBuilder("trial");
    List<Value> inputs =
        kind.exampleInputs().stream().map(type -> builder.input("x", type)).toList();
    kind.write(new LayerBuilder("it", inputs, Map.of(), OptionalLong.empty(), builder));
    return builder.build(List.of());
  }

  private static List<Use> uses(Function function, String kind) {
    Map<Value, Double> first = new LinkedHashMap<>();
    function
        .parameters()
        .forEach(p ->
            first.put(
                p.value(), p.initializer() instanceof Initializer.Constant(double c) ? c : 0.0));
    List<Use> uses = new ArrayList<>();
    for (Step step : function.body()) {
      if (step instanceof Step.Statement s
          && s.operator() instanceof CustomOperator custom
          && custom.kind().equals(kind)) {
        uses.add(
            new Use(
                custom,
                s.inputs().stream().map(Value::type).toList(),
                s.inputs().stream().map(v -> first.getOrDefault(v, 0.0)).toList()));
      }
    }
    return uses;
  }
}
