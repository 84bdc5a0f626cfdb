package org.modelwright.app.workbench;

import javafx.geometry.Orientation;
import javafx.scene.Node;
import javafx.scene.control.SplitPane;
import org.modelwright.app.common.Preferences;

/// Split panes that remember where their dividers stood.
final class Dividers {

  private Dividers() {}

  /// @param name the pane's in the preferences
  /// @param ifNew where the dividers stand until somebody moves them, as shares of the whole
  static SplitPane split(
      String name,
      Orientation orientation,
      Preferences preferences,
      Node[] parts,
      double... ifNew) {
    var pane = new SplitPane(parts);
    pane.setId("split-" + name);
    pane.setOrientation(orientation);
    for (int i = 0; i < ifNew.length; i++) {
      String key = "divider." + name + "." + i;
      pane.setDividerPosition(i, Math.clamp(preferences.number(key, ifNew[i]), 0, 1));
      pane.getDividers()
          .get(i)
          .positionProperty()
          .subscribe(at -> {
            // a pane that is not laid out yet moves its dividers by itself
            if (pane.getScene() != null && pane.getWidth() > 0) {
              preferences.set(key, String.format(java.util.Locale.ROOT, "%.4f", at.doubleValue()));
            }
          });
    }
    return pane;
  }
}
