package org.modelwright.hardware;

/// What the estimates are multiplied by, as measured runs have taught.
///
/// @param memory of all but weights, gradients and optimizer
/// @param time of a step
/// @param source which runs, in words; empty where there are none
public record Factors(double memory, double time, String source) {

  /// Nothing has been measured.
  public static final Factors NONE = new Factors(1, 1, "");

  public boolean isMeasured() {
    return !source.isEmpty();
  }
}
