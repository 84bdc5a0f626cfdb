package org.modelwright.operator;

/// Floating-point numbers as program texts write them.
public final class SourceNumber {

  private SourceNumber() {}

  /// `1e-5`, `0.5`, `2.0`.
  public static String of(double value) {
    return Double.toString(value).replace(".0E", "e").replace('E', 'e');
  }
}
