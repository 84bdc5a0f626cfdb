package org.modelwright.train;

/// What the loss is multiplied by before its gradients are taken, so that small ones do not vanish in
/// float16 (Micikevicius et al., "Mixed Precision Training", 2018, section 3.2). Halved where a gradient
/// overflows, doubled after [#CALM_STEPS] steps in which none did. Powers of two change no digit.
final class LossScale {

  static final double FIRST = 65536;
  static final int CALM_STEPS = 2000;

  private static final double HIGHEST = 1L << 24;

  private final boolean dynamic;
  private double scale;
  private int calm;

  private LossScale(boolean dynamic, double scale, int calm) {
    this.dynamic = dynamic;
    this.scale = scale;
    this.calm = calm;
  }

  /// Dynamic for float16; 1 for precisions with float32's range.
  static LossScale of(TrainingSettings.Precision precision) {
    boolean dynamic = precision == TrainingSettings.Precision.FP16;
    return new LossScale(dynamic, dynamic ? FIRST : 1, 0);
  }

  /// Goes on where a checkpoint was taken.
  void resumeFrom(State state) {
    scale = state.scale();
    calm = state.calmSteps();
  }

  /// @param calmSteps steps since the last change
  record State(double scale, int calmSteps) {}

  State state() {
    return new State(scale, calm);
  }

  boolean isDynamic() {
    return dynamic;
  }

  double value() {
    return scale;
  }

  /// Takes note of a step.
  ///
  /// @param overflowed whether a gradient was not finite
  /// @return whether the step may be passed over, for the next will be tried at half the scale
  boolean adapt(boolean overflowed) {
    if (!overflowed) {
      if (dynamic && ++calm == CALM_STEPS) {
        calm = 0;
        scale = Math.min(HIGHEST, 2 * scale);
      }
      return true;
    }
    if (!dynamic || scale <= 1) {
      return false;
    }
    calm = 0;
    scale /= 2;
    return true;
  }
}
