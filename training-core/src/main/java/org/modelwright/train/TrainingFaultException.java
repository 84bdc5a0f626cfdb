package org.modelwright.train;

import java.util.Locale;

/// A fault that the guard was told to end the run at. The update that might have spoilt the weights was
/// not made.
public final class TrainingFaultException extends RuntimeException {

  private final String sentence;

  /// @param words what was seen and where it began
  TrainingFaultException(long step, String words, double learningRate) {
    super(words);
    sentence =
        String.format(
            Locale.ROOT,
            "Training went astray at step %d, at a learning rate of %.3g: %s."
                + " Lower training.learningRate, raise training.warmupSteps, or see training.guard;"
                + " the checkpoints of earlier steps are unharmed.",
            step,
            learningRate,
            words);
  }

  /// What happened, where, and what to do, for the user.
  public String sentence() {
    return sentence;
  }
}
