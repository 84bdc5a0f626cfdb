package org.modelwright.compile;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import java.util.Set;
import java.util.function.Predicate;
import org.modelwright.file.InputException;
import org.modelwright.operator.Function;
import org.modelwright.operator.Operator;
import org.modelwright.operator.Parameter;
import org.modelwright.operator.Program;
import org.modelwright.operator.Step;
import org.modelwright.operator.TensorType;
import org.modelwright.operator.Value;

/// What each node of a program costs, summed from its operators.
public final class Costs {

  /// One layer of the drawing.
  ///
  /// @param id path through the blocks: `stack.attention`
  /// @param copies how often it stands in the model: the repeats of the blocks around it, multiplied
  /// @param output the type of its result
  /// @param parameters of all copies together
  /// @param multiplyAdds of one forward run of all copies
  /// @param activationBytes what the backward pass keeps of all copies
  public record Node(
      String id,
      int copies,
      TensorType output,
      long parameters,
      long multiplyAdds,
      long activationBytes) {}

  private final Program program;
  private final Map<String, Long> sizes;
  private final List<Node> nodes = new ArrayList<>();

  private Costs(Program program, Map<String, Long> sizes) {
    this.program = program;
    this.sizes = sizes;
  }

  /// @param batch rows of a batch
  /// @param positions tokens of a row
  public static List<Node> of(Program program, long batch, long positions) {
    try {
      var costs = new Costs(program, Map.of("B", batch, "T", positions));
      costs.collect(program.entry(), "", 1);
      return List.copyOf(costs.nodes);
    } catch (ArithmeticException e) {
      throw new InputException(
          "The model's tensors are larger than can be counted; make the output or the `multiplyAdds` of"
              + " its custom layers smaller.",
          e);
    }
  }

  /// Floating-point operations of training on one token: two for each multiply-add of the forward
  /// pass, and twice as many again for the backward pass.
  public static double flopsPerToken(Program program, long positions) {
    return 6.0 * multiplyAdds(program, positions) / positions;
  }

  private static long multiplyAdds(Program program, long positions) {
    return of(program, 1, positions).stream().mapToLong(Node::multiplyAdds).sum();
  }

  /// The same where only some parameters are trained: of the others no gradient is computed.
  ///
  /// @param trained by name
  public static double flopsPerToken(Program program, long positions, Predicate<String> trained) {
    long multiplyAdds = multiplyAdds(program, positions);
    Map<String, Long> sizes = Map.of("B", 1L, "T", positions);
    long spared = frozenWork(program, program.entry(), "", trained, sizes);
    return (6.0 * multiplyAdds - 2.0 * spared) / positions;
  }

  /// The multiply-adds of statements that read parameters, none of which is trained.
  private static long frozenWork(
      Program program,
      Function function,
      String prefix,
      Predicate<String> trained,
      Map<String, Long> sizes) {
    Map<Value, String> paths = new HashMap<>();
    function.parameters().forEach(p -> paths.put(p.value(), prefix + p.path()));
    long work = 0;
    for (Step step : function.body()) {
      switch (step) {
        case Step.Statement s -> {
          List<String> read =
              s.inputs().stream().filter(paths::containsKey).map(paths::get).toList();
          if (!read.isEmpty() && read.stream().noneMatch(trained)) {
            work += s.operator().multiplyAdds(s.inputs().stream().map(Value::type).toList(), sizes);
          }
        }
        case Step.Call call -> {
          for (int i = 0; i < call.repeat(); i++) {
            work +=
                frozenWork(
                    program,
                    program.function(call.function()),
                    prefix + call.instance(i) + ".",
                    trained,
                    sizes);
          }
        }
      }
    }
    return work;
  }

  /// The longest window the program can take; empty where nothing limits it.
  public static OptionalLong longestWindow(Program program) {
    return program.functions().values().stream()
        .flatMap(f -> f.body().stream())
        .filter(s ->
            s instanceof Step.Statement statement
                && statement.operator() instanceof Operator.PositionEmbedding)
        .mapToLong(s -> s.inputs().getFirst().shape().get(0).factor())
        .min();
  }

  private void collect(Function function, String prefix, int copies) {
    Map<String, List<Step.Statement>> layers = new LinkedHashMap<>();
    for (Step step : function.body()) {
      if (step instanceof Step.Statement s) {
        layers.computeIfAbsent(s.node(), _ -> new ArrayList<>()).add(s);
      }
    }
    Map<Value, String> owners = owners(function);
    Map<String, Long> parameters = new HashMap<>();
    Set<Value> parameterValues = new HashSet<>();
    for (Parameter parameter : function.parameters()) {
      Value value = parameter.value();
      parameterValues.add(value);
      parameters.merge(
          owners.getOrDefault(value, ""),
          value.shape().elements().resolve(Map.of()),
          Math::addExact);
    }
    // in the order of computation, with the calls where they stand
    for (Step step : function.body()) {
      switch (step) {
        case Step.Call call ->
            collect(
                program.function(call.function()),
                prefix + call.node() + ".",
                copies * call.repeat());
        case Step.Statement s -> {
          List<Step.Statement> body = layers.remove(s.node());
          if (body != null) {
            long own = parameters.getOrDefault(s.node(), 0L);
            nodes.add(layer(path(function, prefix, s.node()), body, own, parameterValues, copies));
          }
        }
      }
    }
  }

  /// The node that reads each value first. A table that a tied head reads again is the embedding's.
  static Map<Value, String> owners(Function function) {
    Map<Value, String> owners = new HashMap<>();
    for (Step step : function.body()) {
      step.inputs().forEach(v -> owners.putIfAbsent(v, step.node()));
    }
    return owners;
  }

  /// The path to a node of a function that a call ending in `prefix` runs. A repeated layer is a function
  /// of its own, whose inner node bears the same name.
  static String path(Function function, String prefix, String node) {
    boolean same = prefix.equals(node + ".") || prefix.endsWith("." + node + ".");
    return same && function.body().stream().allMatch(s -> s.node().equals(node))
        ? prefix.substring(0, prefix.length() - 1)
        : prefix + node;
  }

  private Node layer(
      String id, List<Step.Statement> body, long parameters, Set<Value> given, int copies) {
    long multiplyAdds = 0;
    long bytes = 0;
    Set<Value> kept = new HashSet<>();
    for (Step.Statement s : body) {
      List<TensorType> types = s.inputs().stream().map(Value::type).toList();
      multiplyAdds += s.operator().multiplyAdds(types, sizes);
      bytes += s.operator().keptInside(types, sizes);
      for (int index : s.operator().keeps()) {
        Value value = index < 0 ? s.result() : s.inputs().get(index);
        if (!given.contains(value)) {
          kept.add(value);
        }
      }
    }
    bytes += kept.stream().mapToLong(v -> v.type().bytes(sizes)).sum();
    return new Node(
        id,
        copies,
        body.getLast().result().type(),
        copies * parameters,
        copies * multiplyAdds,
        copies * bytes);
  }
}
