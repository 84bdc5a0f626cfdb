package org.modelwright.app.common;

import javafx.beans.property.ReadOnlyBooleanProperty;
import javafx.beans.property.ReadOnlyBooleanWrapper;
import javafx.scene.Node;
import javafx.stage.Stage;
import javafx.stage.Window;
import javafx.util.Subscription;

/// Whether a user can see a node: it is in a window that is open and not minimized, and neither it nor
/// anything around it, such as a tab that is not in front, is hidden.
public final class Shown {

  private final Node node;
  private final ReadOnlyBooleanWrapper shown = new ReadOnlyBooleanWrapper();
  private Subscription above = Subscription.EMPTY;
  private boolean changed;

  public Shown(Node node) {
    this.node = node;
    look();
  }

  public ReadOnlyBooleanProperty property() {
    return shown.getReadOnlyProperty();
  }

  public boolean get() {
    return shown.get();
  }

  /// Listens to all that is above the node, and anew where that is no longer what it was.
  private void look() {
    changed = false;
    above.unsubscribe();
    above = Subscription.EMPTY;
    boolean visible = true;
    for (Node n = node; n != null; n = n.getParent()) {
      visible &= n.isVisible();
      above = above.and(n.visibleProperty().subscribe((_, _) -> lookAgain()));
      above = above.and(n.parentProperty().subscribe((_, _) -> lookAgain()));
    }
    above = above.and(node.sceneProperty().subscribe((_, _) -> lookAgain()));
    if (node.getScene() == null) {
      visible = false;
    } else {
      above = above.and(node.getScene().windowProperty().subscribe((_, _) -> lookAgain()));
      visible &= follow(node.getScene().getWindow());
    }
    shown.set(visible);
  }

  private boolean follow(@org.jspecify.annotations.Nullable Window window) {
    if (window == null) {
      return false;
    }
    above = above.and(window.showingProperty().subscribe((_, _) -> lookAgain()));
    if (window instanceof Stage stage) {
      above = above.and(stage.iconifiedProperty().subscribe((_, _) -> lookAgain()));
      return stage.isShowing() && !stage.isIconified();
    }
    return window.isShowing();
  }

  // several things change at once where a tab comes to the front: one look is enough
  private void lookAgain() {
    if (!changed) {
      changed = true;
      javafx.application.Platform.runLater(() -> {
        if (changed) {
          look();
        }
      });
    }
  }

  /// Lets go of everything above the node.
  public void dispose() {
    changed = false;
    above.unsubscribe();
    above = Subscription.EMPTY;
    shown.set(false);
  }
}
