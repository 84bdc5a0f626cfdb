package org.modelwright.app.design.canvas;

import java.util.List;
import org.modelwright.graph.PortReference;

/// One thing that stands on the canvas, in canvas units.
///
/// @param id of the node, or what the block's own input is called; an output of the block has an id
///     with a blank in it, which no node can have
/// @param title what stands on it; empty for the single output
/// @param settings the words of its settings, `heads 6 · rotary`
record Box(
    String id,
    Role role,
    String title,
    String kind,
    Tint tint,
    int repeat,
    String settings,
    Area area,
    List<Port> inputs,
    List<Port> outputs) {

  enum Role {
    LAYER,
    BLOCK,
    /// An input of the open block: the edges of its readers begin here.
    INPUT,
    /// An output of the open block.
    OUTPUT
  }

  /// Where an edge begins or ends.
  ///
  /// @param source what an input reads, or how an output is named; `NONE` for an open input
  record Port(String name, double x, double y, PortReference source) {

    boolean open() {
      return source.equals(PortReference.NONE);
    }
  }

  Box {
    inputs = List.copyOf(inputs);
    outputs = List.copyOf(outputs);
  }

  boolean isNode() {
    return role == Role.LAYER || role == Role.BLOCK;
  }

  /// Whether the names of the inputs are needed to tell them apart.
  boolean isNamed() {
    return inputs.stream().filter(p -> !p.open()).count() > 1;
  }

  Box movedBy(double dx, double dy) {
    return new Box(
        id,
        role,
        title,
        kind,
        tint,
        repeat,
        settings,
        area.movedBy(dx, dy),
        moved(inputs, dx, dy),
        moved(outputs, dx, dy));
  }

  private static List<Port> moved(List<Port> ports, double dx, double dy) {
    return ports.stream().map(p -> new Port(p.name(), p.x() + dx, p.y() + dy, p.source())).toList();
  }
}
