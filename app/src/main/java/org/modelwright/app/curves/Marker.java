package org.modelwright.app.curves;

import org.modelwright.app.common.Sentence;

/// Something that happened at a place, drawn into every chart.
///
/// @param words about it, for the readout
public record Marker(Kind kind, Place place, Sentence words) {

  public enum Kind {
    CHECKPOINT,
    BEST,
    RESUMED,
    LEARNING_RATE,
    FAULT
  }
}
