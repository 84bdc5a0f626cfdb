package org.modelwright.compile;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.modelwright.operator.Function;
import org.modelwright.operator.Initializer;
import org.modelwright.operator.NamePattern;
import org.modelwright.operator.Operator;
import org.modelwright.operator.Parameter;
import org.modelwright.operator.Program;
import org.modelwright.operator.Shape;
import org.modelwright.operator.Step;
import org.modelwright.operator.TensorType;
import org.modelwright.operator.Value;

/// Low-rank adaptation (Hu et al., "LoRA", 2021): a linear map x W^T becomes x W^T + alpha / rank * (x
/// A^T) B^T. A is `NAME.loraA` [rank, in], normal with deviation 1 / sqrt(in); B is `NAME.loraB` [out,
/// rank], 0 at first, so that training begins with the old model. The head is left as it is.
///
/// @param rank 1 or more
/// @param targets of the maps' names: `stack.3.attention.query` for the weight
///     `stack.3.attention.query.weight`; a map of a block is adapted in all its copies or in none
public record Lora(long rank, double alpha, List<NamePattern> targets) {

  public static final String WEIGHT = ".weight";
  public static final String A = ".loraA";
  public static final String B = ".loraB";

  public Lora {
    targets = List.copyOf(targets);
  }

  /// Whether a parameter is one of those that the pass adds.
  public static boolean adds(String name) {
    return name.endsWith(A) || name.endsWith(B);
  }

  /// What B A is multiplied by before it is added to the weight.
  public double scale() {
    return alpha / rank;
  }

  /// The program with the two parameters of each map that a target names.
  public Program apply(Program program) {
    return program.map(function -> new Adaptation(program, function).apply());
  }

  /// The names that a target may name.
  public static List<String> maps(Program program) {
    return program.slots(LinearMaps::isInner).stream()
        .map(slot -> slot.name().substring(0, slot.name().length() - WEIGHT.length()))
        .toList();
  }

  private boolean targets(Program program, Function function, Parameter parameter) {
    return program
        .slots((p, f, q) ->
            f.name().equals(function.name()) && q.equals(parameter) && LinearMaps.isInner(p, f, q))
        .stream()
        .map(slot -> slot.name().substring(0, slot.name().length() - WEIGHT.length()))
        .anyMatch(name -> targets.stream().anyMatch(t -> t.matches(name)));
  }

  private record Pair(Value a, Value b) {}

  private final class Adaptation {

    private final Program program;
    private final Function function;
    private final Set<String> names = new HashSet<>();
    private final List<Parameter> parameters;
    private final List<Step> body = new ArrayList<>();

    Adaptation(Program program, Function function) {
      this.program = program;
      this.function = function;
      parameters = new ArrayList<>(function.parameters());
      Stream.of(
              function.inputs().stream(),
              function.parameters().stream().map(Parameter::value),
              function.body().stream().flatMap(s -> s.results().stream()))
          .flatMap(values -> values)
          .forEach(value -> names.add(value.name()));
    }

    Function apply() {
      Map<Value, Pair> pairs = new HashMap<>();
      for (Parameter weight : function.parameters()) {
        if (targets(program, function, weight)) {
          pairs.put(weight.value(), pair(weight));
        }
      }
      for (Step step : function.body()) {
        if (step instanceof Step.Statement s
            && s.operator() instanceof Operator.Linear
            && pairs.containsKey(s.inputs().get(1))) {
          adapt(s, pairs.get(s.inputs().get(1)));
        } else {
          body.add(step);
        }
      }
      return new Function(function.name(), function.inputs(), parameters, body, function.outputs());
    }

    private Pair pair(Parameter weight) {
      Shape shape = weight.value().shape();
      long in = shape.last().factor();
      double deviation = 1 / Math.sqrt((double) in);
      return new Pair(
          parameter(
              path(weight, A),
              weight.value().type().with(Shape.of(rank, in)),
              new Initializer.Normal(deviation)),
          parameter(
              path(weight, B),
              weight.value().type().with(Shape.of(shape.get(0).factor(), rank)),
              new Initializer.Constant(0)));
    }

    /// Of the weight of a layer that repeats by itself the path is `weight` alone.
    private static String path(Parameter weight, String end) {
      return ("." + weight.path()).replaceFirst("[.]weight$", end).substring(1);
    }

    private Value parameter(String path, TensorType type, Initializer initializer) {
      var value = new Value(name(path.replace('.', '_')), type);
      parameters.add(new Parameter(value, path, initializer, true));
      return value;
    }

    private void adapt(Step.Statement map, Pair pair) {
      Value x = map.inputs().getFirst();
      Value base = emit(map, "base", new Operator.Linear(), map.inputs());
      Value down = emit(map, "down", new Operator.Linear(), List.of(x, pair.a()));
      Value up = emit(map, "up", new Operator.Linear(), List.of(down, pair.b()));
      Value scaled = emit(map, "scaled", new Operator.Scale(scale()), List.of(up));
      body.add(
          new Step.Statement(map.result(), new Operator.Add(), List.of(base, scaled), map.node()));
    }

    private Value emit(Step.Statement map, String hint, Operator operator, List<Value> operands) {
      TensorType type = operator.infer(operands.stream().map(Value::type).toList());
      var value = new Value(name(map.result().name() + "_" + hint), type);
      body.add(new Step.Statement(value, operator, operands, map.node()));
      return value;
    }

    private String name(String hint) {
      String candidate = hint;
      for (int i = 2; !names.add(candidate); i++) {
        candidate = hint + "_" + i;
      }
      return candidate;
    }
  }
}
