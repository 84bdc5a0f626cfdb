package org.modelwright.operator;

import java.util.List;
import org.modelwright.file.Words;

/// The rule that elementwise operators of two inputs share.
final class Elementwise {

  private Elementwise() {}

  /// @param key of what is said of two shapes that do not fit
  static TensorType infer(String key, List<TensorType> inputs) {
    TensorType result = widest(inputs).with(longest(inputs));
    int rank = result.shape().rank();
    for (TensorType type : inputs) {
      for (int i = 1; i <= type.shape().rank(); i++) {
        if (!type.shape().get(-i).equals(result.shape().get(rank - i))) {
          throw new ShapeException(Words.of(key, inputs.get(0).shape(), inputs.get(1).shape()));
        }
      }
    }
    return result;
  }

  /// The type of the input with the most bytes an element, as libtorch promotes.
  static TensorType widest(List<TensorType> inputs) {
    return inputs.stream()
        .reduce((a, b) -> b.element().bytes() > a.element().bytes() ? b : a)
        .orElseThrow();
  }

  private static Shape longest(List<TensorType> inputs) {
    return inputs.stream()
        .map(TensorType::shape)
        .reduce((a, b) -> b.rank() > a.rank() ? b : a)
        .orElseThrow();
  }
}
