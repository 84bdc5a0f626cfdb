package org.modelwright.app.design.canvas;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.modelwright.app.design.canvas.Box.Port;
import org.modelwright.app.design.canvas.Box.Role;
import org.modelwright.graph.Architecture;
import org.modelwright.graph.Block;
import org.modelwright.graph.Edit;
import org.modelwright.graph.Node;
import org.modelwright.graph.PortReference;

/// Whether a port can feed an input, and the edit that does it.
final class ConnectRules {

  private ConnectRules() {}

  /// @param to the box that would read
  /// @return why not; null where it can
  static @Nullable Words whyNot(
      Architecture architecture, Block block, PortReference source, Box to, int input) {
    if (to.role() == Role.OUTPUT) {
      return block.inputs().contains(source.node()) ? Words.of("design.connect.through") : null;
    }
    if (to.role() == Role.INPUT || input < 0) {
      return Words.of("design.connect.noInput", to.title());
    }
    if (source.node().equals(to.id())) {
      return Words.of("design.connect.self", to.id());
    }
    KindPorts kind = KindPorts.of(architecture, to.kind());
    if (!kind.takes(input)) {
      return kind.inputs().isEmpty()
          ? Words.of("design.connect.noInput", to.id())
          : Words.of("design.connect.noSuchInput", to.id(), kind.inputs().size());
    }
    if (input < to.inputs().size() && to.inputs().get(input).source().equals(source)) {
      return Words.of("design.connect.already", source.toString(), to.id());
    }
    List<String> cycle = way(block, to.id(), source.node());
    return cycle.isEmpty()
        ? null
        : Words.of("design.connect.cycle", String.join(" → ", cycle) + " → " + to.id());
  }

  /// The way of the data from one node to another; empty where there is none.
  private static List<String> way(Block block, String from, String to) {
    Map<String, List<String>> readers = new HashMap<>();
    for (Node node : block.nodes()) {
      node.from()
          .forEach(f -> readers.computeIfAbsent(f.node(), _ -> new ArrayList<>()).add(node.id()));
    }
    Map<String, String> before = new HashMap<>();
    Deque<String> toVisit = new ArrayDeque<>(List.of(from));
    while (!toVisit.isEmpty()) {
      String at = toVisit.remove();
      if (at.equals(to)) {
        var way = new ArrayList<String>();
        for (String step = to; step != null; step = step.equals(from) ? null : before.get(step)) {
          way.addFirst(step);
        }
        return way;
      }
      for (String reader : readers.getOrDefault(at, List.of())) {
        if (before.putIfAbsent(reader, at) == null) {
          toVisit.add(reader);
        }
      }
    }
    return List.of();
  }

  /// An edit of the whole block where inputs before the wanted one stay open, or an output is meant.
  static Edit connect(Block block, PortReference source, Box to, int input) {
    if (to.role() != Role.OUTPUT) {
      Node node = block.node(to.id()).orElseThrow();
      if (input <= node.from().size()) {
        return new Edit.Connect(block.name(), source, to.id(), input);
      }
      var from = new ArrayList<>(node.from());
      while (from.size() < input) {
        from.add(PortReference.NONE);
      }
      from.add(source);
      return new Edit.PutBlock(block.withNode(node.withFrom(from)));
    }
    var outputs = new ArrayList<>(block.results());
    int output = output(to);
    if (output < outputs.size()) {
      outputs.set(output, source);
    } else {
      outputs.add(source);
    }
    return new Edit.PutBlock(block.withOutputs(outputs.stream().distinct().toList()));
  }

  /// Leaves an input open, or takes an output away.
  static Edit disconnect(Block block, Box to, int input) {
    if (to.role() != Role.OUTPUT) {
      return new Edit.Disconnect(block.name(), to.id(), input);
    }
    var outputs = new ArrayList<>(block.results());
    outputs.remove(output(to));
    return new Edit.PutBlock(block.withOutputs(outputs));
  }

  private static int output(Box to) {
    return Integer.parseInt(to.id().substring(to.id().indexOf(' ') + 1));
  }

  /// Which input a connection takes that is dropped on the box and not on a port: the first open one,
  /// else the first.
  ///
  /// @return -1 where the box has none
  static int input(Box to) {
    for (int i = 0; i < to.inputs().size(); i++) {
      Port port = to.inputs().get(i);
      if (port.open()) {
        return i;
      }
    }
    return to.inputs().isEmpty() ? -1 : 0;
  }
}
