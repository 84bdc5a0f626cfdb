package org.modelwright.app.design.canvas;

import org.modelwright.file.InputException;
import org.modelwright.graph.Fragment;
import org.modelwright.graph.Position;

/// Nodes as text, and back into the drawing. Pasted nodes keep the edges among themselves. Edges from
/// other nodes come along only into the very block that the nodes were copied from: anywhere else a node
/// of the same name is another node.
final class CanvasClipboard {

  /// What was copied here last.
  ///
  /// @param block that it was copied from, by name
  private record Copied(String text, String block) {}

  private final CanvasModel model;
  private Copied last = new Copied("", "");

  CanvasClipboard(CanvasModel model) {
    this.model = model;
  }

  /// The selected nodes as text.
  String copied() {
    last = new Copied(selected().write(), model.block().name());
    return last.text();
  }

  private Fragment selected() {
    return Fragment.of(model.architecture(), model.block().name(), model.selection());
  }

  /// @param text from the clipboard
  void paste(String text) {
    if (text.isBlank()) {
      model.refuse(Words.of("design.paste.empty"));
      return;
    }
    try {
      Fragment copied = Fragment.parse(text);
      boolean home = last.equals(new Copied(text, model.block().name()));
      paste(home ? copied : copied.detached(), "design.edit.paste", true);
    } catch (InputException e) {
      model.refuse(Words.of("design.paste.refused", e.words()));
    }
  }

  void duplicate() {
    paste(selected(), "design.edit.duplicate", false);
  }

  /// @param inView whether nodes that would come to stand out of sight come into the middle
  private void paste(Fragment fragment, String name, boolean inView) {
    Area nodes =
        fragment.content().main().nodes().stream()
            .map(n -> new Area(n.at().x(), n.at().y(), Picture.WIDTH, Picture.HEIGHT))
            .reduce(Area::with)
            .orElse(Area.NONE);
    Area seen = model.seen();
    double x = nodes.x() + 4 * Picture.GRID;
    double y = nodes.y() + 4 * Picture.GRID;
    if (inView && !nodes.movedBy(x - nodes.x(), y - nodes.y()).meets(seen)) {
      x = seen.centerX() - nodes.width() / 2;
      y = seen.centerY() - nodes.height() / 2;
    }
    int count = fragment.content().main().nodes().size();
    Position at =
        count == 1
            ? FreePlace.near(model.picture(), x, y)
            : new Position(FreePlace.snapped(x), FreePlace.snapped(y));
    try {
      Fragment.Paste paste =
          fragment.into(
              model.architecture(),
              model.block().name(),
              at.x() - nodes.x(),
              at.y() - nodes.y(),
              model.say(Words.of(name, count)));
      if (model.execute(paste.edit())) {
        model.select(paste.ids());
      }
    } catch (InputException e) {
      model.refuse(Words.of(e.words()));
    }
  }
}
