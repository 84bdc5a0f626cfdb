package org.modelwright.graph;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/// What is wrong with a drawing before any layer kind is asked: names, references, cycles, use of
/// blocks. Each fault is told once, at its definition: in the block `decoder` it is
/// `decoder/attention`, however often the block is used. Whether an input is missing is left to those
/// who know the ports of the kinds.
public final class Structure {

  private final Architecture architecture;
  private final List<Problem> problems = new ArrayList<>();

  private Structure(Architecture architecture) {
    this.architecture = architecture;
  }

  /// All problems at once, in the order of the file: blocks, then `main`. Without an error among
  /// them, every reference leads somewhere, every block has an order of computation, and the use of
  /// blocks ends.
  public static List<Problem> check(Architecture architecture) {
    var structure = new Structure(architecture);
    structure.checkUse();
    architecture.blocks().values().forEach(structure::check);
    structure.check(architecture.main());
    return List.copyOf(structure.problems);
  }

  private void check(Block block) {
    checkNames(block);
    if (block.nodes().isEmpty()) {
      error(block.name(), "`" + block.name() + "` has no nodes.", "Add a layer.");
      return;
    }
    checkReferences(block);
    for (List<Node> cycle : TopologicalOrder.cycles(block)) {
      error(
          path(block, cycle.getFirst()),
          "The nodes form a cycle: " + TopologicalOrder.words(cycle) + ".",
          "Disconnect one of them; what is computed in turns is written with `repeat`.");
    }
    SettingScope scope = SettingScope.of(block);
    for (Node node : block.nodes()) {
      Block used = architecture.blocks().get(node.kind());
      if (used == null) {
        scope.resolve(node, path(block, node), problems::add);
      } else {
        scope.inside(node, used, path(block, node), problems::add);
        checkRepeat(block, node, used);
      }
    }
    checkEnds(block);
  }

  private void checkNames(Block block) {
    Set<String> seen = new HashSet<>();
    for (String input : block.inputs()) {
      checkName(block.name(), input, "The input `" + input + "`");
      if (!seen.add(input)) {
        error(
            block.name(),
            "`" + block.name() + "` has two inputs named `" + input + "`.",
            "Rename one of them.");
      }
    }
    block.settings().forEach((name, value) -> checkDeclared(block, name, value));
    for (Node node : block.nodes()) {
      checkName(path(block, node), node.id(), "The id `" + node.id() + "`");
      if (!seen.add(node.id())) {
        error(
            path(block, node),
            "`" + node.id() + "` is already the name of another node or an input of the block.",
            "Rename one of the two.");
      }
    }
  }

  private void checkName(String path, String name, String subject) {
    if (!Identifier.matches(name)) {
      error(path, subject + " is no name.", "Write " + Identifier.RULE + ".");
    }
  }

  private void checkDeclared(Block block, String name, String value) {
    checkName(block.name(), name, "The setting `" + name + "`");
    if (SettingScope.isReference(value)) {
      error(
          block.name(),
          "The default of the setting `" + name + "` refers to another one, `" + value + "`.",
          "Write a value.");
    }
  }

  private void checkReferences(Block block) {
    Map<String, Optional<Node>> sources = new LinkedHashMap<>();
    block.inputs().forEach(input -> sources.put(input, Optional.empty()));
    block.nodes().forEach(node -> sources.put(node.id(), Optional.of(node)));
    for (Node node : block.nodes()) {
      for (PortReference from : node.from()) {
        if (!from.equals(PortReference.NONE)) {
          checkReference(path(block, node), "reads", from, sources);
        }
      }
    }
    for (PortReference output : block.outputs()) {
      checkReference(block.name(), "gives", output, sources);
    }
  }

  private void checkReference(
      String path, String verb, PortReference reference, Map<String, Optional<Node>> sources) {
    Optional<Node> source = sources.get(reference.node());
    String name = path.substring(path.indexOf('/') + 1);
    if (source == null) {
      error(
          path,
          "`"
              + name
              + "` "
              + verb
              + " `"
              + reference
              + "`, and there is no node or input `"
              + reference.node()
              + "`"
              + DidYouMean.clause(reference.node(), sources.keySet())
              + ".",
          "Name a node or an input of the same block.");
    } else if (!reference.port().isEmpty()) {
      List<String> ports =
          source
              .map(node -> architecture.blocks().get(node.kind()))
              .map(used -> used.results().stream().map(PortReference::toString).toList())
              .orElse(List.of());
      // which ports a layer has, only its kind knows
      boolean known = (source.isPresent() && ports.isEmpty()) || ports.contains(reference.port());
      if (!known) {
        error(
            path,
            "`"
                + name
                + "` "
                + verb
                + " `"
                + reference
                + "`, and `"
                + reference.node()
                + "` has no output `"
                + reference.port()
                + "`"
                + DidYouMean.clause(reference.port(), ports)
                + ".",
            ports.isEmpty()
                ? "Write `" + reference.node() + "` alone."
                : "Its outputs are: " + String.join(", ", ports) + ".");
      }
    }
  }

  private void checkRepeat(Block block, Node node, Block used) {
    int inputs = used.inputs().size();
    int outputs = used.results().size();
    if (node.repeat() > 1 && inputs != outputs) {
      error(
          path(block, node),
          "`"
              + node.id()
              + "` repeats the block `"
              + used.name()
              + "`, whose "
              + count(inputs, "input")
              + " cannot be fed by its "
              + count(outputs, "output")
              + ".",
          "Give the block as many outputs as inputs, or set `repeat` to 1.");
    }
  }

  private void checkEnds(Block block) {
    boolean main = block.name().equals(Block.MAIN);
    if (block.outputs().isEmpty() && !main) {
      error(
          block.name(),
          "The block `" + block.name() + "` has no outputs, so that nothing can read it.",
          "Name its results with `outputs: [...]`.");
      return;
    }
    Set<String> given = new HashSet<>();
    block.results().forEach(r -> given.add(r.node()));
    boolean unclear = main && block.outputs().isEmpty();
    for (Node end : block.ends()) {
      if (given.contains(end.id())) {
        continue;
      }
      if (unclear) {
        error(
            path(block, end),
            "Nothing reads `"
                + end.id()
                + "`, and it is not the only such node, so that the output"
                + " of the drawing is unclear.",
            "Connect or remove it, or name the outputs of `main` with `outputs: [...]`.");
      } else {
        problems.add(
            Problem.warning(
                path(block, end),
                "`" + end.id() + "` is unused: nothing reads it, and it is no output.",
                "Connect it, or remove it."));
      }
    }
  }

  private void checkUse() {
    Set<String> used = new LinkedHashSet<>();
    Deque<Block> toVisit = new ArrayDeque<>(List.of(architecture.main()));
    while (!toVisit.isEmpty()) {
      for (Block next : uses(toVisit.remove())) {
        if (used.add(next.name())) {
          toVisit.add(next);
        }
      }
    }
    for (Block block : architecture.blocks().values()) {
      checkName(block.name(), block.name(), "The block name `" + block.name() + "`");
      pathTo(block)
          .ifPresent(path ->
              error(
                  block.name(),
                  "The block `" + block.name() + "` contains itself: " + path + ".",
                  "Take the inner use out; what is to stand several times is written with"
                      + " `repeat`."));
      if (!used.contains(block.name())) {
        problems.add(
            Problem.warning(
                block.name(),
                "The block `" + block.name() + "` is unused.",
                "Use it as a node's `kind`, or remove it."));
      }
    }
    for (Block block : allBlocks()) {
      for (Node node : block.nodes()) {
        if (node.kind().equals(Block.MAIN)) {
          error(
              path(block, node),
              "`" + node.id() + "` uses `main`, which is the whole drawing.",
              "Name a layer kind or a block.");
        }
      }
    }
  }

  /// The shortest way from a block back to itself through what it uses, `a -> b -> a`.
  private Optional<String> pathTo(Block block) {
    Map<String, String> ways = new LinkedHashMap<>();
    Deque<Block> toVisit = new ArrayDeque<>(List.of(block));
    while (!toVisit.isEmpty()) {
      Block at = toVisit.remove();
      String way = ways.getOrDefault(at.name(), block.name());
      for (Block next : uses(at)) {
        if (next.name().equals(block.name())) {
          return Optional.of(way + " -> " + next.name());
        }
        if (ways.putIfAbsent(next.name(), way + " -> " + next.name()) == null) {
          toVisit.add(next);
        }
      }
    }
    return Optional.empty();
  }

  private List<Block> uses(Block block) {
    List<Block> used = new ArrayList<>();
    Set<String> kinds = new LinkedHashSet<>();
    block.nodes().forEach(node -> kinds.add(node.kind()));
    for (String kind : kinds) {
      Block found = architecture.blocks().get(kind);
      if (found != null) {
        used.add(found);
      }
    }
    return used;
  }

  private List<Block> allBlocks() {
    List<Block> all = new ArrayList<>(architecture.blocks().values());
    all.add(architecture.main());
    return all;
  }

  private static String path(Block block, Node node) {
    return block.name() + "/" + node.id();
  }

  private static String count(int number, String noun) {
    return number + " " + noun + (number == 1 ? "" : "s");
  }

  private void error(String path, String message, String remedy) {
    problems.add(Problem.error(path, message, remedy));
  }
}
