package org.modelwright.compile;

import java.util.List;
import org.modelwright.operator.ElementType;
import org.modelwright.operator.Function;
import org.modelwright.operator.Parameter;
import org.modelwright.operator.Program;
import org.modelwright.operator.Step;
import org.modelwright.operator.TensorType;
import org.modelwright.operator.Value;

/// The same program with parameters and features in another floating-point type: float64 serves the
/// gradient checks.
public final class FloatingPoint {

  private FloatingPoint() {}

  public static Program apply(Program program, ElementType element) {
    return program.map(f ->
        new Function(
            f.name(),
            convert(f.inputs(), element),
            f.parameters().stream()
                .map(p ->
                    new Parameter(
                        convert(p.value(), element), p.path(), p.initializer(), p.decays()))
                .toList(),
            f.body().stream().map(s -> convert(s, element)).toList(),
            convert(f.outputs(), element)));
  }

  private static Step convert(Step step, ElementType element) {
    return switch (step) {
      case Step.Statement s ->
          new Step.Statement(
              convert(s.result(), element), s.operator(), convert(s.inputs(), element), s.node());
      case Step.Call c ->
          new Step.Call(
              convert(c.results(), element),
              c.function(),
              convert(c.inputs(), element),
              c.repeat(),
              c.node());
    };
  }

  private static List<Value> convert(List<Value> values, ElementType element) {
    return values.stream().map(v -> convert(v, element)).toList();
  }

  private static Value convert(Value value, ElementType element) {
    TensorType type = value.type();
    return type.element().isFloating() ? new Value(value.name(), type.with(element)) : value;
  }
}
