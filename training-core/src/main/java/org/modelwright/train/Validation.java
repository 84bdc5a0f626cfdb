package org.modelwright.train;

import org.modelwright.data.Windows;
import org.modelwright.engine.Evaluator;

/// The mean loss over a whole sequence, in consecutive windows.
///
/// @param loss nats a token
/// @param tokens predicted tokens
public record Validation(double loss, long tokens) {

  /// Enough positions a call to keep the processor busy.
  private static final int POSITIONS = 2048;

  /// Windows of a micro-batch in validation.
  public static int windowsPerBatch(int batchSize, int context) {
    return Math.max(batchSize, Math.ceilDiv(POSITIONS, context));
  }

  static Validation run(Evaluator evaluator, Windows windows) {
    double loss = 0;
    for (Windows.Batch batch : windows) {
      for (double rowLoss :
          evaluator
              .evaluate(batch.inputs(), batch.targets(), batch.rows(), batch.length())
              .losses()) {
        loss += rowLoss;
      }
    }
    return new Validation(loss / windows.predictions(), windows.predictions());
  }
}
