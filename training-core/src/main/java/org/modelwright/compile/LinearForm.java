package org.modelwright.compile;

import org.modelwright.operator.ElementType;

/// How a matrix product is written for the engine. All forms compute the same sum; which is fastest
/// depends on processor, type and shape, so it is measured.
public enum LinearForm {
  /// `torch.linear`: the BLAS library
  LINEAR,
  /// a 1 x 1 convolution over channels-last memory, which is the same memory: oneDNN
  CONVOLUTION;

  /// Which form each product of a program takes.
  @FunctionalInterface
  public interface Choice {
    LinearForm of(long in, long out, ElementType element);
  }
}
