package org.modelwright.app.common;

/// What listens to things that outlive it, or has commands bound, and so has to be told when it is no
/// longer shown.
public interface Disposable {

  /// Lets go of everything outside. Called once, on the FX thread; nothing else is called afterwards.
  void dispose();
}
