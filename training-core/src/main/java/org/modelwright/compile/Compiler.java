package org.modelwright.compile;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.modelwright.graph.Architecture;
import org.modelwright.graph.Block;
import org.modelwright.graph.Edit;
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
import org.modelwright.layer.SettingType;
import org.modelwright.layer.TokenInput;
import org.modelwright.operator.Function;
import org.modelwright.operator.FunctionBuilder;
import org.modelwright.operator.Parameter;
import org.modelwright.operator.Program;
import org.modelwright.operator.TensorType;
import org.modelwright.operator.Value;

/// Turns a drawing into operators. A block becomes one function for each combination of settings and
/// input types it is used with; a layer that repeats becomes a function of its own.
///
/// What is wrong with one node must not hide what is wrong with another: where a layer cannot be
/// written, the type of its output is presumed if its kind leaves no doubt, and otherwise not known;
/// what reads something unknown is still checked for all that does not hang on it. A drawing with an
/// error gives no program, so what is written on such presumptions is never run.
public final class Compiler {

  /// Far above any model that trains, far below what would fill the memory of whoever lists it.
  private static final long MOST_INSTANCES = 100_000;

  private final Architecture architecture;
  private final OptionalLong vocabulary;
  private final LayerKinds kinds;

  /// In the order found; what two checks see is told once.
  private final Set<Problem> problems = new LinkedHashSet<>();

  /// Those that hang on the types and settings with which a block is used.
  private final Set<Problem> ofOneUse = new HashSet<>();

  /// The paths of nodes that cannot be written, and why stands among the problems already.
  private final Set<String> unwritable;

  private final Map<String, Function> functions = new LinkedHashMap<>();
  private final Map<List<Object>, Optional<Function>> compiled = new HashMap<>();
  private final Set<String> inProgress = new HashSet<>();
  private final Map<String, Integer> uses = new HashMap<>();
  private final Map<String, List<TensorType>> types = new HashMap<>();
  private final Set<String> names = new HashSet<>(ProgramText.METHODS);

  private Compiler(Architecture architecture, OptionalLong vocabulary) {
    this.architecture = architecture;
    this.vocabulary = vocabulary;
    kinds = new LayerKinds(architecture);
    problems.addAll(Structure.check(architecture));
    problems.addAll(kinds.problems());
    NodeCheck check = NodeCheck.of(architecture, kinds);
    problems.addAll(check.problems());
    unwritable = check.unwritable();
  }

  /// @param vocabulary the tokenizer's size, where it is known
  public static Compilation compile(Architecture architecture, OptionalLong vocabulary) {
    var compiler = new Compiler(architecture, vocabulary);
    Block main = architecture.main();
    Optional<Function> entry = compiler.block(main, SettingScope.of(main), List.of());
    compiler.checkEnd(entry.isPresent());
    Optional<Program> program = entry.map(e -> new Program(compiler.functions, e));
    program.ifPresent(compiler::checkSize);
    List<Problem> problems = compiler.problems();
    boolean sound = problems.stream().noneMatch(Problem::isError);
    return new Compilation(program.filter(p -> sound), problems, compiler.types);
  }

  /// What suits one use of a block may not suit another: there, the author has to choose.
  private List<Problem> problems() {
    return problems.stream()
        .map(p -> ofOneUse.contains(p) && severalUses(p.node()) ? p.withFixes(List.of()) : p)
        .toList();
  }

  private boolean severalUses(String path) {
    return uses.getOrDefault(path.substring(0, path.indexOf('/')), 0) > 1;
  }

  private void checkSize(Program program) {
    long instances = program.instances(program.entry());
    if (instances > MOST_INSTANCES) {
      problems.add(
          Problem.error(Block.MAIN, "problem.tooManyInstances", instances, MOST_INSTANCES));
    }
  }

  private static String path(Block block, Node node) {
    return block.name() + "/" + node.id();
  }

  /// The function of a block for these settings and inputs, or nothing where a problem was found.
  /// The input of `main` is the tokens.
  ///
  /// @param inputs null where one is not known
  private Optional<Function> block(
      Block block, SettingScope scope, List<@Nullable TensorType> inputs) {
    List<Object> key = List.of(block.name(), scope.values(), inputs);
    Optional<Function> known = compiled.get(key);
    if (known != null) {
      return known;
    }
    if (!inProgress.add(block.name())) {
      return Optional.empty(); // it contains itself, which is told
    }
    if (inputs.stream().allMatch(Objects::nonNull)) {
      uses.merge(block.name(), 1, Integer::sum);
    }
    var builder = new FunctionBuilder(functionName(block.name()));
    Map<String, List<Value>> values = new HashMap<>();
    if (block.name().equals(Block.MAIN)) {
      Value tokens = builder.input("tokens_in", TokenInput.TYPE);
      // no node has this name
      values.put("", List.of(tokens));
    }
    for (int i = 0; i < inputs.size(); i++) {
      TensorType type = inputs.get(i);
      if (type != null) {
        String name = block.inputs().get(i);
        values.put(name, List.of(builder.input(name, type)));
      }
    }
    for (Node node : TopologicalOrder.despiteCycles(block)) {
      List<Value> results = results(block, node, scope, values, builder);
      if (results != null) {
        values.put(node.id(), results);
        types.putIfAbsent(path(block, node), results.stream().map(Value::type).toList());
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
    inProgress.remove(block.name());
    return function;
  }

  /// What a node gives, as far as it is known.
  private @Nullable List<Value> results(
      Block block,
      Node node,
      SettingScope scope,
      Map<String, List<Value>> values,
      FunctionBuilder builder) {
    List<@Nullable Value> operands = new ArrayList<>();
    node.from().forEach(from -> operands.add(lookUp(block, from, values)));
    Block used = architecture.blocks().get(node.kind());
    if (used != null) {
      return use(block, node, used, scope, operands, builder);
    }
    Layer layer = kinds.find(node.kind()).orElse(null);
    if (layer == null) {
      return null;
    }
    if (layer instanceof TokenInput) {
      List<Value> tokens = values.getOrDefault("", List.of());
      return tokens.isEmpty() ? List.of(new Value(node.id(), TokenInput.TYPE)) : tokens;
    }
    List<Value> results = write(block, node, layer, scope, operands, builder);
    if (results != null || !layer.keepsShape()) {
      return results;
    }
    return operands.stream().filter(Objects::nonNull).findFirst().map(List::of).orElse(null);
  }

  private @Nullable Value lookUp(
      Block block, PortReference reference, Map<String, List<Value>> values) {
    List<Value> results =
        reference.equals(PortReference.NONE) ? null : values.get(reference.node());
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

  private @Nullable List<Value> use(
      Block block,
      Node node,
      Block used,
      SettingScope scope,
      List<@Nullable Value> operands,
      FunctionBuilder builder) {
    SettingScope inside = scope.inside(node, used, path(block, node), problems::add);
    @Nullable TensorType[] types = new TensorType[used.inputs().size()];
    for (int i = 0; i < Math.min(types.length, operands.size()); i++) {
      Value operand = operands.get(i);
      types[i] = operand == null ? null : operand.type();
    }
    Optional<Function> function = block(used, inside, Arrays.asList(types));
    boolean fed = !unwritable.contains(path(block, node)) && !operands.contains(null);
    return function.isPresent() && fed
        ? call(block, node, function.get(), operands, builder)
        : null;
  }

  private @Nullable List<Value> write(
      Block block,
      Node node,
      Layer layer,
      SettingScope scope,
      List<@Nullable Value> operands,
      FunctionBuilder builder) {
    Map<String, String> settings =
        new LinkedHashMap<>(scope.resolve(node, path(block, node), problems::add));
    List<Setting<?>> wrong = refuseWords(block, node, layer, settings);
    boolean repeats = node.repeat() > 1;
    FunctionBuilder inner = repeats ? new FunctionBuilder(functionName(node.id())) : builder;
    List<@Nullable Value> inputs = operands;
    Value repeated = repeats && !operands.isEmpty() ? operands.getFirst() : null;
    if (unwritable.contains(path(block, node))) {
      inputs = Collections.singletonList(null);
    } else if (repeated != null) {
      inputs = List.of(inner.input("x", repeated.type()));
    }
    var layerBuilder = new LayerBuilder(node.id(), inputs, settings, vocabulary, inner);
    layerBuilder.write(layer);
    if (wrong.isEmpty()) {
      layerBuilder.faults().forEach(fault -> tell(block, node, fault));
    } else if (wrong.stream().anyMatch(s -> s.type() instanceof SettingType.Whole)) {
      return null; // sizes are whole numbers, and the default is not what was meant
    }
    List<Value> results = layerBuilder.output().map(List::of).orElse(null);
    if (results == null || !repeats) {
      return results;
    }
    Function function = relative(inner.build(results), node);
    functions.put(function.name(), function);
    return call(block, node, function, operands, builder);
  }

  /// Takes the words that a layer does not accept out of its settings. What else is wrong with the
  /// node is not looked for then, since it may be the default's fault.
  private List<Setting<?>> refuseWords(
      Block block, Node node, Layer layer, Map<String, String> settings) {
    List<Setting<?>> wrong = new ArrayList<>();
    for (Setting<?> setting : layer.settings()) {
      String word = settings.get(setting.name());
      if (word != null && setting.parser().apply(word).isEmpty()) {
        settings.remove(setting.name());
        wrong.add(setting);
        problems.add(
            Problem.error(
                    path(block, node),
                    "problem.wrongWord",
                    setting.name(),
                    word,
                    setting.type().accepted())
                .withFixes(RemedyEdits.of(block, node, setting, word)));
      }
    }
    return wrong;
  }

  private void tell(Block block, Node node, LayerException fault) {
    String unknown = LayerBuilder.VOCABULARY_UNKNOWN;
    if (fault.words().key().equals(unknown)
        && problems.stream().anyMatch(p -> p.wrong().key().equals(unknown))) {
      return;
    }
    Problem problem =
        new Problem(
            Problem.Severity.ERROR,
            path(block, node),
            fault.words(),
            fault.advice(),
            RemedyEdits.of(block, node, fault));
    problems.add(problem);
    ofOneUse.add(problem);
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

  /// @param operands all of them known
  private @Nullable List<Value> call(
      Block block,
      Node node,
      Function function,
      List<@Nullable Value> operands,
      FunctionBuilder builder) {
    List<Value> known = operands.stream().filter(Objects::nonNull).toList();
    List<TensorType> in = known.stream().map(Value::type).toList();
    List<TensorType> out = function.outputs().stream().map(Value::type).toList();
    if (node.repeat() > 1 && !in.equals(out)) {
      if (in.size() != out.size()) {
        return null; // told before the types were known
      }
      Problem problem =
          Problem.error(path(block, node), "problem.repeatChangesShape", out, in)
              .withFix(new Edit.SetRepeat(block.name(), node.id(), 1));
      problems.add(problem);
      return known;
    }
    return builder.call(node.id(), function, node.repeat(), known);
  }

  /// Whether the drawing ends in a head.
  ///
  /// @param complete whether its end was reached without a problem on the way
  private void checkEnd(boolean complete) {
    Block main = architecture.main();
    List<PortReference> results = main.results();
    if (results.isEmpty()) {
      return; // which is told
    }
    Optional<Node> last = main.node(results.getFirst().node());
    boolean head = results.size() == 1 && last.filter(RemedyEdits::isHead).isPresent();
    boolean layer = last.filter(n -> kinds.find(n.kind()).isPresent()).isPresent();
    if (!head && (complete || layer)) {
      problems.add(
          Problem.error(Block.MAIN, "problem.noHead")
              .withFixes(RemedyEdits.headFor(main, canTie(main, results.getFirst()))));
    }
  }

  private boolean canTie(Block main, PortReference end) {
    List<Node> embeddings =
        main.nodes().stream().filter(n -> n.kind().equals("TokenEmbedding")).toList();
    return embeddings.size() == 1
        && types
            .getOrDefault(path(main, embeddings.getFirst()), List.of())
            .equals(types.get(Block.MAIN + "/" + end.node()));
  }

  private String functionName(String hint) {
    String candidate = hint;
    for (int i = 2; FunctionBuilder.isReserved(candidate) || !names.add(candidate); i++) {
      candidate = hint + "_" + i;
    }
    return candidate;
  }
}
