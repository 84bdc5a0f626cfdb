package org.modelwright.app.workbench;

import java.util.List;
import javafx.scene.Node;
import javafx.scene.Parent;
import javafx.scene.Scene;
import javafx.scene.control.Tab;
import javafx.scene.control.TabPane;
import org.jspecify.annotations.Nullable;
import org.modelwright.app.common.KeyboardHome;

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
    if (node instanceof KeyboardHome home) {
      return home.keyboardHome();
    }
    if (node instanceof TabPane tabs) {
      // what the front tab shows, before the row of titles
      Tab front = tabs.getSelectionModel().getSelectedItem();
      Node content = front == null ? null : front.getContent();
      Node found = content == null ? null : firstIn(content);
      return found == null ? tabs : found;
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
