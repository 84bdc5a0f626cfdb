package org.modelwright.app.design.canvas;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.modelwright.app.design.Location;
import org.modelwright.compile.Analysis;
import org.modelwright.graph.Architecture;
import org.modelwright.graph.Block;
import org.modelwright.graph.Node;
import org.modelwright.graph.PortReference;
import org.modelwright.graph.Problem;
import org.modelwright.operator.TensorType;

/// What is known of the open block: the shape on each edge, the problems at each node. Of a drawing
/// that changed since, what was known before.
final class Facts {

  static final Facts NONE = new Facts(null, Location.MAIN);

  private final @Nullable Analysis analysis;
  private final Location location;
  private final Map<String, List<Problem>> problems = new HashMap<>();

  Facts(@Nullable Analysis analysis, Location location) {
    this.analysis = analysis;
    this.location = location;
    if (analysis != null) {
      location.block(analysis.architecture()).ifPresent(b -> find(analysis, b));
    }
  }

  private void find(Analysis known, Block open) {
    Architecture architecture = known.architecture();
    Map<String, List<Problem>> byBlock = new HashMap<>();
    for (Problem problem : known.compilation().problems()) {
      String[] steps = problem.node().split("/");
      String block = steps[0];
      for (int i = 1; i < steps.length - 1; i++) {
        String id = steps[i];
        block = architecture.block(block).flatMap(b -> b.node(id)).map(Node::kind).orElse("");
      }
      byBlock.computeIfAbsent(block, _ -> new ArrayList<>()).add(problem);
      if (block.equals(open.name()) && steps.length > 1) {
        problems.computeIfAbsent(steps[steps.length - 1], _ -> new ArrayList<>()).add(problem);
      }
    }
    if (byBlock.isEmpty()) {
      return;
    }
    Map<String, List<Problem>> inside = new HashMap<>();
    for (Node node : open.nodes()) {
      List<Problem> more =
          inside.computeIfAbsent(node.kind(), kind -> inside(architecture, kind, byBlock));
      if (!more.isEmpty()) {
        problems.computeIfAbsent(node.id(), _ -> new ArrayList<>()).addAll(more);
      }
    }
  }

  /// The problems of a block or custom layer and of all that it uses.
  private static List<Problem> inside(
      Architecture architecture, String kind, Map<String, List<Problem>> byBlock) {
    List<Problem> found = new ArrayList<>();
    var seen = new HashSet<String>();
    Deque<String> toVisit = new ArrayDeque<>(List.of(kind));
    while (!toVisit.isEmpty()) {
      String at = toVisit.remove();
      if (seen.add(at)) {
        found.addAll(byBlock.getOrDefault(at, List.of()));
        Optional.ofNullable(architecture.blocks().get(at))
            .ifPresent(b -> b.nodes().forEach(n -> toVisit.add(n.kind())));
      }
    }
    return found;
  }

  /// Those of a node, and of the block that it uses.
  List<Problem> problems(String id) {
    return problems.getOrDefault(id, List.of());
  }

  /// What a reference of the open block gives: `[B, T, 192]`; empty where it is not known.
  String shape(PortReference source) {
    return type(location, source).map(t -> t.shape().toString()).orElse("");
  }

  private Optional<TensorType> type(Location at, PortReference source) {
    if (analysis == null) {
      return Optional.empty();
    }
    Architecture architecture = analysis.architecture();
    Block block = at.block(architecture).orElse(null);
    if (block == null) {
      return Optional.empty();
    }
    int input = block.inputs().indexOf(source.node());
    if (input >= 0) {
      int steps = at.path().size();
      if (steps == 0) {
        return Optional.empty();
      }
      Location outside = at.first(steps - 1);
      return outside
          .block(architecture)
          .flatMap(b -> b.node(at.path().getLast()))
          .filter(use -> input < use.from().size())
          .flatMap(use -> type(outside, use.from().get(input)));
    }
    List<TensorType> types =
        analysis.compilation().types().getOrDefault(block.name() + "/" + source.node(), List.of());
    int output =
        source.port().isEmpty()
            ? 0
            : block
                .node(source.node())
                .map(n -> KindPorts.of(architecture, n.kind()).outputs().indexOf(source.port()))
                .orElse(-1);
    return output >= 0 && output < types.size() ? Optional.of(types.get(output)) : Optional.empty();
  }
}
