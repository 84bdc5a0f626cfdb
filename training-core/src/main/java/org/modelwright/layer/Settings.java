package org.modelwright.layer;

import org.modelwright.operator.Initializer;

/// Settings that several layers have in common, so that they read the same everywhere.
final class Settings {

  static final Setting<Boolean> BIAS = Setting.flag("bias", false);
  static final Setting<Double> DROPOUT = Setting.number("dropout", 0, 0, 0.95);
  static final Setting<Double> EPSILON = Setting.number("epsilon", 1e-5, 1e-12, 0.1);
  static final Setting<Long> VOCABULARY =
      Setting.integer("vocabulary", null, "the tokenizer's size", 2, 1 << 22);

  /// GPT-2's standard deviation (Radford et al., 2019), which suits widths of some hundreds to some
  /// thousands.
  static final double DEVIATION = 0.02;

  static final Initializer NORMAL = new Initializer.Normal(DEVIATION);
  static final Initializer RESIDUAL = new Initializer.ResidualNormal(DEVIATION);

  private Settings() {}
}
