package org.modelwright.compile;

import java.util.List;
import org.modelwright.operator.MixtureOperator;
import org.modelwright.operator.Operator;
import org.modelwright.operator.Program;
import org.modelwright.operator.Step;
import org.modelwright.operator.Value;

/// Takes out what only training does: dropout, the limits of experts, auxiliary losses.
public final class Inference {

  private Inference() {}

  public static Program apply(Program program) {
    return Rewrite.run(program, Pass::new);
  }

  private static final class Pass extends Rewrite {
    @Override
    Value statement(Step.Statement old, List<Value> operands) {
      return switch (old.operator()) {
        case Operator.Dropout d -> operands.getFirst();
        case Operator.Attention a ->
            emit(
                old.result(),
                new Operator.Attention(a.causal(), 0, a.reach()),
                operands,
                old.node());
        // nothing reads an auxiliary loss
        case MixtureOperator.BalanceLoss b -> operands.getFirst();
        case MixtureOperator.Experts e -> emit(old.result(), e.unlimited(), operands, old.node());
        default -> emit(old.result(), old.operator(), operands, old.node());
      };
    }
  }
}
