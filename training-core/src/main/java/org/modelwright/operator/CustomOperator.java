package org.modelwright.operator;

import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// A layer that the user wrote. Inputs: its own, then its parameters.
///
/// @param kind its name
/// @param method the text of the method `_KIND(self, inputs..., parameters..., numbers...)`
/// @param numbers the last arguments, printed
/// @param output the declared shape of the result
/// @param positionwise whether the result at a position depends on the inputs at that position alone
/// @param work multiply-adds of one run; null where nobody said
/// @param tensors how many tensors the code computes, the result among them
public record CustomOperator(
    String kind,
    String method,
    List<String> numbers,
    Shape output,
    boolean positionwise,
    @Nullable Dimension work,
    int tensors)
    implements Operator {

  public CustomOperator {
    numbers = List.copyOf(numbers);
  }

  @Override
  public TensorType infer(List<TensorType> in) {
    return in.get(0).with(output);
  }

  @Override
  public long multiplyAdds(List<TensorType> in, Map<String, Long> sizes) {
    return work == null ? 0 : work.resolve(sizes);
  }

  @Override
  public Precision precision() {
    return Precision.FULL;
  }

  @Override
  public List<Integer> keeps() {
    return List.of(0, -1);
  }

  /// As if each tensor on the way were of the result's shape.
  @Override
  public long keptInside(List<TensorType> in, Map<String, Long> sizes) {
    return (tensors - 1) * infer(in).bytes(sizes);
  }
}
