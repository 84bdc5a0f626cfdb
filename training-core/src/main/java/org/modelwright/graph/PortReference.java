package org.modelwright.graph;

/// An edge's source, as a reader of it writes it down: `node` or `node.port`. The name may also be an
/// input of the enclosing block; then `port` is empty.
///
/// @param port empty for the node's first or only output
public record PortReference(String node, String port) {

  /// An input that nothing feeds yet, before one that is fed; written `""`.
  public static final PortReference NONE = new PortReference("", "");

  public PortReference(String node) {
    this(node, "");
  }

  /// Splits at the first dot. Any word is accepted: whether it refers to something is for
  /// `Structure` to say.
  public static PortReference parse(String word) {
    int dot = word.indexOf('.');
    return dot < 0
        ? new PortReference(word)
        : new PortReference(word.substring(0, dot), word.substring(dot + 1));
  }

  public PortReference withNode(String newNode) {
    return new PortReference(newNode, port);
  }

  /// The form of the file.
  @Override
  public String toString() {
    return port.isEmpty() ? node : node + "." + port;
  }
}
