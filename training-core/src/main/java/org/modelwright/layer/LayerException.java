package org.modelwright.layer;

/// A layer cannot be written with these inputs and settings.
public final class LayerException extends RuntimeException {

  private final String remedy;

  /// @param message what is wrong, one sentence
  /// @param remedy what to do about it, one sentence
  public LayerException(String message, String remedy) {
    super(message);
    this.remedy = remedy;
  }

  public String remedy() {
    return remedy;
  }
}
