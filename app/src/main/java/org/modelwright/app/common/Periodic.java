package org.modelwright.app.common;

import java.time.Duration;
import java.util.concurrent.locks.LockSupport;
import javafx.application.Platform;

/// Does something on the FX thread again and again, until it is disposed of. Between two times nothing
/// happens, whereas a timeline keeps the clock of the screen running at 60 frames a second, also in a
/// window that is minimized.
public final class Periodic implements Disposable {

  private final Thread thread;
  private volatile boolean closed;

  /// @param period until the first time, and from one to the next
  public Periodic(Duration period, Runnable action) {
    thread =
        Thread.ofVirtual()
            .name("periodic")
            .start(() -> {
              LockSupport.parkNanos(period.toNanos());
              while (!closed) {
                Platform.runLater(() -> {
                  if (!closed) {
                    action.run();
                  }
                });
                LockSupport.parkNanos(period.toNanos());
              }
            });
  }

  @Override
  public void dispose() {
    closed = true;
    LockSupport.unpark(thread);
  }
}
