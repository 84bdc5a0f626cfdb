package org.modelwright.app.curves;

/// A curve in a chart.
///
/// @param name in the language of the window
/// @param sparse whether its points are few and count one by one: they are marked, and never smoothed
public record Series(String name, Curve curve, boolean sparse) {

  public Series(String name, Curve curve) {
    this(name, curve, false);
  }
}
