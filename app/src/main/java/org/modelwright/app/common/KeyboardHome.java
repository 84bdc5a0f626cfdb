package org.modelwright.app.common;

import javafx.scene.Node;

/// A view that knows where in it the keyboard begins, where that is not its first control.
public interface KeyboardHome {

  /// What takes the keyboard.
  Node keyboardHome();
}
