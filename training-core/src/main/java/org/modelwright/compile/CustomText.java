package org.modelwright.compile;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.modelwright.operator.CustomOperator;
import org.modelwright.operator.Value;

/// Custom layers in program texts: each kind is a method of its own, which cannot clash with the rest.
public final class CustomText {

  private final Map<String, String> methods = new LinkedHashMap<>();

  CustomText() {}

  /// A call of a layer's method, which [#methods] holds from now on.
  String call(CustomOperator layer, List<Value> operands) {
    methods.put(layer.kind(), layer.method());
    return text(layer, operands.stream().map(Value::name).toList());
  }

  String methods() {
    return String.join("", methods.values());
  }

  private static String text(CustomOperator layer, List<String> operands) {
    List<String> arguments = new ArrayList<>(operands);
    arguments.addAll(layer.numbers());
    return "self._%s(%s)".formatted(layer.kind(), String.join(", ", arguments));
  }

  /// A program of one custom layer, for its trial: `run(x)` is its result for its inputs and parameters,
  /// and `gradients(x, weights, anchor)` those of the sum of the result times the weights, of each
  /// operand after the other, flat. Where no gradient reaches an operand, its part is NaN. The anchor is
  /// a number with a gradient, so that there is one even then.
  ///
  /// @param operands how many inputs and parameters there are
  public static String trial(CustomOperator layer, int operands) {
    return ProgramText.HEADER
        + layer.method()
        + """
          def run(self: __torch__.Model, x: List[Tensor]) -> Tensor:
            return torch.contiguous(%s)
          def gradients(self: __torch__.Model, x: List[Tensor], weights: Tensor, anchor: Tensor) -> Tensor:
            y = torch.add(torch.sum(torch.mul(self.run(x), weights)), torch.mul(anchor, 0.))
            found = torch.grad([y], x, None, None, False, True)
            flat = annotate(List[Tensor], [])
            for i in range(torch.len(x)):
              if torch.__is__(found[i], None):
                d = torch.full_like(x[i], nan)
              else:
                d = unchecked_cast(Tensor, found[i])
              torch.append(flat, torch.flatten(d))
            return torch.cat(flat)
        """
            .formatted(
                text(layer, IntStream.range(0, operands).mapToObj(i -> "x[" + i + "]").toList()));
  }
}
