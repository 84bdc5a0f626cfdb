package org.modelwright.app.runs.live;

import org.modelwright.app.common.Sentence;

/// A change of the learning rate that a user asks for. The schedule goes on; from the next step on it is
/// multiplied.
///
/// @param scheduled the rate that the settings give the next step
/// @param factor that it will be multiplied by, in place of any earlier one
record RateChange(double scheduled, double factor) {

  /// The highest rate that training.yaml takes.
  private static final double MOST = 10;

  /// How a number is meant.
  enum Kind {
    /// the next step's rate
    RATE,
    FACTOR
  }

  /// What the text comes to: a change, or the sentence that says why it is none.
  sealed interface Reading {
    record Change(RateChange change) implements Reading {}

    record Refusal(Sentence why) implements Reading {}
  }

  static Reading read(String text, Kind kind, double scheduled) {
    double number;
    try {
      number = Double.parseDouble(text.strip());
    } catch (NumberFormatException e) {
      return new Reading.Refusal(Sentence.of("live.rate.noNumber"));
    }
    double factor = kind == Kind.FACTOR ? number : number / scheduled;
    if (!(factor > 0 && scheduled * factor <= MOST)) {
      return new Reading.Refusal(
          Sentence.of(scheduled > 0 ? "live.rate.range" : "live.rate.noSchedule"));
    }
    return new Reading.Change(new RateChange(scheduled, factor));
  }

  double rate() {
    return scheduled * factor;
  }
}
