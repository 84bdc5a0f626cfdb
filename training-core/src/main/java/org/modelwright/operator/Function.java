package org.modelwright.operator;

import java.util.List;

/// A block of the drawing, written out: inputs, its own parameters, a body, outputs.
///
/// The parameters of one instance lie together in the program's list: first its own, in this order,
/// then those of its calls, in the order of the body, each as often as it repeats.
public record Function(
    String name,
    List<Value> inputs,
    List<Parameter> parameters,
    List<Step> body,
    List<Value> outputs) {

  public Function {
    inputs = List.copyOf(inputs);
    parameters = List.copyOf(parameters);
    body = List.copyOf(body);
    outputs = List.copyOf(outputs);
  }

  public List<Step.Call> calls() {
    return body.stream().filter(Step.Call.class::isInstance).map(Step.Call.class::cast).toList();
  }

  /// The results that are to be added to the training loss, without those of calls.
  public List<Value> auxiliaryLosses() {
    return body.stream()
        .filter(s ->
            s instanceof Step.Statement t && t.operator() instanceof MixtureOperator.BalanceLoss)
        .map(s -> s.results().getFirst())
        .toList();
  }

  public Function withBody(List<Step> other, List<Value> otherOutputs) {
    return new Function(name, inputs, parameters, other, otherOutputs);
  }
}
