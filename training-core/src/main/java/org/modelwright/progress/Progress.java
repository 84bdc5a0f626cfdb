package org.modelwright.progress;

import java.util.concurrent.CancellationException;

/// The listener of one long action. Calls may come from any thread and often; the listener decides
/// how often it shows something.
public interface Progress {

  /// Says nothing and never cancels.
  Progress NONE = (activity, done, total) -> {};

  /// @param activity what is being done, a few words
  /// @param done units done so far
  /// @param total units in all, or 0 where that is not known
  void report(String activity, long done, long total);

  /// True once the user has asked to stop.
  default boolean cancelled() {
    return false;
  }

  /// @throws CancellationException once the user has asked to stop
  default void check() {
    if (cancelled()) {
      throw new CancellationException("stopped by the user");
    }
  }
}
