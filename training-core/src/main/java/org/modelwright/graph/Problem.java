package org.modelwright.graph;

import java.util.Locale;

/// What is wrong with a drawing, where, and what to do about it.
///
/// @param node the path of the node, `main/stack/attention`, or of a block, `main` or `decoder`
/// @param message one sentence that says what is wrong
/// @param remedy one sentence that says what to do
public record Problem(Severity severity, String node, String message, String remedy) {

  public enum Severity {
    /// The drawing does not compile.
    ERROR,
    /// It compiles, but hardly as meant.
    WARNING
  }

  /// What is wrong and what to do as one sentence.
  public String sentence() {
    String start = message.endsWith(".") ? message.substring(0, message.length() - 1) : message;
    return start + "; " + remedy.substring(0, 1).toLowerCase(Locale.ROOT) + remedy.substring(1);
  }

  public static Problem error(String node, String message, String remedy) {
    return new Problem(Severity.ERROR, node, message, remedy);
  }

  public static Problem warning(String node, String message, String remedy) {
    return new Problem(Severity.WARNING, node, message, remedy);
  }
}
