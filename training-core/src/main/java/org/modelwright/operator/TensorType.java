package org.modelwright.operator;

import java.util.Map;

/// What a tensor is: its element type and its shape.
public record TensorType(ElementType element, Shape shape) {

  public TensorType with(ElementType other) {
    return new TensorType(other, shape);
  }

  public TensorType with(Shape other) {
    return new TensorType(element, other);
  }

  public long bytes(Map<String, Long> sizes) {
    return shape.elements().resolve(sizes) * element.bytes();
  }

  @Override
  public String toString() {
    return element.name().toLowerCase(java.util.Locale.ROOT) + " " + shape;
  }
}
