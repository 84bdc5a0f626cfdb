package org.modelwright.compile;

import org.modelwright.operator.ElementType;
import org.modelwright.operator.Operator;

/// How attention is written for the engine. Both forms compute the same; which is faster depends on
/// processor, type and shape, so it is measured.
public enum AttentionForm {
  /// `torch.scaled_dot_product_attention`: keeps no probabilities
  FUSED,
  /// two matrix products and a softmax, for causal attention in parts of 128 queries, each with the
  /// keys it may see: keeps the probabilities, `[B, H, T, T]`
  COMPOSED;

  /// Which form each attention of a program takes.
  @FunctionalInterface
  public interface Choice {

    /// @param heads of the queries
    /// @param width of a head
    AttentionForm of(long heads, long width, Operator.Attention attention, ElementType element);
  }
}
