package org.modelwright.compile;

import static org.modelwright.compile.TorchScriptPrinter.number;

import java.util.List;
import java.util.Locale;
import java.util.Set;
import org.modelwright.operator.Activation;
import org.modelwright.operator.MixtureOperator;
import org.modelwright.operator.Program;
import org.modelwright.operator.Value;

/// How a mixture of experts is written for the engine.
final class MixtureText {

  private MixtureText() {}

  /// What an operator computes, without its result's name.
  ///
  /// @param helpers gets the methods that are called
  static String expression(MixtureOperator operator, List<Value> in, Set<String> helpers) {
    List<String> names = in.stream().map(Value::name).toList();
    String operands = String.join(", ", names);
    return switch (operator) {
      case MixtureOperator.Route r -> "torch.softmax(torch.linear(" + operands + "), -1)";
      case MixtureOperator.BalanceLoss b -> {
        helpers.add(CAPACITY);
        helpers.add(BALANCE);
        yield "self.balance(%s, %d, %s, %s)"
            .formatted(operands, b.topK(), number(b.coefficient()), number(b.capacity().factor()));
      }
      case MixtureOperator.Experts e -> {
        helpers.add(CAPACITY);
        helpers.add(experts(e.activation()));
        yield "self.%s(%s%s, %d, %s)"
            .formatted(
                expertsName(e.activation()),
                operands,
                names.size() > 4 ? "" : ", None",
                e.topK(),
                number(e.capacity().factor()));
      }
    };
  }

  /// Method `figures(loss, auxiliary)`, which returns `[3]`: the loss, the sum of the auxiliary losses,
  /// and the mean share of choices that were dropped; nothing where there are no auxiliary losses.
  /// `auxiliary` is the sum of what each [MixtureOperator.BalanceLoss] gives.
  static String figures(Program program) {
    long count = program.auxiliaryLosses(program.entry());
    return count == 0
        ? ""
        : """
          def figures(self: __torch__.Model, loss: Tensor, auxiliary: Tensor) -> Tensor:
            return torch.detach(torch.stack([loss, auxiliary[0], torch.div(auxiliary[1], %d)]))
        """
            .formatted(count);
  }

  /// The most choices that one expert takes of `choices`.
  private static final String CAPACITY =
      """
        def capacity(self: __torch__.Model, factor: float, choices: int, experts: int) -> int:
          most = choices
          if torch.gt(factor, 0.):
            most = int(torch.ceil(torch.div(torch.mul(factor, float(choices)), float(experts))))
          else:
            pass
          return most
      """;

  private static final String BALANCE =
      """
        def balance(self: __torch__.Model, probabilities: Tensor, top: int, coefficient: float, factor: float) -> Tensor:
          rows = torch.flatten(probabilities, 0, 1)
          experts = torch.size(rows, 1)
          choices = torch.mul(torch.size(rows, 0), top)
          _, chosen = torch.topk(rows, top, -1)
          counts = torch.type_as(torch.bincount(torch.flatten(chosen), None, experts), rows)
          even = torch.dot(torch.div(counts, choices), torch.mean(rows, [0]))
          over = torch.relu(torch.sub(counts, self.capacity(factor, choices, experts)))
          return torch.stack([torch.mul(even, torch.mul(coefficient, float(experts))), torch.div(torch.sum(over), choices)])
      """;

  /// The method of experts with one activation. Choices lie in the order in which a capacity takes them:
  /// all first ones, then all second ones.
  private static String experts(Activation activation) {
    return """
      def %1$s(self: __torch__.Model, x: Tensor, probabilities: Tensor, up: Tensor, down: Tensor, gate: Optional[Tensor], top: int, factor: float) -> Tensor:
        rows = torch.flatten(x, 0, 1)
        count = torch.size(rows, 0)
        ups = torch.unbind(up, 0)
        downs = torch.unbind(down, 0)
        gates = ups
        gated = False
        if torch.__isnot__(gate, None):
          gates = torch.unbind(unchecked_cast(Tensor, gate), 0)
          gated = True
        else:
          pass
        best, chosen = torch.topk(torch.flatten(probabilities, 0, 1), top, -1)
        if torch.gt(top, 1):
          best = torch.div(best, torch.sum(best, [-1], True))
        else:
          pass
        share = torch.flatten(torch.transpose(best, 0, 1))
        expert = torch.flatten(torch.transpose(chosen, 0, 1))
        most = self.capacity(factor, torch.mul(count, top), torch.len(ups))
        mixed = torch.zeros_like(rows, dtype=ops.prim.dtype(probabilities))
        for i in range(torch.len(ups)):
          wished = torch.flatten(torch.nonzero(torch.eq(expert, i)))
          taken = torch.narrow(wished, 0, 0, ops.prim.min(most, torch.size(wished, 0)))
          place = torch.remainder(taken, count)
          read = torch.index_select(rows, 0, place)
          hidden = torch.linear(read, ups[i])
          if gated:
            opened = torch.linear(read, gates[i])
            hidden = torch.mul(%2$s, hidden)
          else:
            opened = hidden
            hidden = %2$s
          written = torch.mul(torch.linear(hidden, downs[i]), torch.unsqueeze(torch.index_select(share, 0, taken), 1))
          mixed = torch.index_add_(mixed, 0, place, written)
        return torch.view_as(mixed, x)
    """
        .formatted(expertsName(activation), TorchScriptPrinter.activation(activation, "opened"));
  }

  static String expertsName(Activation activation) {
    return "experts_" + activation.name().toLowerCase(Locale.ROOT);
  }
}
