package org.modelwright.train;

import org.modelwright.compile.LossTerms;
import org.modelwright.file.InputException;
import org.modelwright.file.YamlReader;

/// What training.yaml says of the loss that is trained on. Validation and every reported loss are the
/// plain cross-entropy.
///
/// @param labelSmoothing 0 to 0.5, as in [LossTerms]
/// @param zLoss coefficient, 0 to 1, as in [LossTerms]
public record LossSettings(double labelSmoothing, double zLoss) {

  /// @throws InputException naming file, line, key and remedy
  static LossSettings read(YamlReader reader) {
    return new LossSettings(
        reader.number("labelSmoothing", 0, 0, 0.5), reader.number("zLoss", 0, 0, 1));
  }

  public LossTerms terms() {
    return new LossTerms(labelSmoothing, zLoss);
  }
}
