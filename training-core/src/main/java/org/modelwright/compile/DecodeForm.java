package org.modelwright.compile;

import java.util.List;
import org.modelwright.file.InputException;
import org.modelwright.operator.CustomOperator;
import org.modelwright.operator.Function;
import org.modelwright.operator.Operator;
import org.modelwright.operator.Program;
import org.modelwright.operator.Step;
import org.modelwright.operator.Value;

/// The form that writes text: attention keeps keys and values of earlier positions in a cache,
/// positions count from where the call starts, and only the last position's scores are computed.
public final class DecodeForm {

  private DecodeForm() {}

  /// @throws InputException where attention is not causal, since such a model cannot write text
  public static Program apply(Program program) {
    Program inference = Inference.apply(program);
    Function entry = inference.entry();
    return inference.map(f -> new Pass(f.equals(entry) ? f.outputs() : List.of()).rewrite(f));
  }

  /// Whether the decode form can read a text in parts. It cannot where a custom layer looks at more
  /// than one position: nothing keeps what it saw.
  public static boolean isStepwise(Program program) {
    return program.functions().values().stream()
        .flatMap(function -> function.body().stream())
        .noneMatch(step ->
            step instanceof Step.Statement statement
                && statement.operator() instanceof CustomOperator custom
                && !custom.positionwise());
  }

  private static final class Pass extends Rewrite {

    private final List<Value> scores;

    Pass(List<Value> scores) {
      this.scores = scores;
    }

    @Override
    Value statement(Step.Statement old, List<Value> operands) {
      Operator operator =
          switch (old.operator()) {
            case Operator.Attention a when !a.causal() ->
                throw new InputException(
                    old.node()
                        + " sees later positions, so the model cannot write text; set causal to"
                        + " true and train again.");
            case Operator.Attention a -> new Operator.CachedAttention(a.reach());
            case Operator.Rotary r -> new Operator.Rotary(r.base(), true);
            case Operator.PositionEmbedding p -> new Operator.PositionEmbedding(true);
            default -> old.operator();
          };
      if (scores.contains(old.result()) && operator instanceof Operator.Linear) {
        Value x = operands.getFirst();
        Value last =
            emit(
                new Value(name(x.name() + "_last"), x.type()),
                new Operator.LastPosition(),
                List.of(x),
                old.node());
        return emit(old.result(), operator, List.of(last, operands.get(1)), old.node());
      }
      return emit(old.result(), operator, operands, old.node());
    }
  }
}
