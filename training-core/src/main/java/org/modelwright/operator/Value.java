package org.modelwright.operator;

/// A tensor inside a function: an input, a parameter or the result of a statement. The name is
/// unique in its function and a valid identifier.
public record Value(String name, TensorType type) {

  public Shape shape() {
    return type.shape();
  }

  public ElementType element() {
    return type.element();
  }
}
