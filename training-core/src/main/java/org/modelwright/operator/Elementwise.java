package org.modelwright.operator;

import java.util.List;

/// The rule that elementwise operators of two inputs share.
final class Elementwise {

  private Elementwise() {}

  static TensorType infer(String what, List<TensorType> inputs) {
    TensorType result = widest(inputs).with(longest(inputs));
    int rank = result.shape().rank();
    for (TensorType type : inputs) {
      for (int i = 1; i <= type.shape().rank(); i++) {
        if (!type.shape().get(-i).equals(result.shape().get(rank - i))) {
          throw new ShapeException(
              "the shapes "
                  + inputs.get(0).shape()
                  + " and "
                  + inputs.get(1).shape()
                  + " cannot be "
                  + what);
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
