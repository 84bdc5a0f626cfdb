package org.modelwright.operator;

/// Operands do not fit an operator. The message says what was found and what was needed; whoever
/// knows the node adds its name.
public final class ShapeException extends RuntimeException {

  public ShapeException(String message) {
    super(message);
  }
}
