package org.modelwright.launch;

import java.lang.reflect.Proxy;
import java.util.concurrent.atomic.AtomicBoolean;
import org.jspecify.annotations.Nullable;

/// While open, the first Ctrl+C sets a flag and the second ends this process at once. A shutdown hook
/// would not do: there the main thread is lost, and a second Ctrl+C waits for the first.
final class CtrlC implements AutoCloseable {

  private static final int INTERRUPTED = 130;

  private final @Nullable Object earlier;

  private CtrlC(AtomicBoolean pressed) {
    earlier =
        handle(() -> {
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
      try {
        install(earlier);
      } catch (ReflectiveOperationException e) {
        throw new IllegalStateException("installing worked before", e);
      }
    }
  }

  /// The handler that was there before; null where signals cannot be handled (no `jdk.unsupported`,
  /// or `-Xrs`), in which case Ctrl+C ends the launcher and the worker goes on.
  private static @Nullable Object handle(Runnable action) {
    try {
      Class<?> handler = Class.forName("sun.misc.SignalHandler");
      return install(
          Proxy.newProxyInstance(
              CtrlC.class.getClassLoader(),
              new Class<?>[] {handler},
              (_, _, _) -> {
                action.run();
                return null;
              }));
    } catch (ReflectiveOperationException e) {
      return null;
    }
  }

  // By reflection, because the compiler warns of every mention of the class and warnings are
  // errors.
  private static @Nullable Object install(Object handler) throws ReflectiveOperationException {
    Class<?> signal = Class.forName("sun.misc.Signal");
    Object interrupt = signal.getConstructor(String.class).newInstance("INT");
    return signal
        .getMethod("handle", signal, Class.forName("sun.misc.SignalHandler"))
        .invoke(null, interrupt, handler);
  }
}
