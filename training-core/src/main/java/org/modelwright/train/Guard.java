package org.modelwright.train;

import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.modelwright.engine.Stepper.Norms;

/// Watches loss and gradient norm for what is not finite and for spikes, and says what to do about it.
final class Guard {

  /// So many steps in a row that are not finite will not be followed by one that is.
  static final int MOST_SKIPPED = 10;

  /// What was wrong with a step.
  ///
  /// @param finite whether it was a spike
  /// @param words what was seen, as the beginning of a sentence
  /// @param skipped whether the update was not made
  /// @param ends whether the run ends
  record Fault(boolean finite, String words, boolean skipped, boolean ends) {}

  /// @param losses the last steps', oldest first
  record State(List<Double> losses, List<Double> gradientNorms) {
    State {
      losses = List.copyOf(losses);
      gradientNorms = List.copyOf(gradientNorms);
    }
  }

  private final GuardSettings settings;
  private final SpikeWindow losses;
  private final SpikeWindow norms;
  private int skipped;

  Guard(GuardSettings settings) {
    this.settings = settings;
    losses = new SpikeWindow(settings.window(), settings.zScore());
    norms = new SpikeWindow(settings.window(), settings.zScore());
  }

  State state() {
    return new State(losses.values(), norms.values());
  }

  void resumeFrom(State state) {
    losses.restore(state.losses());
    norms.restore(state.gradientNorms());
  }

  /// The largest gradient norm that an update may be made with, after this loss; below 0 for none.
  double gradientLimit(double loss) {
    if (!Double.isFinite(loss)) {
      return -1;
    }
    if (settings.spike() == GuardSettings.Spike.TELL) {
      return Float.MAX_VALUE;
    }
    return loss > losses.limit() ? -1 : Math.min(Float.MAX_VALUE, norms.limit());
  }

  /// Judges a step and remembers it if nothing was wrong.
  Optional<Fault> judge(double loss, double gradientNorm) {
    if (!Double.isFinite(loss) || !Double.isFinite(gradientNorm)) {
      skipped++;
      boolean ends =
          settings.notFinite() == GuardSettings.NotFinite.STOP || skipped == MOST_SKIPPED;
      return Optional.of(
          new Fault(
              false, "the loss is " + loss + " and the gradient norm " + gradientNorm, true, ends));
    }
    skipped = 0;
    Optional<Fault> fault =
        spike("loss", loss, losses).or(() -> spike("gradient norm", gradientNorm, norms));
    if (fault.isEmpty() || !fault.get().skipped()) {
      losses.add(loss);
      norms.add(gradientNorm);
    }
    return fault;
  }

  private Optional<Fault> spike(String what, double value, SpikeWindow window) {
    if (!(value > window.limit())) {
      return Optional.empty();
    }
    String words =
        String.format(
            Locale.ROOT,
            "the %s %.4g is %.1f standard deviations above %.4g, the mean of the last %d steps",
            what,
            value,
            window.zScore(value),
            window.mean(),
            settings.window());
    return Optional.of(
        new Fault(
            true,
            words,
            settings.spike() != GuardSettings.Spike.TELL,
            settings.spike() == GuardSettings.Spike.STOP));
  }

  /// Where it began, as far as norms tell: gradients are made from the last parameter to the first.
  ///
  /// @param all in the parameters' order
  static String origin(List<Norms> all, double loss) {
    Optional<Norms> spoilt = all.stream().filter(n -> !Double.isFinite(n.weight())).findFirst();
    if (spoilt.isPresent()) {
      return "the weights of " + spoilt.get().name() + " are not finite themselves";
    }
    if (!Double.isFinite(loss)) {
      Norms largest = largest(all, Norms::weight);
      return String.format(
          Locale.ROOT,
          "all weights are finite, so the forward pass overflowed; the largest weights are those of"
              + " %s, norm %.4g",
          largest.name(),
          largest.weight());
    }
    Optional<Norms> first =
        all.reversed().stream().filter(n -> !Double.isFinite(n.gradient())).findFirst();
    if (first.isPresent()) {
      return "the gradient of "
          + first.get().name()
          + " is the first, in the order of the backward pass, that is not finite";
    }
    return "the largest gradient is that of " + largest(all, Norms::gradient).name();
  }

  private static Norms largest(List<Norms> all, java.util.function.ToDoubleFunction<Norms> of) {
    return all.stream().max(java.util.Comparator.comparingDouble(of)).orElseThrow();
  }

  static boolean weightsAreFinite(List<Norms> all) {
    return all.stream().allMatch(n -> Double.isFinite(n.weight()));
  }
}
