package org.modelwright.operator;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.UnaryOperator;

/// A whole model as operators.
///
/// @param functions by name, callees before callers; the last is the entry
public record Program(Map<String, Function> functions, Function entry) {

  public Program {
    functions = java.util.Collections.unmodifiableMap(new LinkedHashMap<>(functions));
  }

  /// A parameter of the running program: its full name with repeat indices, such as
  /// `stack.3.attention.query.weight`, where it stands in the list, and what it is.
  public record Slot(String name, TensorType type, Initializer initializer, boolean decays) {}

  public Function function(String name) {
    Function function = functions.get(name);
    if (function == null) {
      throw new IllegalArgumentException("no function " + name);
    }
    return function;
  }

  /// The parameters one instance of a function takes, its calls included.
  public int parameterCount(Function function) {
    int count = function.parameters().size();
    for (Step.Call call : function.calls()) {
      count += call.repeat() * parameterCount(function(call.function()));
    }
    return count;
  }

  /// Chooses among parameters by what their functions do with them.
  @FunctionalInterface
  public interface Choice {
    boolean includes(Program program, Function function, Parameter parameter);
  }

  /// All parameters in their fixed order.
  public List<Slot> slots() {
    return slots((_, _, _) -> true);
  }

  /// Some of the parameters in their fixed order.
  public List<Slot> slots(Choice choice) {
    List<Slot> slots = new ArrayList<>();
    collect(entry, "", choice, slots);
    return List.copyOf(slots);
  }

  private void collect(Function function, String prefix, Choice choice, List<Slot> slots) {
    for (Parameter p : function.parameters()) {
      if (choice.includes(this, function, p)) {
        slots.add(new Slot(prefix + p.path(), p.value().type(), p.initializer(), p.decays()));
      }
    }
    for (Step.Call call : function.calls()) {
      for (int i = 0; i < call.repeat(); i++) {
        String path = prefix + call.instance(i) + ".";
        collect(function(call.function()), path, choice, slots);
      }
    }
  }

  /// How many functions one run of `function` runs, itself included.
  public long instances(Function function) {
    long count = 1;
    for (Step.Call call : function.calls()) {
      count += call.repeat() * instances(function(call.function()));
    }
    return count;
  }

  /// How many auxiliary losses one run of `function` brings, those of its calls included.
  public long auxiliaryLosses(Function function) {
    long count = function.auxiliaryLosses().size();
    for (Step.Call call : function.calls()) {
      count += call.repeat() * auxiliaryLosses(function(call.function()));
    }
    return count;
  }

  /// Each function rewritten by `pass`; names stay.
  public Program map(UnaryOperator<Function> pass) {
    Map<String, Function> changed = new LinkedHashMap<>();
    functions.forEach((name, function) -> changed.put(name, pass.apply(function)));
    Function last = changed.get(entry.name());
    if (last == null) {
      throw new IllegalStateException("a pass lost the entry");
    }
    return new Program(changed, last);
  }
}
