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
import java.util.function.Function;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.modelwright.file.Words;

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
      error(block.name(), "problem.noNodes", block.name());
      return;
    }
    checkReferences(block);
    for (List<Node> cycle : TopologicalOrder.cycles(block)) {
      error(path(block, cycle.getFirst()), "problem.cycle", TopologicalOrder.words(cycle));
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
    List<Problem> twice = new ArrayList<>();
    for (String input : block.inputs()) {
      checkName(block.name(), input, "problem.part.input", null);
      if (!seen.add(input)) {
        twice.add(Problem.error(block.name(), "problem.inputTwice", block.name(), input));
      }
    }
    block.settings().forEach((name, value) -> checkDeclared(block, name, value));
    for (Node node : block.nodes()) {
      checkName(
          path(block, node),
          node.id(),
          "problem.part.id",
          () -> new Edit.RenameNode(block.name(), node.id(), freeId(block, node.id())));
      if (!seen.add(node.id())) {
        twice.add(Problem.error(path(block, node), "problem.nameTwice", node.id()));
      }
    }
    if (!twice.isEmpty()) {
      List<Edit> fixes = Fixes.namesOfTheirOwn(block).stream().toList();
      twice.forEach(problem -> problems.add(problem.withFixes(fixes)));
    }
  }

  /// @param rename gives the thing a name, where that is no more than an edit
  private void checkName(
      String path, String name, String subject, @Nullable Supplier<Edit> rename) {
    if (!Identifier.matches(name)) {
      Problem problem =
          Problem.error(path, "problem.noName", Words.of(subject, name), Identifier.rule());
      // an empty id cannot be told from an open input
      problems.add(rename == null || name.isEmpty() ? problem : problem.withFix(rename.get()));
    }
  }

  private static String freeId(Block block, String word) {
    return Identifier.fresh(Identifier.from(word), taken -> Lookup.taken(block, taken));
  }

  private void checkDeclared(Block block, String name, String value) {
    checkName(block.name(), name, "problem.part.setting", null);
    if (SettingScope.isReference(value)) {
      String meant = block.settings().getOrDefault(value.substring(1), value);
      problems.add(
          Problem.error(block.name(), "problem.defaultRefers", name, value)
              .withFixes(
                  SettingScope.isReference(meant)
                      ? List.of()
                      : List.of(Fixes.setDefault(block, name, meant))));
    }
  }

  private void checkReferences(Block block) {
    Map<String, Optional<Node>> sources = new LinkedHashMap<>();
    block.inputs().forEach(input -> sources.put(input, Optional.empty()));
    block.nodes().forEach(node -> sources.put(node.id(), Optional.of(node)));
    for (Node node : block.nodes()) {
      for (int i = 0; i < node.from().size(); i++) {
        PortReference from = node.from().get(i);
        if (!from.equals(PortReference.NONE)) {
          int input = i;
          checkReference(
              path(block, node),
              from,
              sources,
              meant ->
                  Fixes.comesFrom(block, meant.node(), node.id())
                      ? List.of()
                      : List.of(new Edit.Connect(block.name(), meant, node.id(), input)));
        }
      }
    }
    for (int i = 0; i < block.outputs().size(); i++) {
      int output = i;
      checkReference(
          block.name(),
          block.outputs().get(i),
          sources,
          meant -> {
            List<PortReference> outputs = new ArrayList<>(block.outputs());
            outputs.set(output, meant);
            return List.of(Fixes.setOutputs(block, outputs));
          });
    }
  }

  /// @param fixes how to read what may be meant
  private void checkReference(
      String path,
      PortReference reference,
      Map<String, Optional<Node>> sources,
      Function<PortReference, List<Edit>> fixes) {
    Optional<Node> source = sources.get(reference.node());
    String name = path.substring(path.indexOf('/') + 1);
    boolean reads = !name.equals(path);
    if (source == null) {
      Optional<String> meant = DidYouMean.nearest(reference.node(), sources.keySet());
      problems.add(
          Problem.error(
                  path,
                  reads ? "problem.readsUnknown" : "problem.givesUnknown",
                  name,
                  reference,
                  reference.node(),
                  DidYouMean.words(reference.node(), sources.keySet()))
              .withFixes(meant.map(m -> fixes.apply(new PortReference(m))).orElse(List.of())));
    } else if (!reference.port().isEmpty()) {
      List<String> ports =
          source
              .map(node -> architecture.blocks().get(node.kind()))
              .map(used -> used.results().stream().map(PortReference::toString).toList())
              .orElse(List.of());
      // which ports a layer has, only its kind knows
      boolean known = (source.isPresent() && ports.isEmpty()) || ports.contains(reference.port());
      if (!known) {
        Optional<String> meant =
            ports.size() < 2 ? Optional.of("") : DidYouMean.nearest(reference.port(), ports);
        problems.add(
            Problem.error(
                    path,
                    reads ? "problem.readsNoPort" : "problem.givesNoPort",
                    name,
                    reference,
                    reference.node(),
                    reference.port(),
                    DidYouMean.words(reference.port(), ports),
                    ports.isEmpty()
                        ? Words.of("problem.part.writeAlone", reference.node())
                        : Words.of("problem.part.itsOutputs", String.join(", ", ports)))
                .withFixes(
                    meant
                        .map(port -> fixes.apply(new PortReference(reference.node(), port)))
                        .orElse(List.of())));
      }
    }
  }

  private void checkRepeat(Block block, Node node, Block used) {
    int inputs = used.inputs().size();
    int outputs = used.results().size();
    if (node.repeat() > 1 && inputs != outputs) {
      problems.add(
          Problem.error(
                  path(block, node),
                  "problem.repeatedBlock",
                  node.id(),
                  used.name(),
                  Words.of(inputs == 1 ? "problem.part.oneInput" : "problem.part.inputs", inputs),
                  Words.of(
                      outputs == 1 ? "problem.part.oneOutput" : "problem.part.outputs", outputs))
              .withFix(new Edit.SetRepeat(block.name(), node.id(), 1)));
    }
  }

  private void checkEnds(Block block) {
    boolean main = block.name().equals(Block.MAIN);
    List<Node> ends = block.ends();
    if (block.outputs().isEmpty() && !main) {
      List<PortReference> outputs = ends.stream().map(n -> new PortReference(n.id())).toList();
      problems.add(
          Problem.error(block.name(), "problem.noOutputs", block.name())
              .withFixes(
                  outputs.isEmpty() ? List.of() : List.of(Fixes.setOutputs(block, outputs))));
      return;
    }
    Set<String> given = new HashSet<>();
    block.results().forEach(r -> given.add(r.node()));
    boolean unclear = main && block.outputs().isEmpty() && ends.size() > 1;
    // a node that was just put somewhere has little or nothing before it
    Node likeliest = unclear ? likeliest(block, ends) : null;
    for (Node end : ends) {
      if (given.contains(end.id())) {
        continue;
      }
      Edit remove = new Edit.RemoveNodes(block.name(), Set.of(end.id()), true);
      if (likeliest != null) {
        Edit declare = Fixes.setOutputs(block, List.of(new PortReference(likeliest.id())));
        problems.add(
            Problem.error(path(block, end), "problem.unclearOutput", end.id())
                .withFixes(end.equals(likeliest) ? List.of(declare) : List.of(remove, declare)));
      } else {
        problems.add(
            Problem.warning(path(block, end), "problem.unusedNode", end.id()).withFix(remove));
      }
    }
  }

  /// The end that is computed from the most nodes; of equals the last.
  private static Node likeliest(Block block, List<Node> ends) {
    Map<String, Node> nodes = new LinkedHashMap<>();
    block.nodes().forEach(n -> nodes.put(n.id(), n));
    Node likeliest = ends.getLast();
    int most = 0;
    for (Node end : ends) {
      Set<String> sources = new HashSet<>();
      Deque<Node> toVisit = new ArrayDeque<>(List.of(end));
      while (!toVisit.isEmpty()) {
        for (PortReference from : toVisit.remove().from()) {
          Node source = nodes.get(from.node());
          if (source != null && sources.add(source.id())) {
            toVisit.add(source);
          }
        }
      }
      if (sources.size() >= most) {
        most = sources.size();
        likeliest = end;
      }
    }
    return likeliest;
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
    Set<String> kinds = new HashSet<>();
    for (Block block : allBlocks()) {
      for (Node node : block.nodes()) {
        kinds.add(node.kind());
        if (node.kind().equals(Block.MAIN)) {
          error(path(block, node), "problem.usesMain", node.id());
        }
      }
    }
    for (Block block : architecture.blocks().values()) {
      String name = block.name();
      checkName(
          name,
          name,
          "problem.part.blockName",
          () ->
              new Edit.RenameBlock(
                  name,
                  Identifier.fresh(
                      Identifier.from(name), taken -> architecture.block(taken).isPresent())));
      pathTo(block).ifPresent(path -> error(name, "problem.containsItself", name, path));
      if (!used.contains(name)) {
        // an unused block may still be used by another one
        problems.add(
            Problem.warning(name, "problem.unusedBlock", name)
                .withFixes(kinds.contains(name) ? List.of() : List.of(new Edit.RemoveBlock(name))));
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

  private void error(String path, String key, Object... arguments) {
    problems.add(Problem.error(path, key, arguments));
  }
}
