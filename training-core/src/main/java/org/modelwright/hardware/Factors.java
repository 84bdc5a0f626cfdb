package org.modelwright.hardware;

import java.util.List;

/// What the estimates are multiplied by, as measured runs have taught.
///
/// @param memory of all but weights, gradients and optimizer
/// @param time of a step
/// @param sameDrawing whether they are runs of the drawing that is planned
/// @param runs their names; empty where nothing has been measured
public record Factors(double memory, double time, boolean sameDrawing, List<String> runs) {

  /// Nothing has been measured.
  public static final Factors NONE = new Factors(1, 1, false, List.of());

  public Factors {
    runs = List.copyOf(runs);
  }

  public boolean isMeasured() {
    return !runs.isEmpty();
  }

  /// Which runs, for the command line; empty where there are none.
  public String source() {
    return switch (runs.size()) {
      case 0 -> "";
      case 1 -> "calibrated by run " + runs.getFirst() + (sameDrawing ? " of this drawing" : "");
      default -> "calibrated by runs of " + runs.size() + " other drawings";
    };
  }
}
