package org.modelwright.data;

import java.util.Iterator;
import org.jspecify.annotations.Nullable;

/// How windows lie in a row of tokens.
sealed interface WindowLayout permits PackedWindows, PaddedWindows {

  /// One window: `predictions` inputs from `start` on, each with the token after it as its target,
  /// and padding up to `length`.
  record Window(long start, int predictions, int length) {}

  /// How many places a window can be drawn by.
  long places();

  /// The window that is drawn by a place in `[0, places())`; null for a place that predicts nothing,
  /// in whose stead another has to be drawn.
  @Nullable Window drawn(long place);

  /// Windows that predict everything there is to predict once, in order.
  Iterator<Window> all();

  /// How many tokens can be predicted.
  long predictions();
}
