package org.modelwright.operator;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/// Collects the lines of one function, infers each result's type and gives it a name of its own.
public final class FunctionBuilder {

  /// Words that are taken in the printed program.
  private static final Set<String> RESERVED =
      Set.of(
          ("and as assert async await break class continue def del elif else except finally for"
                  + " from global if import in is lambda nonlocal not or pass raise return try while"
                  + " with yield None True False self torch ops int float bool str len list print"
                  + " annotate unchecked_cast range p g k v o c t i x_in seed start auxiliary"
                  + " contribution Tensor List Optional")
              .split(" "));

  private final String name;
  private final Set<String> names = new HashSet<>(RESERVED);
  private final List<Value> inputs = new ArrayList<>();
  private final List<Parameter> parameters = new ArrayList<>();
  private final List<Step> body = new ArrayList<>();
  private final Map<String, List<Value>> shared = new HashMap<>();

  public FunctionBuilder(String name) {
    this.name = name;
  }

  /// Whether a word means something in the printed program already, so that nothing can be named so.
  public static boolean isReserved(String word) {
    return RESERVED.contains(word);
  }

  public Value input(String hint, TensorType type) {
    Value value = new Value(unique(hint), type);
    inputs.add(value);
    return value;
  }

  /// @param path the parameter's name for people, relative to this function
  public Value parameter(String path, TensorType type, Initializer initializer, boolean decays) {
    Value value = new Value(unique(path.replace('.', '_')), type);
    parameters.add(new Parameter(value, path, initializer, decays));
    return value;
  }

  /// Appends `operator(inputs)`.
  ///
  /// @param node the drawing's node that asks for it
  /// @throws ShapeException where the inputs do not fit
  public Value apply(String node, String hint, Operator operator, List<Value> operands) {
    TensorType type = operator.infer(operands.stream().map(Value::type).toList());
    Value result = new Value(unique(hint), type);
    body.add(new Step.Statement(result, operator, operands, node));
    return result;
  }

  /// Appends a call of `callee`, run `repeat` times.
  ///
  /// @throws ShapeException where the operands do not have the types the callee was written for
  public List<Value> call(String node, Function callee, int repeat, List<Value> operands) {
    List<Value> results = new ArrayList<>();
    for (int i = 0; i < callee.outputs().size(); i++) {
      String hint = callee.outputs().size() == 1 ? node : node + "_" + i;
      results.add(new Value(unique(hint), callee.outputs().get(i).type()));
    }
    body.add(new Step.Call(results, callee.name(), operands, repeat, node));
    return results;
  }

  /// Offers a value to later nodes of the same function, such as an embedding's table to a tied head.
  public void share(String key, Value value) {
    shared.computeIfAbsent(key, k -> new ArrayList<>()).add(value);
  }

  /// What has been offered under this key so far.
  public List<Value> shared(String key) {
    return List.copyOf(shared.getOrDefault(key, List.of()));
  }

  public Function build(List<Value> outputs) {
    return new Function(name, inputs, parameters, body, outputs);
  }

  private String unique(String hint) {
    String candidate = hint;
    for (int i = 2; !names.add(candidate); i++) {
      candidate = hint + "_" + i;
    }
    return candidate;
  }
}
