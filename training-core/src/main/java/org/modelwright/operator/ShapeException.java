package org.modelwright.operator;

import org.modelwright.file.Words;

/// Operands do not fit an operator. The message says what was found and what was needed; whoever
/// knows the node adds its name.
public final class ShapeException extends RuntimeException {

  private final transient Words words;

  public ShapeException(Words words) {
    this.words = words;
  }

  public Words words() {
    return words;
  }

  @Override
  public String getMessage() {
    return words.english();
  }
}
