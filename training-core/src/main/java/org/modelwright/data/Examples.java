package org.modelwright.data;

/// What a model learns from and is measured on.
public interface Examples {

  /// Random windows to train on.
  ///
  /// @throws org.modelwright.file.InputException where the tokens are too few for one window
  Batches batches(int batchSize, int context, long seed);

  /// All windows of the validation part, in order.
  Windows validationWindows(int context, int windowsPerBatch);
}
