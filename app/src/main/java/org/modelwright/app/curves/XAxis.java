package org.modelwright.app.curves;

/// What a curve is drawn over.
public enum XAxis {
  STEP(Unit.COUNT),
  TOKENS(Unit.COUNT),
  /// by the worker's clock; where that went backwards, as if it had stood still meanwhile
  WALL_TIME(Unit.CLOCK),
  /// the sum of the steps' own times: no pauses, no clock
  TRAINING_TIME(Unit.SECONDS);

  private final Unit unit;

  XAxis(Unit unit) {
    this.unit = unit;
  }

  public Unit unit() {
    return unit;
  }
}
