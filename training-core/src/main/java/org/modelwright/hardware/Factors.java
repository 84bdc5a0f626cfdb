package org.modelwright.hardware;

/// What measured runs say of the estimates: measured / estimated.
///
/// @param memory of what comes and goes within a step
/// @param time of a step
/// @param source which runs, in words; empty where there are none
public record Factors(double memory, double time, String source) {

  /// Nothing has been measured.
  public static final Factors NONE = new Factors(1, 1, "");

  public boolean isMeasured() {
    return !source.isEmpty();
  }
}
