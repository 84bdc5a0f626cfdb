package org.modelwright.compile;

import java.util.List;
import java.util.OptionalLong;
import org.modelwright.graph.Architecture;

/// What there is to say of a drawing without training it: problems, shapes, costs.
///
/// @param batch rows of the batch that work and memory are counted for
/// @param positions tokens of a row
/// @param nodes the layers in the order of computation; empty where the drawing does not compile
/// @param flopsPerToken operations of training on one token; 0 where the drawing does not compile
public record Analysis(
    Architecture architecture,
    Compilation compilation,
    long batch,
    long positions,
    List<Costs.Node> nodes,
    double flopsPerToken) {

  /// @param vocabulary the tokenizer's size, where it is known
  /// @param batch rows of a batch
  /// @param positions tokens of a row
  public static Analysis of(
      Architecture architecture, OptionalLong vocabulary, long batch, long positions) {
    Compilation compilation = Compiler.compile(architecture, vocabulary);
    return new Analysis(
        architecture,
        compilation,
        batch,
        positions,
        compilation.program().map(p -> Costs.of(p, batch, positions)).orElse(List.of()),
        compilation.program().map(p -> Costs.flopsPerToken(p, positions)).orElse(0.0));
  }

  public long parameters() {
    return nodes.stream().mapToLong(Costs.Node::parameters).sum();
  }

  /// Of one forward run of the whole batch.
  public long multiplyAdds() {
    return nodes.stream().mapToLong(Costs.Node::multiplyAdds).sum();
  }

  /// What the backward pass keeps, in bytes.
  public long activationBytes() {
    return nodes.stream().mapToLong(Costs.Node::activationBytes).sum();
  }
}
