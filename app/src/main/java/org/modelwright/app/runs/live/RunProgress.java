package org.modelwright.app.runs.live;

import java.util.OptionalDouble;
import org.modelwright.app.curves.Curve;
import org.modelwright.app.curves.Metric;
import org.modelwright.app.curves.RunCurves;
import org.modelwright.app.curves.XAxis;
import org.modelwright.run.RunState;

/// How far a run is.
///
/// @param step optimizer steps done
/// @param steps to be done; 0 where it is not known
/// @param tokens seen
/// @param epochs passes over the training part, with a fraction; empty where its size is not known
/// @param secondsLeft estimated from the newest steps' own times, so that no clock can mislead it;
///     empty where nothing is being trained
public record RunProgress(
    long step, long steps, long tokens, OptionalDouble epochs, OptionalDouble secondsLeft) {

  /// How many steps the estimate looks back.
  private static final int RECENT = 200;

  static RunProgress of(
      RunCurves curves, RunState state, long steps, OptionalDouble trainingTokens) {
    long step = (long) curves.newest().step();
    double tokens = curves.newest().tokens();
    return new RunProgress(
        step,
        steps,
        (long) tokens,
        trainingTokens.isPresent() && trainingTokens.getAsDouble() > 0
            ? OptionalDouble.of(tokens / trainingTokens.getAsDouble())
            : OptionalDouble.empty(),
        state == RunState.RUNNING && steps > step
            ? secondsLeft(curves, steps - step)
            : OptionalDouble.empty());
  }

  private static OptionalDouble secondsLeft(RunCurves curves, long left) {
    Curve loss = curves.curve(Metric.LOSS);
    int last = loss.size() - 1;
    int first = Math.max(0, last - RECENT);
    if (last <= first) {
      return OptionalDouble.empty();
    }
    double seconds = loss.x(XAxis.TRAINING_TIME, last) - loss.x(XAxis.TRAINING_TIME, first);
    double steps = loss.x(XAxis.STEP, last) - loss.x(XAxis.STEP, first);
    return OptionalDouble.of(left * seconds / steps);
  }

  /// 0 to 1; -1 where it is not known.
  public double fraction() {
    return steps > 0 ? Math.min(1, (double) step / steps) : -1;
  }
}
