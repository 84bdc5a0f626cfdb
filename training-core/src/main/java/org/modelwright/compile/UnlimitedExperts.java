package org.modelwright.compile;

import java.util.List;
import org.modelwright.operator.MixtureOperator;
import org.modelwright.operator.Program;
import org.modelwright.operator.Step;
import org.modelwright.operator.Value;

/// Takes the limits of experts out of a training program, so that no choice is dropped: the most that a
/// step can take, whatever the router has learnt.
public final class UnlimitedExperts {

  private UnlimitedExperts() {}

  public static Program apply(Program program) {
    return Rewrite.run(program, Pass::new);
  }

  private static final class Pass extends Rewrite {
    @Override
    Value statement(Step.Statement old, List<Value> operands) {
      return old.operator() instanceof MixtureOperator.Experts e
          ? emit(old.result(), e.unlimited(), operands, old.node())
          : emit(old.result(), old.operator(), operands, old.node());
    }
  }
}
