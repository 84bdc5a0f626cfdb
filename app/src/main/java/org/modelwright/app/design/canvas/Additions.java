package org.modelwright.app.design.canvas;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.Deque;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.modelwright.graph.Architecture;
import org.modelwright.graph.Block;
import org.modelwright.graph.Edit;
import org.modelwright.graph.Node;
import org.modelwright.graph.PortReference;
import org.modelwright.graph.Position;

/// New nodes: their names, their places, and what they are connected to.
final class Additions {

  /// @param id of the new node
  /// @param edits to be done as one
  record Plan(String id, List<Edit> edits) {

    Plan {
      edits = List.copyOf(edits);
    }
  }

  private static final Map<String, String> NAMES =
      Map.of(
          "TokenInput", "tokens",
          "TokenEmbedding", "embed",
          "LearnedPositions", "positions",
          "RotaryPositions", "rotary",
          "RMSNorm", "norm",
          "LayerNorm", "norm",
          "GatedMLP", "mlp",
          "MixtureOfExperts", "experts",
          "SelfAttention", "attention",
          "LanguageModelHead", "head");

  private final Architecture architecture;
  private final Block block;
  private final Picture picture;

  Additions(Architecture architecture, Block block, Picture picture) {
    this.architecture = architecture;
    this.block = block;
    this.picture = picture;
  }

  /// Why a kind cannot be added to the open block; null where it can.
  @Nullable Words whyNot(String kind) {
    Set<String> seen = new HashSet<>();
    Deque<String> toVisit = new ArrayDeque<>(List.of(kind));
    while (!toVisit.isEmpty()) {
      String at = toVisit.remove();
      if (at.equals(block.name())) {
        return Words.of("design.add.itself", block.name());
      }
      Block used = architecture.blocks().get(at);
      if (used != null && seen.add(at)) {
        used.nodes().forEach(n -> toVisit.add(n.kind()));
      }
    }
    return null;
  }

  /// `attention`, or `attention2` where that is taken.
  String freshId(String kind) {
    String base = NAMES.getOrDefault(kind, kind);
    if (base.chars().allMatch(Character::isUpperCase)) {
      base = base.toLowerCase(java.util.Locale.ROOT);
    }
    base = Character.toLowerCase(base.charAt(0)) + base.substring(1);
    base = base.length() > 56 ? base.substring(0, 56) : base;
    String id = base;
    for (int n = 2; block.inputs().contains(id) || block.node(id).isPresent(); n++) {
      id = base + n;
    }
    return id;
  }

  /// At a place, or beside it where something stands there; connected to nothing, unless the block is
  /// empty.
  Plan at(String kind, double x, double y) {
    String id = freshId(kind);
    boolean first = block.nodes().isEmpty() && !block.inputs().isEmpty() && inputs(kind) > 0;
    Node node = node(id, kind, FreePlace.near(picture, x, y));
    if (!first) {
      return new Plan(id, List.of(new Edit.AddNode(block.name(), node)));
    }
    Node reader = node.withFrom(List.of(new PortReference(block.inputs().getFirst())));
    return new Plan(
        id,
        List.of(
            new Edit.PutBlock(
                block.withNodes(List.of(reader)).withOutputs(List.of(new PortReference(id))))));
  }

  /// Behind what is selected: behind one node it stands between it and its readers, a layer with any
  /// number of inputs reads all of several.
  ///
  /// @param x where it goes if it can be connected to nothing
  Plan after(String kind, Set<String> selection, double x, double y) {
    List<Box> sources =
        picture.boxes().values().stream()
            .filter(b -> selection.contains(b.id()) && b.isNode())
            .filter(b -> !b.outputs().isEmpty())
            .sorted(
                Comparator.comparingDouble((Box b) -> b.area().y())
                    .thenComparingDouble(b -> b.area().x()))
            .toList();
    if (sources.isEmpty() || inputs(kind) == 0) {
      return at(kind, x, y);
    }
    Box last = sources.getLast();
    List<PortReference> from =
        sources.stream()
            .map(b -> b.outputs().getFirst().source())
            .limit(KindPorts.of(architecture, kind).more() ? sources.size() : inputs(kind))
            .toList();
    return sources.size() == 1
        ? between(
            kind,
            last,
            from.getFirst(),
            picture.from(last.id()).stream()
                .filter(e -> e.source().equals(from.getFirst()) || e.source().port().isEmpty())
                .toList())
        : new Plan(freshId(kind), reading(kind, last, from));
  }

  /// As a reader of a port, at a place.
  Plan reading(String kind, PortReference source, double x, double y) {
    String id = freshId(kind);
    Node node = node(id, kind, FreePlace.near(picture, x, y));
    List<PortReference> from = inputs(kind) == 0 ? List.of() : List.of(source);
    return new Plan(id, List.of(new Edit.AddNode(block.name(), node.withFrom(from))));
  }

  private List<Edit> reading(String kind, Box last, List<PortReference> from) {
    Area below = last.area();
    Node node =
        node(freshId(kind), kind, FreePlace.near(picture, below.x(), below.bottom() + Picture.GAP));
    return List.of(new Edit.AddNode(block.name(), node.withFrom(from)));
  }

  /// Into an edge, where it is dropped.
  Plan onEdge(String kind, Edge edge, double x, double y) {
    Box from = picture.boxes().get(edge.from());
    if (from == null || inputs(kind) == 0) {
      return at(kind, x, y);
    }
    if (edge.route().direct()) {
      return between(kind, from, edge.source(), List.of(edge));
    }
    String id = freshId(kind);
    Node node = node(id, kind, FreePlace.near(picture, x, y));
    var edits = new ArrayList<Edit>();
    edits.add(new Edit.AddNode(block.name(), node.withFrom(List.of(edge.source()))));
    reconnect(id, List.of(edge), edits);
    return new Plan(id, edits);
  }

  private Plan between(String kind, Box from, PortReference source, List<Edge> readers) {
    String id = freshId(kind);
    Box below = readers.size() == 1 ? picture.boxes().get(readers.getFirst().to()) : null;
    double x = !from.isNode() && below != null ? below.area().x() : from.area().x();
    double y = from.area().bottom() + Picture.GAP;
    var edits = new ArrayList<Edit>();
    Position at = new Position(FreePlace.snapped(x), FreePlace.snapped(y));
    if (readers.isEmpty()) {
      at = FreePlace.near(picture, x, y);
    } else {
      Map<String, Position> moved = FreePlace.makeRoom(picture, at);
      if (!moved.isEmpty()) {
        edits.add(new Edit.Place(block.name(), moved));
      }
    }
    edits.add(new Edit.AddNode(block.name(), node(id, kind, at).withFrom(List.of(source))));
    reconnect(id, readers, edits);
    return new Plan(id, edits);
  }

  /// Readers read the new node instead. An output of the block follows only where it is the single one:
  /// of several, uses of the block know each by its name.
  private void reconnect(String id, List<Edge> readers, List<Edit> edits) {
    boolean output = false;
    for (Edge edge : readers) {
      if (block.node(edge.to()).isPresent()) {
        edits.add(new Edit.Connect(block.name(), new PortReference(id), edge.to(), edge.input()));
      } else {
        output = block.outputs().size() == 1;
      }
    }
    if (output) {
      Architecture changed = new Edit.Together("", edits).apply(architecture);
      Block with = changed.block(block.name()).orElseThrow();
      edits.add(new Edit.PutBlock(with.withOutputs(List.of(new PortReference(id)))));
    }
  }

  private int inputs(String kind) {
    return KindPorts.of(architecture, kind).inputs().size();
  }

  private Node node(String id, String kind, Position at) {
    return new Node(id, kind, List.of(), 1, Map.of(), at);
  }
}
