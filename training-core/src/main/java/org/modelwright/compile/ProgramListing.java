package org.modelwright.compile;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.modelwright.graph.Architecture;
import org.modelwright.graph.Block;
import org.modelwright.graph.Node;
import org.modelwright.operator.Function;
import org.modelwright.operator.Program;
import org.modelwright.operator.Step;

/// A printed program that remembers where its lines come from.
///
/// @param text each line ends in a line feed
/// @param origins one a line
public record ProgramListing(String text, List<Origin> origins) {

  /// What wrote a line.
  ///
  /// @param function the program's function that it stands in; empty for the helpers before them
  /// @param node the id of the node of that function; empty for lines that belong to the whole of it
  public record Origin(String function, String node) {
    static final Origin NONE = new Origin("", "");
  }

  public ProgramListing {
    origins = List.copyOf(origins);
  }

  /// The place in the drawing that each line comes from, by the path of its definition:
  /// `decoder/attention`, or `decoder` for what belongs to the block as a whole; empty for helpers.
  ///
  /// @param program the one that was printed
  /// @param architecture what it was compiled from
  public List<String> definitions(Program program, Architecture architecture) {
    Map<String, Source> sources = new HashMap<>();
    follow(program, architecture, program.entry(), new Source(architecture.main(), ""), sources);
    List<String> definitions = new ArrayList<>();
    Map<Origin, String> known = new HashMap<>();
    for (Origin origin : origins) {
      Source source = sources.get(origin.function());
      definitions.add(
          source == null ? "" : known.computeIfAbsent(origin, o -> source.definition(o.node())));
    }
    return List.copyOf(definitions);
  }

  /// The name of the function that the use at the end of a way through blocks runs: the entry for a way
  /// without steps. Empty where the way does not lead to a function.
  ///
  /// @param path ids of the nodes to enter, from `main`
  public static Optional<String> function(Program program, List<String> path) {
    Function at = program.entry();
    for (String id : path) {
      Optional<Step.Call> call = at.calls().stream().filter(c -> c.node().equals(id)).findFirst();
      if (call.isEmpty()) {
        return Optional.empty();
      }
      at = program.function(call.get().function());
    }
    return Optional.of(at.name());
  }

  /// What a function was compiled from.
  ///
  /// @param node the id of a layer that repeats and so is a function of its own; empty for a block
  private record Source(Block block, String node) {
    String definition(String inside) {
      String id = node.isEmpty() ? inside : node;
      return id.isEmpty() ? block.name() : block.name() + "/" + id;
    }
  }

  private static void follow(
      Program program,
      Architecture architecture,
      Function function,
      Source source,
      Map<String, Source> found) {
    if (found.putIfAbsent(function.name(), source) != null) {
      return;
    }
    Map<String, Node> nodes = new HashMap<>();
    source.block().nodes().forEach(n -> nodes.put(n.id(), n));
    Set<String> followed = new HashSet<>();
    for (Step.Call call : function.calls()) {
      Node node = nodes.get(call.node());
      if (node != null && followed.add(call.function())) {
        Block used = architecture.blocks().get(node.kind());
        Source next = used == null ? new Source(source.block(), node.id()) : new Source(used, "");
        follow(program, architecture, program.function(call.function()), next, found);
      }
    }
  }
}
