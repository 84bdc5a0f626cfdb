package org.modelwright.launch;

import java.lang.reflect.Proxy;
import org.jspecify.annotations.Nullable;

/// Handlers of the signals that a terminal or a scheduler sends. By reflection, because the compiler
/// warns of every mention of the JDK's class for them and warnings are errors.
final class Signals {

  private static final String HANDLER = "sun.misc.SignalHandler";

  private Signals() {}

  /// @param signal its name without SIG: `INT`, `TERM`
  /// @return the handler that was there before, for `restore`; null where signals cannot be handled (no
  ///     `jdk.unsupported`, or `-Xrs`), so that they do what they always do
  static @Nullable Object handle(String signal, Runnable action) {
    try {
      Class<?> handler = Class.forName(HANDLER);
      return install(
          signal,
          Proxy.newProxyInstance(
              Signals.class.getClassLoader(),
              new Class<?>[] {handler},
              (_, _, _) -> {
                action.run();
                return null;
              }));
    } catch (ReflectiveOperationException e) {
      return null;
    }
  }

  static void restore(String signal, Object handler) {
    try {
      install(signal, handler);
    } catch (ReflectiveOperationException e) {
      throw new IllegalStateException("installing worked before", e);
    }
  }

  private static @Nullable Object install(String name, Object handler)
      throws ReflectiveOperationException {
    Class<?> signal = Class.forName("sun.misc.Signal");
    return signal
        .getMethod("handle", signal, Class.forName(HANDLER))
        .invoke(null, signal.getConstructor(String.class).newInstance(name), handler);
  }
}
