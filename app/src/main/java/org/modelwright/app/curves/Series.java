package org.modelwright.app.curves;

/// A curve in a chart.
///
/// @param name in the language of the window
public record Series(String name, Curve curve, Kind kind) {

  /// How a curve is drawn.
  public enum Kind {
    /// smoothed, with the raw curve behind
    NOISY,
    /// as it is
    EXACT,
    /// as it is, each of its few points marked
    SPARSE
  }

  public Series(String name, Curve curve) {
    this(name, curve, Kind.NOISY);
  }

  public Series(String name, Curve curve, boolean sparse) {
    this(name, curve, sparse ? Kind.SPARSE : Kind.NOISY);
  }

  boolean sparse() {
    return kind == Kind.SPARSE;
  }
}
