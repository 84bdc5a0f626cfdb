package org.modelwright.app.workbench;

import java.util.List;
import javafx.scene.Node;
import javafx.scene.Parent;
import javafx.scene.Scene;
import org.jspecify.annotations.Nullable;

/// Moving the keyboard from one part of the window to the next.
final class Panes {

  private Panes() {}

  /// Gives the keyboard to the first thing in a pane that takes it.
  ///
  /// @return whether there is one
  static boolean focus(Node pane) {
    Node first = firstIn(pane);
    if (first == null) {
      return false;
    }
    first.requestFocus();
    return true;
  }

  /// Gives it to the pane behind the one that has it, leaving out those with nothing to give it to.
  static void focusNext(Node view, List<Node> panes) {
    Scene scene = view.getScene();
    int now = scene == null ? -1 : indexOf(scene.getFocusOwner(), panes);
    for (int i = 1; i <= panes.size(); i++) {
      if (focus(panes.get((now + i) % panes.size()))) {
        return;
      }
    }
  }

  private static int indexOf(@Nullable Node owner, List<Node> panes) {
    for (Node at = owner; at != null; at = at.getParent()) {
      int index = panes.indexOf(at);
      if (index >= 0) {
        return index;
      }
    }
    return -1;
  }

  private static @Nullable Node firstIn(Node node) {
    if (!node.isVisible() || node.isDisabled()) {
      return null;
    }
    if (node.isFocusTraversable()) {
      return node;
    }
    if (node instanceof Parent parent) {
      for (Node child : parent.getChildrenUnmodifiable()) {
        Node found = firstIn(child);
        if (found != null) {
          return found;
        }
      }
    }
    return null;
  }
}
