package org.modelwright.app.curves;

/// Where in a training something happened.
///
/// @param step optimizer steps done
/// @param tokens seen since step 0
/// @param wallSeconds since 1970, see [XAxis#WALL_TIME]
/// @param trainingSeconds see [XAxis#TRAINING_TIME]
public record Place(double step, double tokens, double wallSeconds, double trainingSeconds) {

  public static final Place START = new Place(0, 0, 0, 0);

  public double on(XAxis axis) {
    return switch (axis) {
      case STEP -> step;
      case TOKENS -> tokens;
      case WALL_TIME -> wallSeconds;
      case TRAINING_TIME -> trainingSeconds;
    };
  }
}
