package org.modelwright.compile;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import org.modelwright.operator.Function;
import org.modelwright.operator.Operator;
import org.modelwright.operator.Program;
import org.modelwright.operator.Step;
import org.modelwright.operator.TensorType;
import org.modelwright.operator.Value;

/// The walk that the passes share: statement by statement, with the values that stand for the old
/// ones.
abstract class Rewrite {

  private final Map<Value, Value> replaced = new HashMap<>();
  private final List<Step> body = new ArrayList<>();
  private final List<String> names = new ArrayList<>();

  /// Runs a fresh rewrite over each function.
  static Program run(Program program, Supplier<? extends Rewrite> pass) {
    return program.map(function -> pass.get().rewrite(function));
  }

  /// Emits what stands for a statement and returns the value that stands for its result. The operands
  /// are already replaced.
  abstract Value statement(Step.Statement old, List<Value> operands);

  /// The operands of a call or the results of a function, which must keep their element types.
  Value boundary(Value operand, TensorType wanted, String node) {
    return operand;
  }

  final Value emit(Value result, Operator operator, List<Value> operands, String node) {
    TensorType type = operator.infer(operands.stream().map(Value::type).toList());
    Value typed = new Value(result.name(), type);
    body.add(new Step.Statement(typed, operator, operands, node));
    return typed;
  }

  /// A value name that no other of this function has.
  final String name(String hint) {
    String candidate = hint;
    for (int i = 2; names.contains(candidate); i++) {
      candidate = hint + "_" + i;
    }
    names.add(candidate);
    return candidate;
  }

  final Function rewrite(Function function) {
    function.inputs().forEach(v -> names.add(v.name()));
    function.parameters().forEach(p -> names.add(p.value().name()));
    function.body().forEach(s -> s.results().forEach(v -> names.add(v.name())));
    for (Step step : function.body()) {
      List<Value> operands = step.inputs().stream().map(this::current).toList();
      switch (step) {
        case Step.Statement s -> replaced.put(s.result(), statement(s, operands));
        case Step.Call call -> {
          List<Value> kept = new ArrayList<>();
          for (int i = 0; i < operands.size(); i++) {
            kept.add(boundary(operands.get(i), call.inputs().get(i).type(), call.node()));
          }
          body.add(
              new Step.Call(call.results(), call.function(), kept, call.repeat(), call.node()));
        }
      }
    }
    List<Value> outputs =
        function.outputs().stream().map(v -> boundary(current(v), v.type(), "output")).toList();
    return function.withBody(body, outputs);
  }

  private Value current(Value value) {
    return replaced.getOrDefault(value, value);
  }
}
