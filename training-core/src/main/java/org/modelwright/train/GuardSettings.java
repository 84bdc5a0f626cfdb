package org.modelwright.train;

import org.modelwright.file.InputException;
import org.modelwright.file.YamlReader;

/// `guard` in training.yaml: what happens when loss or gradients go astray.
///
/// @param notFinite the answer to a loss or gradient that is infinite or not a number
/// @param spike the answer to one that is finite, but far above those before it
/// @param zScore how many standard deviations above the mean of the window a spike begins
/// @param window steps that mean and deviation are taken over; nothing is a spike before it is full
public record GuardSettings(NotFinite notFinite, Spike spike, double zScore, int window) {

  /// An update with such gradients is never made.
  public enum NotFinite {
    STOP,
    SKIP
  }

  public enum Spike {
    /// says so and makes the update
    TELL,
    SKIP,
    STOP
  }

  /// @throws InputException naming file, line, key and remedy
  static GuardSettings read(YamlReader reader) {
    var settings =
        new GuardSettings(
            reader.choice("notFinite", NotFinite.STOP),
            reader.choice("spike", Spike.TELL),
            reader.number("zScore", 8, 1, 1000),
            (int) reader.integer("window", 100, 10, 10_000));
    reader.finish();
    return settings;
  }
}
