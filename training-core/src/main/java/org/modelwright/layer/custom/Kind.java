package org.modelwright.layer.custom;

/// What an expression is.
enum Kind {
  TENSOR("a tensor"),
  WHOLE("a whole number"),
  DECIMAL("a number"),
  FLAG("True or False"),
  TEXT("a text"),
  NONE("None"),
  WHOLES("a list of whole numbers"),
  TENSORS("a list of tensors"),
  /// two tensors, of which the second holds indices
  PAIR("two tensors");

  private final String words;

  Kind(String words) {
    this.words = words;
  }

  String words() {
    return words;
  }

  boolean isNumber() {
    return this == WHOLE || this == DECIMAL;
  }
}
