package org.modelwright.app.design.canvas;

import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.modelwright.graph.Architecture;
import org.modelwright.graph.Block;
import org.modelwright.graph.Edit;
import org.modelwright.graph.PortReference;

/// What gestures see of the drawing, and all that they can do.
interface CanvasHost {

  Architecture architecture();

  /// The open block.
  Block block();

  Picture picture();

  Set<String> selection();

  void select(Set<String> ids);

  /// @param key null for none
  void selectEdge(Edge.@Nullable Key key);

  /// @return whether it was done
  boolean execute(Edit edit);

  /// A sentence in the user's language.
  String say(Words words);

  /// Says why something was not done.
  void refuse(Words words);

  /// Goes into a block, or to the settings of a layer.
  void enter(String id);

  /// Asks which layer is to read a port, and adds it at a place.
  void addFrom(PortReference source, double x, double y);

  /// @param dx to the right, in pixels of the view
  void pan(double dx, double dy);

  void show(Feedback feedback);
}
