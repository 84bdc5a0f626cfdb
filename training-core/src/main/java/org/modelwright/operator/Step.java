package org.modelwright.operator;

import java.util.List;

/// One line of a function's body.
public sealed interface Step {

  /// The id of the drawing's node that wrote it.
  String node();

  List<Value> inputs();

  List<Value> results();

  /// `result = operator(inputs)`.
  record Statement(Value result, Operator operator, List<Value> inputs, String node)
      implements Step {
    public Statement {
      inputs = List.copyOf(inputs);
    }

    @Override
    public List<Value> results() {
      return List.of(result);
    }
  }

  /// `results = function(inputs)`, run `repeat` times, each time on what the time before gave and
  /// with the next set of parameters.
  record Call(List<Value> results, String function, List<Value> inputs, int repeat, String node)
      implements Step {
    public Call {
      results = List.copyOf(results);
      inputs = List.copyOf(inputs);
    }

    /// The name of one of the repeats, in parameters' names: `stack.3`, or `stack` of a single one.
    public String instance(int index) {
      return repeat > 1 ? node + "." + index : node;
    }
  }
}
