package org.modelwright.app.workbench;

import java.util.List;
import java.util.Locale;
import javafx.geometry.Orientation;
import javafx.scene.Node;
import javafx.scene.control.SplitPane;
import org.modelwright.app.common.Preferences;

/// A split pane that remembers where its dividers stood.
final class RememberedSplit extends SplitPane {

  private final String name;
  private final Preferences preferences;
  private final double[] ifNew;
  private boolean remembering = true;

  /// @param name the pane's in the preferences
  /// @param ifNew where the dividers stand until somebody moves them, as shares of the whole
  RememberedSplit(
      String name,
      Orientation orientation,
      Preferences preferences,
      List<Node> parts,
      double... ifNew) {
    super(parts.toArray(Node[]::new));
    this.name = name;
    this.preferences = preferences;
    this.ifNew = ifNew.clone();
    setId("split-" + name);
    setOrientation(orientation);
    restore();
    for (int i = 0; i < ifNew.length; i++) {
      remember(i);
    }
  }

  /// Puts the dividers where they stood when they were last remembered.
  void restore() {
    for (int i = 0; i < Math.min(ifNew.length, getDividers().size()); i++) {
      setDividerPosition(i, Math.clamp(preferences.number(key(i), ifNew[i]), 0, 1));
    }
  }

  /// Adds the last part, which was taken out.
  void giveBack(Node part) {
    boolean before = remembering;
    remembering = false;
    getItems().add(part);
    restore();
    remember(getDividers().size() - 1);
    remembering = before;
  }

  /// Whether it remembers where its dividers go from now on.
  void setRemembering(boolean remembering) {
    this.remembering = remembering;
  }

  private void remember(int index) {
    getDividers()
        .get(index)
        .positionProperty()
        .subscribe(at -> {
          // a pane that is not laid out yet moves its dividers by itself
          if (remembering && getScene() != null && getWidth() > 0) {
            preferences.set(key(index), String.format(Locale.ROOT, "%.4f", at.doubleValue()));
          }
        });
  }

  private String key(int index) {
    return "divider." + name + "." + index;
  }
}
