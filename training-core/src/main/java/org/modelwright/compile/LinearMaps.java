package org.modelwright.compile;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.modelwright.operator.CustomOperator;
import org.modelwright.operator.Function;
import org.modelwright.operator.Operator;
import org.modelwright.operator.Parameter;
import org.modelwright.operator.Program;
import org.modelwright.operator.Step;
import org.modelwright.operator.Value;

/// Which parameters are matrices of linear maps inside a model: what optimizers and adaptations treat
/// apart from tables, gains, biases and the head.
final class LinearMaps {

  private LinearMaps() {}

  /// Whether all that a parameter does is to be the matrix of linear maps, none of which is the head.
  static boolean isInner(Program program, Function function, Parameter parameter) {
    List<Step.Statement> readers = readers(function, parameter.value());
    return parameter.value().shape().rank() == 2
        && !readers.isEmpty()
        && readers.stream().allMatch(s -> s.operator() instanceof Operator.Linear)
        && readers.stream().noneMatch(s -> leadsToScores(program, function, s.result()));
  }

  /// Whether a value becomes the scores with nothing but elementwise work on the way.
  private static boolean leadsToScores(Program program, Function function, Value value) {
    return function.name().equals(program.entry().name())
        && (function.outputs().getFirst().equals(value)
            || statements(function, value)
                .anyMatch(s ->
                    isElementwise(s.operator()) && leadsToScores(program, function, s.result())));
  }

  private static boolean isElementwise(Operator operator) {
    return switch (operator) {
      case Operator.Cast _,
          Operator.Scale _,
          Operator.Activate _,
          Operator.Add _,
          Operator.Multiply _,
          Operator.Dropout _,
          CustomOperator _ ->
          true;
      default -> false;
    };
  }

  /// The statements that read a value, or a cast of it.
  static List<Step.Statement> readers(Function function, Value value) {
    List<Step.Statement> found = new ArrayList<>();
    statements(function, value)
        .forEach(s -> {
          if (s.operator() instanceof Operator.Cast) {
            found.addAll(readers(function, s.result()));
          } else {
            found.add(s);
          }
        });
    return found;
  }

  private static Stream<Step.Statement> statements(Function function, Value value) {
    return function.body().stream()
        .filter(Step.Statement.class::isInstance)
        .map(Step.Statement.class::cast)
        .filter(s -> s.inputs().contains(value));
  }
}
