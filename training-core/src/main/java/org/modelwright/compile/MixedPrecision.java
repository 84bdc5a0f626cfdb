package org.modelwright.compile;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.modelwright.operator.ElementType;
import org.modelwright.operator.Operator;
import org.modelwright.operator.Program;
import org.modelwright.operator.Step;
import org.modelwright.operator.TensorType;
import org.modelwright.operator.Value;

/// Casts to a lower precision where a matrix product is, and back where sums over many elements are
/// (Micikevicius et al., "Mixed Precision Training", 2018). Parameters stay float32; values between
/// functions keep the type the drawing gave them.
public final class MixedPrecision {

  private MixedPrecision() {}

  /// @param low `BFLOAT16` or `FLOAT16`; with any other type the program stays as it is
  public static Program apply(Program program, ElementType low) {
    return low == ElementType.BFLOAT16 || low == ElementType.FLOAT16
        ? Rewrite.run(program, () -> new Casts(low))
        : program;
  }

  private static final class Casts extends Rewrite {

    private final ElementType low;
    private final Map<Value, Value> lowered = new HashMap<>();

    Casts(ElementType low) {
      this.low = low;
    }

    @Override
    Value statement(Step.Statement old, List<Value> operands) {
      List<Value> cast = new ArrayList<>();
      for (int i = 0; i < operands.size(); i++) {
        Value operand = operands.get(i);
        cast.add(
            switch (old.operator().precision(i)) {
              case LOW -> lower(operand, old.node());
              case FULL -> raise(operand, old.node());
              case FOLLOWS -> operand;
            });
      }
      return emit(old.result(), old.operator(), cast, old.node());
    }

    @Override
    Value boundary(Value operand, TensorType wanted, String node) {
      return operand.element() == wanted.element() ? operand : raise(operand, node);
    }

    /// Each value is cast once, however many products read it.
    private Value lower(Value value, String node) {
      return value.element() == ElementType.FLOAT32
          ? lowered.computeIfAbsent(value, v -> cast(v, low, "_low", node))
          : value;
    }

    private Value raise(Value value, String node) {
      return value.element() == low ? cast(value, ElementType.FLOAT32, "_full", node) : value;
    }

    private Value cast(Value value, ElementType element, String suffix, String node) {
      Value result = new Value(name(value.name() + suffix), value.type());
      return emit(result, new Operator.Cast(element), List.of(value), node);
    }
  }
}
