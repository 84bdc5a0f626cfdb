package org.modelwright.compile;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.modelwright.graph.Architecture;
import org.modelwright.graph.Block;
import org.modelwright.graph.DidYouMean;
import org.modelwright.graph.Node;
import org.modelwright.graph.PortReference;
import org.modelwright.graph.Problem;
import org.modelwright.graph.SettingScope;
import org.modelwright.graph.Structure;
import org.modelwright.graph.TopologicalOrder;
import org.modelwright.layer.Layer;
import org.modelwright.layer.LayerBuilder;
import org.modelwright.layer.LayerException;
import org.modelwright.layer.Setting;
import org.modelwright.layer.TokenInput;
import org.modelwright.operator.Function;
import org.modelwright.operator.FunctionBuilder;
import org.modelwright.operator.Parameter;
import org.modelwright.operator.Program;
import org.modelwright.operator.TensorType;
import org.modelwright.operator.Value;

/// Turns a drawing into operators. A block becomes one function for each combination of settings and
/// input types it is used with; a layer that repeats becomes a function of its own.
public final class Compiler {

  /// Far above any model that trains, far below what would fill the memory of whoever lists it.
  private static final long MOST_INSTANCES = 100_000;

  private final Architecture architecture;
  private final OptionalLong vocabulary;
  private final LayerKinds kinds;

  /// In the order found; what two checks see is told once.
  private final Set<Problem> problems = new LinkedHashSet<>();

  /// The paths of nodes that cannot be written, and why stands among the problems already.
  private final Set<String> faulty = new HashSet<>();

  private final Map<String, Function> functions = new LinkedHashMap<>();
  private final Map<List<Object>, Optional<Function>> compiled = new HashMap<>();
  private final Map<String, List<TensorType>> types = new HashMap<>();
  private final Set<String> names = new HashSet<>(ProgramText.METHODS);

  private Compiler(Architecture architecture, OptionalLong vocabulary) {
    this.architecture = architecture;
    this.vocabulary = vocabulary;
    kinds = new LayerKinds(architecture);
  }

  /// @param vocabulary the tokenizer's size, where it is known
  public static Compilation compile(Architecture architecture, OptionalLong vocabulary) {
    var compiler = new Compiler(architecture, vocabulary);
    compiler.problems.addAll(Structure.check(architecture));
    compiler.problems.addAll(compiler.kinds.problems());
    compiler.checkKinds();
    // what is wrong so far must not hide what is wrong with the shapes elsewhere
    compiler.errors().map(Problem::node).forEach(compiler.faulty::add);
    Block main = architecture.main();
    Optional<Function> entry =
        compiler.block(main, SettingScope.of(main), List.of(TokenInput.TYPE));
    entry.ifPresent(compiler::checkEntry);
    Optional<Program> program = entry.map(e -> new Program(compiler.functions, e));
    program.ifPresent(compiler::checkSize);
    boolean sound = compiler.errors().findAny().isEmpty();
    return new Compilation(
        program.filter(p -> sound), List.copyOf(compiler.problems), compiler.types);
  }

  private void checkSize(Program program) {
    long instances = program.instances(program.entry());
    if (instances > MOST_INSTANCES) {
      problems.add(
          Problem.error(
              Block.MAIN,
              "The repeats multiply to " + instances + " blocks.",
              "Lower them to " + MOST_INSTANCES + " in all."));
    }
  }

  private Stream<Problem> errors() {
    return problems.stream().filter(p -> p.severity() == Problem.Severity.ERROR);
  }

  private void error(Block block, Node node, String message, String remedy) {
    problems.add(Problem.error(path(block, node), message, remedy));
  }

  private static String path(Block block, Node node) {
    return block.name() + "/" + node.id();
  }

  /// What can be said of each node without knowing shapes: its kind, its settings' names, its number
  /// of inputs.
  private void checkKinds() {
    Stream.concat(architecture.blocks().values().stream(), Stream.of(architecture.main()))
        .forEach(block ->
            block
                .nodes()
                .forEach(node -> {
                  checkKind(block, node);
                  checkPorts(block, node);
                }));
    if (architecture.main().nodes().stream().noneMatch(n -> n.kind().equals("TokenInput"))) {
      problems.add(Problem.error("main", "The drawing has no input.", "Add a TokenInput."));
    }
  }

  private void checkKind(Block block, Node node) {
    Block used = architecture.blocks().get(node.kind());
    if (used != null) {
      checkInputs(block, node, used.inputs());
      return;
    }
    Optional<Layer> layer = kinds.find(node.kind());
    if (kinds.isFaulty(node.kind())) {
      faulty.add(path(block, node));
      return;
    }
    if (layer.isEmpty()) {
      List<String> known = kinds.names();
      error(
          block,
          node,
          "There is no layer or block `"
              + node.kind()
              + "`"
              + DidYouMean.clause(node.kind(), known)
              + ".",
          "Use one of: " + String.join(", ", known) + ".");
      return;
    }
    checkInputs(block, node, layer.get().inputs());
    List<String> known = layer.get().settings().stream().map(Setting::name).toList();
    for (String name : node.settings().keySet()) {
      if (!known.contains(name)) {
        error(
            block,
            node,
            node.kind() + " has no setting `" + name + "`" + DidYouMean.clause(name, known) + ".",
            known.isEmpty() ? "Remove it." : "Its settings are: " + String.join(", ", known) + ".");
      }
    }
    if (layer.get() instanceof TokenInput && !block.name().equals(Block.MAIN)) {
      error(block, node, "A TokenInput stands inside a block.", "Move it to main.");
    }
    if (node.repeat() > 1 && layer.get().inputs().size() != 1) {
      error(
          block,
          node,
          node.kind() + " cannot repeat, because it does not have one input and one output.",
          "Set repeat to 1.");
    }
  }

  private void checkInputs(Block block, Node node, List<String> ports) {
    long given = node.from().stream().filter(f -> !f.equals(PortReference.NONE)).count();
    boolean many = !ports.isEmpty() && ports.getLast().endsWith("...");
    String names = String.join(", ", ports).replace("...", "");
    String wanted = ports.isEmpty() ? "none" : ports.size() + ": " + names;
    if (!many && node.from().size() > ports.size()) {
      error(
          block,
          node,
          "It reads " + node.from().size() + ", but " + node.kind() + " takes " + wanted + ".",
          "Disconnect what is too many.");
    } else if (given < Math.max(ports.size(), node.from().size())) {
      error(
          block,
          node,
          "It has "
              + (given == 0 ? "none" : given)
              + " of its inputs connected, but needs "
              + (many ? "at least " : "")
              + wanted
              + ".",
          "Connect what is missing.");
    }
  }

  /// Blocks name their outputs; a layer has one, without a name.
  private void checkPorts(Block block, Node node) {
    for (PortReference from : node.from()) {
      // the block is searched only for the few references that name a port
      Optional<Node> source = from.port().isEmpty() ? Optional.empty() : block.node(from.node());
      if (source.isPresent() && kinds.find(source.get().kind()).isPresent()) {
        error(
            block,
            node,
            "It reads `" + from + "`, but `" + from.node() + "` has one output, without a name.",
            "Write `" + from.node() + "` alone.");
      }
    }
  }

  /// The function of a block for these settings and inputs, or nothing where a problem was found.
  /// The input of `main` is the tokens.
  private Optional<Function> block(Block block, SettingScope scope, List<TensorType> inputs) {
    List<Object> key = List.of(block.name(), scope.values(), inputs);
    Optional<Function> known = compiled.get(key);
    if (known != null) {
      return known;
    }
    // a block that contains itself finds this one
    compiled.put(key, Optional.empty());
    if (!TopologicalOrder.cycles(block).isEmpty()) {
      return Optional.empty();
    }
    var builder = new FunctionBuilder(functionName(block.name()));
    boolean main = block.name().equals(Block.MAIN);
    Map<String, List<Value>> values = new HashMap<>();
    List<Value> tokens = List.of();
    if (main) {
      tokens = List.of(builder.input("tokens_in", inputs.getFirst()));
    } else {
      for (int i = 0; i < inputs.size(); i++) {
        String name = block.inputs().get(i);
        values.put(name, List.of(builder.input(name, inputs.get(i))));
      }
    }
    for (Node node : TopologicalOrder.of(block)) {
      if (faulty.contains(path(block, node))) {
        continue;
      }
      List<Value> operands =
          node.kind().equals("TokenInput") ? tokens : operands(block, node, values);
      if (operands != null) {
        List<Value> results = write(block, node, scope, operands, builder);
        if (results != null) {
          values.put(node.id(), results);
          types.putIfAbsent(path(block, node), results.stream().map(Value::type).toList());
        }
      }
    }
    List<Value> outputs = new ArrayList<>();
    for (PortReference reference : block.results()) {
      Value value = lookUp(block, reference, values);
      if (value != null) {
        outputs.add(value);
      }
    }
    Optional<Function> function =
        !outputs.isEmpty() && outputs.size() == block.results().size()
            ? Optional.of(builder.build(outputs))
            : Optional.empty();
    function.ifPresent(f -> functions.put(f.name(), f));
    compiled.put(key, function);
    return function;
  }

  private @Nullable List<Value> operands(Block block, Node node, Map<String, List<Value>> values) {
    List<Value> operands = new ArrayList<>();
    for (PortReference from : node.from()) {
      Value value = lookUp(block, from, values);
      if (value == null) {
        return null; // what feeds it has a problem of its own, which is told there
      }
      operands.add(value);
    }
    return operands;
  }

  private @Nullable Value lookUp(
      Block block, PortReference reference, Map<String, List<Value>> values) {
    List<Value> results = values.get(reference.node());
    if (results == null) {
      return null;
    }
    if (reference.port().isEmpty()) {
      return results.getFirst();
    }
    Block used =
        block.node(reference.node()).map(n -> architecture.blocks().get(n.kind())).orElse(null);
    if (used == null) {
      return results.getFirst();
    }
    int index =
        used.results().stream().map(PortReference::toString).toList().indexOf(reference.port());
    return index < 0 ? null : results.get(index);
  }

  private @Nullable List<Value> write(
      Block block, Node node, SettingScope scope, List<Value> operands, FunctionBuilder builder) {
    String path = path(block, node);
    Block used = architecture.blocks().get(node.kind());
    List<TensorType> types = operands.stream().map(Value::type).toList();
    if (used != null) {
      SettingScope inside = scope.inside(node, used, path, problems::add);
      return block(used, inside, types)
          .map(f -> call(block, node, f, operands, builder))
          .orElse(null);
    }
    Layer layer = kinds.find(node.kind()).orElseThrow();
    Map<String, String> settings = scope.resolve(node, path, problems::add);
    if (node.repeat() == 1) {
      return write(layer, block, node, settings, operands, builder);
    }
    var inner = new FunctionBuilder(functionName(node.id()));
    List<Value> inputs = List.of(inner.input("x", types.getFirst()));
    List<Value> results = write(layer, block, node, settings, inputs, inner);
    if (results == null) {
      return null;
    }
    Function function = relative(inner.build(results), node);
    functions.put(function.name(), function);
    return call(block, node, function, operands, builder);
  }

  /// Without the node's id in front of the parameters' paths, since the call brings it:
  /// `mlp.0.up.weight`, not `mlp.0.mlp.up.weight`.
  private static Function relative(Function function, Node node) {
    String prefix = node.id() + ".";
    return new Function(
        function.name(),
        function.inputs(),
        function.parameters().stream()
            .map(p ->
                new Parameter(
                    p.value(), p.path().substring(prefix.length()), p.initializer(), p.decays()))
            .toList(),
        function.body(),
        function.outputs());
  }

  private @Nullable List<Value> write(
      Layer layer,
      Block block,
      Node node,
      Map<String, String> settings,
      List<Value> operands,
      FunctionBuilder builder) {
    var layerBuilder = new LayerBuilder(node.id(), operands, settings, vocabulary, builder);
    try {
      layer.write(layerBuilder);
      return List.of(layerBuilder.output());
    } catch (LayerException e) {
      error(block, node, LayerKinds.sentence(e), e.remedy());
      return null;
    }
  }

  private @Nullable List<Value> call(
      Block block, Node node, Function function, List<Value> operands, FunctionBuilder builder) {
    List<TensorType> in = operands.stream().map(Value::type).toList();
    List<TensorType> out = function.outputs().stream().map(Value::type).toList();
    if (node.repeat() > 1 && !in.equals(out)) {
      error(
          block,
          node,
          "It repeats, but gives " + out + " where it takes " + in + ".",
          "Make its outputs have the shapes of its inputs, or set repeat to 1.");
      return null;
    }
    return builder.call(node.id(), function, node.repeat(), operands);
  }

  private void checkEntry(Function entry) {
    Block main = architecture.main();
    if (entry.outputs().size() != 1
        || entry.outputs().getFirst().shape().rank() != 3
        || !main.node(main.results().getFirst().node())
            .map(n -> n.kind().equals("LanguageModelHead"))
            .orElse(false)) {
      problems.add(
          Problem.error(
              "main",
              "The drawing does not end in a LanguageModelHead, so there is nothing to train.",
              "Make a LanguageModelHead the last node."));
    }
  }

  private String functionName(String hint) {
    String candidate = hint;
    for (int i = 2; FunctionBuilder.isReserved(candidate) || !names.add(candidate); i++) {
      candidate = hint + "_" + i;
    }
    return candidate;
  }
}
