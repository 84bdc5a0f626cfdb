package org.modelwright.app.workbench;

import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;
import javafx.geometry.Orientation;
import javafx.scene.Node;
import javafx.scene.control.SplitPane;
import javafx.scene.control.Tab;
import javafx.scene.control.TabPane;
import javafx.scene.input.MouseEvent;
import javafx.scene.layout.Region;
import org.modelwright.app.common.Preferences;

/// The panes of an open project. Palette and inspector are tools for drawing and stand beside the drawing
/// only; elsewhere the page has their place too, and of the bottom only the titles stay until one is
/// wanted.
final class ProjectPanes {

  /// Of the bottom, where only its titles are shown.
  private static final double TITLES = 34;

  private static final double RAISED = 0.6;
  private static final double LOWERED = 1;

  private final Node tree;
  private final Node palette;
  private final SplitPane center;
  private final Node inspector;
  private final TabPane bottom;
  private final RememberedSplit left;
  private final RememberedSplit middle;
  private final RememberedSplit all;
  private boolean drawing = true;
  private double pageBottom = LOWERED;

  /// @param center whose first item is the tabs
  ProjectPanes(
      Preferences preferences,
      Node tree,
      Node palette,
      SplitPane center,
      Region inspector,
      TabPane bottom) {
    this.tree = tree;
    this.palette = palette;
    this.center = center;
    this.inspector = inspector;
    this.bottom = bottom;
    left =
        new RememberedSplit(
            "left", Orientation.VERTICAL, preferences, List.of(tree, palette), 0.36);
    middle =
        new RememberedSplit(
            "bottom", Orientation.VERTICAL, preferences, List.of(center, bottom), 0.7);
    all =
        new RememberedSplit(
            "all",
            Orientation.HORIZONTAL,
            preferences,
            List.of(left, middle, inspector),
            0.2,
            0.74);
    left.setMinWidth(150);
    inspector.setMinWidth(240);
    bottom.setMinHeight(TITLES);
    SplitPane.setResizableWithParent(left, false);
    SplitPane.setResizableWithParent(inspector, false);
    SplitPane.setResizableWithParent(bottom, false);
    bottom.addEventFilter(
        MouseEvent.MOUSE_CLICKED,
        _ -> {
          if (isLowered()) {
            raiseBottom();
          }
        });
  }

  Node node() {
    return all;
  }

  /// Shows the tools for drawing, or gives their place to a page.
  void arrangeFor(boolean drawing) {
    if (this.drawing == drawing) {
      return;
    }
    this.drawing = drawing;
    if (drawing) {
      pageBottom = isLowered() ? LOWERED : middle.getDividerPositions()[0];
      left.giveBack(palette);
      all.giveBack(inspector);
      middle.restore();
      middle.setRemembering(true);
    } else {
      middle.setRemembering(false);
      middle.setDividerPosition(0, pageBottom);
      left.getItems().remove(palette);
      all.getItems().remove(inspector);
    }
  }

  /// Brings a tab at the bottom to the front and into sight, and the keyboard to it.
  void showBottom(String id) {
    for (Tab tab : bottom.getTabs()) {
      if (id.equals(tab.getId())) {
        bottom.getSelectionModel().select(tab);
        if (isLowered()) {
          raiseBottom();
        }
        Panes.focus(Objects.requireNonNull(tab.getContent(), id));
      }
    }
  }

  private boolean isLowered() {
    return bottom.getHeight() <= TITLES + 4;
  }

  private void raiseBottom() {
    middle.setDividerPosition(0, RAISED);
  }

  /// Those in sight, in the order in which the keyboard goes through them.
  List<Node> inSight() {
    return Stream.concat(
            Stream.concat(Stream.of(tree, palette), center.getItems().stream()),
            Stream.of(inspector, bottom))
        .filter(pane -> pane.getScene() != null)
        .toList();
  }
}
