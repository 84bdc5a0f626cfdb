package org.modelwright.launch;

import java.util.concurrent.atomic.AtomicBoolean;
import org.jspecify.annotations.Nullable;

/// While open, the first Ctrl+C sets a flag and the second ends this process at once. A shutdown hook
/// would not do: there the main thread is lost, and a second Ctrl+C waits for the first.
final class CtrlC implements AutoCloseable {

  private static final String SIGNAL = "INT";
  private static final int INTERRUPTED = 130;

  /// Null where signals cannot be handled: Ctrl+C then ends the launcher, and the worker goes on.
  private final @Nullable Object earlier;

  private CtrlC(AtomicBoolean pressed) {
    earlier =
        Signals.handle(
            SIGNAL,
            () -> {
              if (pressed.getAndSet(true)) {
                Runtime.getRuntime().halt(INTERRUPTED);
              }
            });
  }

  static CtrlC catching(AtomicBoolean pressed) {
    return new CtrlC(pressed);
  }

  @Override
  public void close() {
    if (earlier != null) {
      Signals.restore(SIGNAL, earlier);
    }
  }
}
