package org.modelwright.app.curves;

import java.util.Locale;

/// What every step of a run reports, and the loss on held-out data.
public enum Metric {
  LOSS(Unit.NUMBER),
  VALIDATION_LOSS(Unit.NUMBER),
  LEARNING_RATE(Unit.NUMBER),
  GRADIENT_NORM(Unit.NUMBER),
  TOKENS_PER_SECOND(Unit.COUNT),
  MEMORY(Unit.BYTES),
  LOSS_SCALE(Unit.COUNT),
  AUXILIARY_LOSS(Unit.NUMBER),
  DROPPED_TOKENS(Unit.SHARE),
  MFU(Unit.SHARE),
  OUTSIDE_NATIVE(Unit.SHARE);

  private final Unit unit;

  Metric(Unit unit) {
    this.unit = unit;
  }

  public Unit unit() {
    return unit;
  }

  /// The key of its name: `curves.metric.gradientNorm`.
  public String textKey() {
    var words = new StringBuilder("curves.metric.");
    String lower = name().toLowerCase(Locale.ROOT);
    for (int i = 0; i < lower.length(); i++) {
      char c = lower.charAt(i);
      words.append(c == '_' ? Character.toUpperCase(lower.charAt(++i)) : c);
    }
    return words.toString();
  }
}
