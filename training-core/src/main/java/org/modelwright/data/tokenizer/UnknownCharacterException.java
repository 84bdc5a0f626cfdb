package org.modelwright.data.tokenizer;

import org.modelwright.file.InputException;

/// A text holds a character that the vocabulary cannot express.
public final class UnknownCharacterException extends InputException {

  private final int codePoint;

  UnknownCharacterException(int codePoint, String message) {
    super(message);
    this.codePoint = codePoint;
  }

  public int codePoint() {
    return codePoint;
  }
}
