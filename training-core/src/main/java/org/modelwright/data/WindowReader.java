package org.modelwright.data;

import java.nio.LongBuffer;

/// Reads windows as rows of inputs and targets.
///
/// @param pad the id that inputs are padded with
record WindowReader(TokenSequence tokens, long pad) {

  /// The target that counts in no loss: what libtorch's cross-entropy ignores by default.
  static final long IGNORED = -100;

  void read(WindowLayout.Window window, LongBuffer inputs, LongBuffer targets) {
    tokens.read(window.start(), window.predictions(), inputs);
    tokens.read(window.start() + 1, window.predictions(), targets);
    for (int i = window.predictions(); i < window.length(); i++) {
      inputs.put(pad);
      targets.put(IGNORED);
    }
  }
}
