package org.modelwright.train;

import java.util.ArrayList;
import java.util.List;
import java.util.OptionalDouble;

/// The learning-rate range test (Smith, "Cyclical Learning Rates for Training Neural Networks", 2017,
/// section 3.3): a few steps during which the rate grows exponentially, and what the loss says of each.
///
/// Losses are smoothed by a mean over [#window] steps, which counts for the step in its middle. The
/// suggestion is the rate at which the smoothed loss falls most steeply against the logarithm of the
/// rate, but not more than a tenth of the rate at which it is lowest: beyond that it may fall fast and
/// still be about to leave.
public final class LearningRateRange {

  /// The test is over once the smoothed loss is so many times its minimum.
  private static final double DIVERGED = 4;

  private static final double SAFE = 0.1;
  private static final int FEWEST_IN_WINDOW = 5;

  /// By then float16's loss scale is at 1, and the fault is not its.
  private static final int MOST_RETRIES = 20;

  private final double from;
  private final double to;
  private final int steps;
  private final List<Double> losses = new ArrayList<>();
  private int retries;
  private double lowest = Double.POSITIVE_INFINITY;
  private boolean diverged;

  /// @param from the first rate, above 0
  /// @param to the last, above `from`
  /// @param steps 2 or more
  public LearningRateRange(double from, double to, int steps) {
    if (!(from > 0) || !(to > from) || steps < 2) {
      throw new IllegalArgumentException(from + " to " + to + " in " + steps);
    }
    this.from = from;
    this.to = to;
    this.steps = steps;
  }

  /// Steps a loss is averaged over, an odd number: a tenth of all, 5 at least.
  public int window() {
    return Math.max(FEWEST_IN_WINDOW, steps / 20 * 2 + 1);
  }

  /// The rate of a step, counted from 0.
  public double rate(int step) {
    return from * Math.pow(to / from, (double) step / (steps - 1));
  }

  /// The rate of the next step.
  public double nextRate() {
    return rate(losses.size());
  }

  /// Steps in all, if none fails.
  public int steps() {
    return steps;
  }

  /// Steps that count so far.
  public int count() {
    return losses.size();
  }

  /// Whether no further step is to be made.
  public boolean isOver() {
    return diverged || losses.size() == steps;
  }

  /// Whether it ended before its last rate. Where no step counts by then, no rate is to blame.
  public boolean diverged() {
    return diverged;
  }

  /// Takes the next step. A loss that is not finite ends the test and does not count. Neither does a step
  /// that moved no weights, as in float16 while the loss scale is too high: its rate is due again, and
  /// 20 such steps in a row end the test.
  ///
  /// @param loss as it was before the update
  /// @param updated whether the weights moved
  public void add(double loss, boolean updated) {
    if (!Double.isFinite(loss) || !updated && ++retries == MOST_RETRIES) {
      diverged = true;
      return;
    }
    if (!updated) {
      return;
    }
    retries = 0;
    losses.add(loss);
    int count = losses.size();
    if (count >= window()) {
      double smoothed = mean(count - window(), count);
      lowest = Math.min(lowest, smoothed);
      diverged = smoothed > DIVERGED * lowest && count < steps;
    }
  }

  private double mean(int begin, int end) {
    return losses.subList(begin, end).stream().mapToDouble(l -> l).average().orElseThrow();
  }

  /// One step.
  ///
  /// @param smoothedLoss over fewer steps at both ends
  public record Point(double learningRate, double loss, double smoothedLoss) {}

  public List<Point> points() {
    List<Point> points = new ArrayList<>();
    int half = window() / 2;
    for (int i = 0; i < losses.size(); i++) {
      // as many on either side
      int reach = Math.min(half, Math.min(i, losses.size() - 1 - i));
      points.add(new Point(rate(i), losses.get(i), mean(i - reach, i + reach + 1)));
    }
    return points;
  }

  /// The rate at which the smoothed loss falls most steeply; empty where it falls nowhere, or there are
  /// too few steps to tell.
  public OptionalDouble steepest() {
    int half = window() / 2;
    int best = -1;
    double slope = 0;
    for (int i = half; i + half < losses.size(); i++) {
      // of a straight line through the window, fitted by least squares; steps are evenly far apart
      double sum = 0;
      for (int d = -half; d <= half; d++) {
        sum += d * losses.get(i + d);
      }
      if (sum < slope) {
        slope = sum;
        best = i;
      }
    }
    return best < 0 ? OptionalDouble.empty() : OptionalDouble.of(rate(best));
  }

  /// The rate at which the smoothed loss is lowest; empty where there are too few steps to tell.
  public OptionalDouble lowest() {
    int half = window() / 2;
    int best = -1;
    double least = Double.POSITIVE_INFINITY;
    for (int i = half; i + half < losses.size(); i++) {
      double smoothed = mean(i - half, i + half + 1);
      if (smoothed < least) {
        least = smoothed;
        best = i;
      }
    }
    return best < 0 ? OptionalDouble.empty() : OptionalDouble.of(rate(best));
  }

  /// The rate to train with; empty where the loss falls nowhere.
  public OptionalDouble suggestion() {
    OptionalDouble steepest = steepest();
    return steepest.isEmpty()
        ? steepest
        : OptionalDouble.of(Math.min(steepest.getAsDouble(), SAFE * lowest().orElseThrow()));
  }
}
