package org.modelwright.engine;

import java.nio.LongBuffer;
import org.modelwright.compile.Inference;
import org.modelwright.compile.KernelForms;
import org.modelwright.compile.MixedPrecision;
import org.modelwright.compile.ProgramText;
import org.modelwright.operator.ElementType;
import org.modelwright.operator.Program;

/// Measures how well parameters predict a text, without dropout.
public final class Evaluator implements AutoCloseable {

  /// For each row of a batch: the sum of its losses in nats, and how many tokens were guessed right.
  public record Rows(double[] losses, double[] right) {}

  private final Parameters parameters;
  private final LoadedProgram program;

  /// @param precision as in training
  public Evaluator(
      Parameters parameters, Program program, KernelForms forms, ElementType precision) {
    this.parameters = parameters;
    Program inference = MixedPrecision.apply(Inference.apply(program), precision);
    this.program = parameters.session().load(ProgramText.evaluation(inference, forms));
  }

  public Rows evaluate(LongBuffer tokens, LongBuffer targets, int rows, int length) {
    try (Scope scope = parameters.session().scope()) {
      double[] both =
          program
              .call(
                  scope,
                  "evaluate",
                  LoadedProgram.many(parameters.tensors()),
                  LoadedProgram.one(scope.over(tokens, rows, length)),
                  LoadedProgram.one(scope.over(targets, rows, length)))
              .doubles();
      return new Rows(
          java.util.Arrays.copyOfRange(both, 0, rows),
          java.util.Arrays.copyOfRange(both, rows, 2 * rows));
    }
  }

  /// The scores for every position, `[rows, length, vocabulary]`, row-major.
  public double[] scores(LongBuffer tokens, int rows, int length) {
    try (Scope scope = parameters.session().scope()) {
      return program
          .call(
              scope,
              "scores",
              LoadedProgram.many(parameters.tensors()),
              LoadedProgram.one(scope.over(tokens, rows, length)))
          .doubles();
    }
  }

  @Override
  public void close() {
    program.close();
  }
}
