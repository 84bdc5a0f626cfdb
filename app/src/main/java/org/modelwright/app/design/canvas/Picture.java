package org.modelwright.app.design.canvas;

import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.modelwright.app.design.canvas.Box.Port;
import org.modelwright.app.design.canvas.Box.Role;
import org.modelwright.app.design.canvas.Edge.Point;
import org.modelwright.graph.Architecture;
import org.modelwright.graph.Block;
import org.modelwright.graph.Node;
import org.modelwright.graph.PortReference;

/// Where everything of a block stands: boxes with their ports, and the ways of the edges. A value,
/// worked out from the drawing alone.
///
/// @param boxes by id, in the order of the file, the block's inputs before and its outputs behind
record Picture(Map<String, Box> boxes, List<Edge> edges) {

  static final double WIDTH = 224;
  static final double HEIGHT = 48;

  /// Between two rows: enough for the shape on an edge.
  static final double GAP = 32;

  static final double GRID = 8;
  private static final double TERMINAL = 24;

  Picture {
    boxes = Collections.unmodifiableMap(new LinkedHashMap<>(boxes));
    edges = List.copyOf(edges);
  }

  static Picture of(Architecture architecture, Block block) {
    return of(architecture, block, Set.of(), 0, 0);
  }

  /// The same with some nodes moved, as while they are dragged.
  static Picture of(
      Architecture architecture, Block block, Set<String> moved, double dx, double dy) {
    var kinds = new LinkedHashMap<String, KindPorts>();
    var nodes = new LinkedHashMap<String, Box>();
    for (Node node : block.nodes()) {
      KindPorts ports =
          kinds.computeIfAbsent(node.kind(), kind -> KindPorts.of(architecture, kind));
      Box box = box(node, ports, Tint.of(architecture, node.kind()));
      nodes.put(node.id(), moved.contains(node.id()) ? box.movedBy(dx, dy) : box);
    }
    Area bounds = bounds(nodes.values().stream());
    var boxes = new LinkedHashMap<String, Box>();
    inputs(block, nodes, bounds).forEach(box -> boxes.put(box.id(), box));
    boxes.putAll(nodes);
    outputs(block, nodes, bounds).forEach(box -> boxes.put(box.id(), box));
    return new Picture(boxes, edges(boxes));
  }

  private static Box box(Node node, KindPorts kind, Tint tint) {
    double x = node.at().x();
    double y = node.at().y();
    int shown = kind.shown(node.from().size());
    List<Port> inputs = new ArrayList<>();
    for (int i = 0; i < shown; i++) {
      inputs.add(
          new Port(
              kind.inputName(i),
              x + across(i, shown),
              y,
              i < node.from().size() ? node.from().get(i) : PortReference.NONE));
    }
    List<Port> outputs = new ArrayList<>();
    for (int i = 0; i < kind.outputs().size(); i++) {
      String name = kind.outputs().get(i);
      outputs.add(
          new Port(
              name,
              x + across(i, kind.outputs().size()),
              y + HEIGHT,
              new PortReference(node.id(), name)));
    }
    return new Box(
        node.id(),
        tint == Tint.BLOCK ? Role.BLOCK : Role.LAYER,
        node.id(),
        node.kind(),
        tint,
        node.repeat(),
        SettingWords.of(node.settings()),
        new Area(x, y, WIDTH, HEIGHT),
        inputs,
        outputs);
  }

  private static double across(int index, int count) {
    return Math.rint(WIDTH * (index + 1) / (count + 1));
  }

  private static List<Box> inputs(Block block, Map<String, Box> nodes, Area bounds) {
    List<Box> terminals = new ArrayList<>();
    double free = -Double.MAX_VALUE;
    for (String input : block.inputs()) {
      double center = bounds.x() + WIDTH / 2;
      for (Box box : nodes.values()) {
        if (box.inputs().stream().anyMatch(p -> p.source().node().equals(input))) {
          center = box.area().centerX();
          break;
        }
      }
      double width = terminalWidth(input);
      double x = Math.max(Math.rint(center - width / 2), free);
      free = x + width + GAP / 2;
      Area area = new Area(x, bounds.y() - GAP - TERMINAL, width, TERMINAL);
      terminals.add(
          new Box(
              input,
              Role.INPUT,
              input,
              "",
              Tint.INPUT,
              1,
              "",
              area,
              List.of(),
              List.of(new Port("", area.centerX(), area.bottom(), new PortReference(input)))));
    }
    return terminals;
  }

  private static List<Box> outputs(Block block, Map<String, Box> nodes, Area bounds) {
    List<Box> terminals = new ArrayList<>();
    double free = -Double.MAX_VALUE;
    List<PortReference> results = block.results();
    for (int i = 0; i < results.size(); i++) {
      PortReference result = results.get(i);
      Box source = nodes.get(result.node());
      String title = results.size() == 1 ? "" : result.toString();
      double width = terminalWidth(title.isEmpty() ? "output" : title);
      double center = source == null ? bounds.x() + WIDTH / 2 : source.area().centerX();
      double x = Math.max(Math.rint(center - width / 2), free);
      free = x + width + GAP / 2;
      Area area = new Area(x, bounds.bottom() + GAP, width, TERMINAL);
      terminals.add(
          new Box(
              outputId(i),
              Role.OUTPUT,
              title,
              "",
              Tint.HEAD,
              1,
              "",
              area,
              List.of(new Port("", area.centerX(), area.y(), result)),
              List.of()));
    }
    return terminals;
  }

  static String outputId(int output) {
    return "output " + output;
  }

  private static double terminalWidth(String title) {
    return Math.max(48, GRID * Math.ceil((title.length() * 7.5 + 24) / GRID));
  }

  private static List<Edge> edges(Map<String, Box> boxes) {
    var router = new Router(boxes.values());
    List<Edge> edges = new ArrayList<>();
    for (Box to : boxes.values()) {
      for (int i = 0; i < to.inputs().size(); i++) {
        Port port = to.inputs().get(i);
        Box from = boxes.get(port.source().node());
        Port start = from == null ? null : output(from, port.source());
        if (from != null && start != null) {
          edges.add(
              new Edge(
                  port.source(),
                  from.id(),
                  to.id(),
                  i,
                  from.tint(),
                  to.isNamed(),
                  router.route(
                      from, new Point(start.x(), start.y()), to, new Point(port.x(), port.y()))));
        }
      }
    }
    return edges;
  }

  /// The port that a reference names; the first where it names none.
  static @Nullable Port output(Box from, PortReference reference) {
    for (Port port : from.outputs()) {
      if (reference.port().isEmpty() || port.name().equals(reference.port())) {
        return port;
      }
    }
    return null;
  }

  Stream<Box> nodes() {
    return boxes.values().stream().filter(Box::isNode);
  }

  /// The rectangle around everything; empty at the origin for a block without nodes.
  Area bounds() {
    Area bounds = bounds(boxes.values().stream());
    for (Edge edge : edges) {
      bounds = bounds.with(edge.route().bounds());
    }
    return bounds;
  }

  /// What stands highest; empty at the origin for a block without nodes.
  Area first() {
    return boxes.values().stream()
        .map(Box::area)
        .min(Comparator.comparingDouble(Area::y))
        .orElse(Area.NONE);
  }

  static Area bounds(Stream<Box> boxes) {
    return boxes.map(Box::area).reduce(Area::with).orElse(Area.NONE);
  }

  /// What stands at a place; of several the last drawn.
  Optional<Box> boxAt(double x, double y) {
    return boxes.values().stream()
        .filter(b -> b.area().contains(x, y))
        .reduce((first, last) -> last);
  }

  /// The nearest edge within a distance.
  Optional<Edge> edgeAt(double x, double y, double within) {
    Edge nearest = null;
    double least = within;
    for (Edge edge : edges) {
      if (edge.route().bounds().grownBy(within).contains(x, y)) {
        double distance = edge.route().distance(x, y);
        if (distance <= least) {
          least = distance;
          nearest = edge;
        }
      }
    }
    return Optional.ofNullable(nearest);
  }

  /// Readers' inputs of anything that a node gives.
  List<Edge> from(String id) {
    return edges.stream().filter(e -> e.from().equals(id)).toList();
  }

  Optional<Edge> edge(Edge.Key key) {
    return edges.stream().filter(e -> e.key().equals(key)).findFirst();
  }
}
