package org.modelwright.train;

import java.util.Locale;

/// Loss or gradients are infinite or not a number. The update that would have spoilt the weights was
/// not made.
public final class DivergedException extends RuntimeException {

  DivergedException(long step, double loss, double gradientNorm, double learningRate) {
    super(
        String.format(
            Locale.ROOT,
            "Training diverged at step %d: the loss is %s and the gradient norm %s at a learning rate of %.3g."
                + " Lower training.learningRate, or raise training.warmupSteps;"
                + " the checkpoints of earlier steps are unharmed.",
            step,
            loss,
            gradientNorm,
            learningRate));
  }
}
