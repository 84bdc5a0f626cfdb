package org.modelwright.app.common;

import org.jspecify.annotations.Nullable;

/// What listens to things that outlive it, or has commands bound, and so has to be told when it is no
/// longer shown.
public interface Disposable {

  /// Lets go of everything outside. Called once, on the FX thread; nothing else is called afterwards.
  void dispose();

  /// Disposes of what may want that: a view, a model, or null.
  static void release(@Nullable Object it) {
    if (it instanceof Disposable disposable) {
      disposable.dispose();
    }
  }
}
