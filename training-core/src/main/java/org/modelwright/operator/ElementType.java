package org.modelwright.operator;

/// The element types of tensors, with the number TorchScript knows each by
/// (c10/core/ScalarType.h) and the bytes an element takes.
public enum ElementType {
  FLOAT64(7, 8),
  FLOAT32(6, 4),
  BFLOAT16(15, 2),
  FLOAT16(5, 2),
  INT64(4, 8);

  private final int scalarType;
  private final int bytes;

  ElementType(int scalarType, int bytes) {
    this.scalarType = scalarType;
    this.bytes = bytes;
  }

  public int scalarType() {
    return scalarType;
  }

  public int bytes() {
    return bytes;
  }

  public boolean isFloating() {
    return this != INT64;
  }
}
