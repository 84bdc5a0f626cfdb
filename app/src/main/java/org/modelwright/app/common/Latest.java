package org.modelwright.app.common;

import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Consumer;
import java.util.function.Function;
import javafx.application.Platform;
import org.jspecify.annotations.Nullable;

/// Computes off the FX thread what the newest input asks for. Of inputs that arrive while one is being
/// computed, only the last is computed next; a result whose input is no longer the newest is not
/// shown.
public final class Latest<I, O> {

  private final Function<I, O> compute;
  private final Consumer<O> show;
  private final AtomicReference<@Nullable I> waiting = new AtomicReference<>();
  private long newest;
  private boolean running;

  /// @param compute runs on a thread of its own; what it throws reaches the thread's handler
  /// @param show runs on the FX thread
  public Latest(Function<I, O> compute, Consumer<O> show) {
    this.compute = compute;
    this.show = show;
  }

  /// Asks for the result of this input instead of all earlier ones. Called on the FX thread.
  public void submit(I input) {
    newest++;
    waiting.set(input);
    if (!running) {
      running = true;
      next();
    }
  }

  private void next() {
    I input = waiting.getAndSet(null);
    if (input == null) {
      running = false;
      return;
    }
    long number = newest;
    Thread.ofVirtual()
        .name("latest")
        .start(() -> {
          try {
            O result = compute.apply(input);
            Platform.runLater(() -> {
              if (number == newest) {
                show.accept(result);
              }
            });
          } finally {
            Platform.runLater(this::next);
          }
        });
  }
}
