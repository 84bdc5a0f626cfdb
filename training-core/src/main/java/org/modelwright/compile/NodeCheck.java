package org.modelwright.compile;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.modelwright.file.Words;
import org.modelwright.graph.Architecture;
import org.modelwright.graph.Block;
import org.modelwright.graph.DidYouMean;
import org.modelwright.graph.Edit;
import org.modelwright.graph.Fixes;
import org.modelwright.graph.Node;
import org.modelwright.graph.PortReference;
import org.modelwright.graph.Problem;
import org.modelwright.layer.Layer;
import org.modelwright.layer.Setting;
import org.modelwright.layer.TokenInput;

/// What can be said of each node without knowing shapes: its kind, its settings' names, its number of
/// inputs.
final class NodeCheck {

  private static final String INPUT = "TokenInput";
  private static final String EMBEDDING = "TokenEmbedding";

  private final Architecture architecture;
  private final LayerKinds kinds;
  private final List<Problem> problems = new ArrayList<>();
  private final Set<String> unwritable = new HashSet<>();

  private NodeCheck(Architecture architecture, LayerKinds kinds) {
    this.architecture = architecture;
    this.kinds = kinds;
  }

  static NodeCheck of(Architecture architecture, LayerKinds kinds) {
    var check = new NodeCheck(architecture, kinds);
    Stream.concat(architecture.blocks().values().stream(), Stream.of(architecture.main()))
        .forEach(check::check);
    check.checkInput();
    return check;
  }

  List<Problem> problems() {
    return problems;
  }

  /// The paths of nodes that cannot be written whatever the shapes are, and why stands among the
  /// problems.
  Set<String> unwritable() {
    return unwritable;
  }

  private void check(Block block) {
    Set<String> results = new HashSet<>();
    block.results().forEach(r -> results.add(r.node()));
    List<Node> loose = block.ends().stream().filter(n -> !results.contains(n.id())).toList();
    for (int i = 0; i < block.nodes().size(); i++) {
      Node node = block.nodes().get(i);
      String before = i > 0 ? block.nodes().get(i - 1).id() : String.join(" ", block.inputs());
      checkKind(block, node, loose, before);
      checkPorts(block, node);
    }
  }

  /// @param loose nodes of the block whose output goes nowhere
  /// @param before what stands before the node in the file; for the first, the input of the block
  private void checkKind(Block block, Node node, List<Node> loose, String before) {
    String path = path(block, node);
    Block used = architecture.blocks().get(node.kind());
    if (used != null) {
      checkInputs(block, node, used.inputs(), loose, before);
      return;
    }
    Optional<Layer> found = kinds.find(node.kind());
    if (found.isEmpty()) {
      unwritable.add(path);
      if (!kinds.isFaulty(node.kind())) {
        checkUnknownKind(block, node, path);
      }
      return;
    }
    Layer layer = found.get();
    checkInputs(block, node, layer.inputs(), loose, before);
    checkSettings(block, node, layer);
    if (layer instanceof TokenInput && !block.name().equals(Block.MAIN)) {
      unwritable.add(path);
      problems.add(
          Problem.error(path, "problem.inputInBlock")
              .withFix(new Edit.RemoveNodes(block.name(), Set.of(node.id()), false)));
    }
    if (node.repeat() > 1 && layer.inputs().size() != 1) {
      unwritable.add(path);
      problems.add(
          Problem.error(path, "problem.cannotRepeat", node.kind())
              .withFix(new Edit.SetRepeat(block.name(), node.id(), 1)));
    }
  }

  private void checkUnknownKind(Block block, Node node, String path) {
    List<String> known = kinds.names();
    List<Edit> fixes =
        DidYouMean.nearest(node.kind(), known).stream()
            .<Edit>map(kind -> new Edit.SetKind(block.name(), node.id(), kind))
            .toList();
    problems.add(
        Problem.error(
                path,
                "problem.unknownKind",
                node.kind(),
                DidYouMean.words(node.kind(), known),
                String.join(", ", known))
            .withFixes(fixes));
  }

  private void checkSettings(Block block, Node node, Layer layer) {
    List<String> known = layer.settings().stream().map(Setting::name).toList();
    for (String name : node.settings().keySet()) {
      if (!known.contains(name)) {
        List<Edit> fixes = new ArrayList<>();
        Fixes.renameSetting(block.name(), node, name, DidYouMean.nearest(name, known))
            .ifPresent(fixes::add);
        fixes.add(new Edit.SetSetting(block.name(), node.id(), name, null));
        problems.add(
            Problem.error(
                    path(block, node),
                    "problem.unknownSetting",
                    node.kind(),
                    name,
                    DidYouMean.words(name, known),
                    known.isEmpty()
                        ? Words.of("problem.part.removeIt")
                        : Words.of("problem.part.itsSettings", String.join(", ", known)))
                .withFixes(fixes));
      }
    }
  }

  private void checkInputs(
      Block block, Node node, List<String> ports, List<Node> loose, String before) {
    int given = (int) node.from().stream().filter(f -> !f.equals(PortReference.NONE)).count();
    boolean many = !ports.isEmpty() && ports.getLast().endsWith("...");
    String names = String.join(", ", ports).replace("...", "");
    Words none = Words.of("problem.part.none");
    Words wanted = ports.isEmpty() ? none : Words.plain(ports.size() + ": " + names);
    if (!many && node.from().size() > ports.size()) {
      unwritable.add(path(block, node));
      problems.add(
          Problem.error(
                  path(block, node),
                  "problem.tooManyInputs",
                  node.from().size(),
                  node.kind(),
                  wanted)
              .withFixes(withoutSurplus(block, node, ports.size())));
    } else if (given < Math.max(ports.size(), node.from().size())) {
      unwritable.add(path(block, node));
      List<Edit> fixes = new ArrayList<>();
      if (Math.max(ports.size(), node.from().size()) - given == 1) {
        sourceFor(block, node, loose, before)
            .ifPresent(source -> fixes.add(feed(block, node, source)));
      }
      problems.add(
          Problem.error(
                  path(block, node),
                  "problem.missingInputs",
                  given == 0 ? none : given,
                  many ? Words.of("problem.part.atLeast") : "",
                  wanted)
              .withFixes(fixes));
    }
  }

  private static List<Edit> withoutSurplus(Block block, Node node, int ports) {
    if (node.from().subList(0, ports).contains(PortReference.NONE)) {
      return List.of();
    }
    List<Edit> edits = new ArrayList<>();
    for (int i = node.from().size() - 1; i >= ports; i--) {
      // an open one is gone with the one behind it
      if (!node.from().get(i).equals(PortReference.NONE)) {
        edits.add(new Edit.Disconnect(block.name(), node.id(), i));
      }
    }
    return edits.isEmpty() ? List.of() : List.of(Fixes.together(edits));
  }

  private static Edit feed(Block block, Node node, String source) {
    int open = node.from().indexOf(PortReference.NONE);
    int input = open < 0 ? node.from().size() : open;
    return new Edit.Connect(block.name(), new PortReference(source), node.id(), input);
  }

  /// What a node's open input is most likely meant to read: the one output that goes nowhere, or else
  /// what stands before a node that reads nothing at all.
  private Optional<String> sourceFor(Block block, Node node, List<Node> loose, String before) {
    List<Node> candidates =
        node.kind().equals(EMBEDDING)
            ? block.nodes().stream().filter(n -> n.kind().equals(INPUT)).toList()
            : loose.stream().filter(NodeCheck::givesFeatures).toList();
    List<String> free =
        candidates.stream()
            .map(Node::id)
            .filter(id -> !id.equals(node.id()))
            .limit(3)
            .filter(id -> !Fixes.comesFrom(block, id, node.id()))
            .toList();
    if (free.size() == 1) {
      return Optional.of(free.getFirst());
    }
    boolean readsNothing = node.from().stream().allMatch(PortReference.NONE::equals);
    boolean fits =
        block.inputs().contains(before)
            || block.node(before).filter(NodeCheck::givesFeatures).isPresent();
    return readsNothing
            && fits
            && !node.kind().equals(EMBEDDING)
            && !Fixes.comesFrom(block, before, node.id())
        ? Optional.of(before)
        : Optional.empty();
  }

  private static boolean givesFeatures(Node node) {
    return !node.kind().equals(INPUT) && !node.kind().equals("LanguageModelHead");
  }

  /// Blocks name their outputs; a layer has one, without a name.
  private void checkPorts(Block block, Node node) {
    for (int i = 0; i < node.from().size(); i++) {
      PortReference from = node.from().get(i);
      // the block is searched only for the few references that name a port
      Optional<Node> source = from.port().isEmpty() ? Optional.empty() : block.node(from.node());
      if (source.isPresent() && kinds.find(source.get().kind()).isPresent()) {
        var alone = new PortReference(from.node());
        problems.add(
            Problem.error(path(block, node), "problem.namedOutput", from, from.node())
                .withFixes(
                    Fixes.comesFrom(block, from.node(), node.id())
                        ? List.of()
                        : List.of(new Edit.Connect(block.name(), alone, node.id(), i))));
      }
    }
  }

  private void checkInput() {
    Block main = architecture.main();
    if (main.nodes().stream().anyMatch(n -> n.kind().equals(INPUT))) {
      return;
    }
    Node input = Fixes.first(main, "tokens", INPUT);
    List<Edit> edits = new ArrayList<>(List.of(new Edit.AddNode(Block.MAIN, input)));
    List<Node> unfed =
        main.nodes().stream()
            .filter(n -> n.kind().equals(EMBEDDING) && n.from().isEmpty())
            .toList();
    if (unfed.size() == 1) {
      var tokens = new PortReference(input.id());
      edits.add(new Edit.Connect(Block.MAIN, tokens, unfed.getFirst().id(), 0));
    }
    problems.add(Problem.error(Block.MAIN, "problem.noInput").withFix(Fixes.together(edits)));
  }

  private static String path(Block block, Node node) {
    return block.name() + "/" + node.id();
  }
}
