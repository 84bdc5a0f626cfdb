package org.modelwright.graph;

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

  public static Problem error(String node, String message, String remedy) {
    return new Problem(Severity.ERROR, node, message, remedy);
  }

  public static Problem warning(String node, String message, String remedy) {
    return new Problem(Severity.WARNING, node, message, remedy);
  }
}
