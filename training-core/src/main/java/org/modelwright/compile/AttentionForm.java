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

  /// Queries of a part.
  static final int PART = 128;

  /// The composed form keeps `B H T T` probabilities, or those of a window, where the fused one keeps
  /// `4 B H T D` numbers; it is not tried where that is more.
  private static final int MOST_KEYS_PER_WIDTH = 4;

  /// Whether the composed form is measured at all: not where it would keep more than the fused one.
  ///
  /// @param keys that a query sees at most
  /// @param width of a head
  public static boolean mayCompose(long keys, long width) {
    return keys <= MOST_KEYS_PER_WIDTH * width;
  }

  /// Which form each attention of a program takes.
  @FunctionalInterface
  public interface Choice {

    /// @param heads of the queries
    /// @param width of a head
    AttentionForm of(long heads, long width, Operator.Attention attention, ElementType element);
  }
}
