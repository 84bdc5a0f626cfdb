package org.modelwright.compile;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.modelwright.operator.Activation;
import org.modelwright.operator.CustomOperator;
import org.modelwright.operator.Function;
import org.modelwright.operator.MixtureOperator;
import org.modelwright.operator.Operator;
import org.modelwright.operator.Parameter;
import org.modelwright.operator.Program;
import org.modelwright.operator.Reach;
import org.modelwright.operator.Shape;
import org.modelwright.operator.SourceNumber;
import org.modelwright.operator.Step;
import org.modelwright.operator.Value;

/// Prints a program's functions as TorchScript methods. Conventions in the text:
///
/// - `p` is the list of all parameters and `o` where those of this instance begin;
/// - `seed` belongs to this instance, so that random numbers depend on the place alone;
/// - in the decode form `k` and `v` are the caches, `c` is where those of this instance begin, and
///   `start` is the position of the first token given.
final class TorchScriptPrinter {

  private final Program program;
  private final KernelForms forms;
  private final boolean decode;
  private final StringBuilder text = new StringBuilder();
  private final List<ProgramListing.Origin> origins = new ArrayList<>();
  private String function = "";
  private String node = "";
  private final CustomText custom = new CustomText();

  /// The helpers that functions have called; sorted, so that their order says nothing.
  private final Set<String> helpers = new TreeSet<>();

  TorchScriptPrinter(Program program, KernelForms forms, boolean decode) {
    this.program = program;
    this.forms = forms;
    this.decode = decode;
  }

  /// All functions and the helpers they need.
  String print() {
    return listing("").text();
  }

  /// The same behind a beginning of the caller's, with what wrote each line.
  ProgramListing listing(String header) {
    program.functions().values().forEach(this::print);
    if (decode) {
      helpers.add(HelperMethods.VISIBLE);
      helpers.add(HelperMethods.ATTEND);
    }
    String before = header + String.join("", helpers) + custom.methods();
    int lines = (int) before.lines().count();
    origins.addAll(0, Collections.nCopies(lines, ProgramListing.Origin.NONE));
    return new ProgramListing(before + text, origins);
  }

  /// The arguments of a call of the entry, after `p`.
  static String entryArguments(Program program, boolean decode, String tokens, String seed) {
    return "0, "
        + tokens
        + (randomPlaces(program, program.entry()) > 0 ? ", " + seed : "")
        + (decode ? ", k, v, 0, start" : "");
  }

  /// The instances within one run of `function` that draw random numbers or contain such; 0 where
  /// none does.
  static int randomPlaces(Program program, Function function) {
    int inside = 0;
    for (Step.Call call : function.calls()) {
      inside += call.repeat() * randomPlaces(program, program.function(call.function()));
    }
    return inside > 0 || drawsRandom(function) ? inside + 1 : 0;
  }

  static boolean drawsRandom(Function function) {
    return function.body().stream()
        .anyMatch(s ->
            s instanceof Step.Statement statement
                && switch (statement.operator()) {
                  case Operator.Dropout d -> true;
                  case Operator.Attention a -> a.dropout() > 0;
                  default -> false;
                });
  }

  private void print(Function function) {
    this.function = function.name();
    node = "";
    boolean random = randomPlaces(program, function) > 0;
    text.append("  def ")
        .append(function.name())
        .append("(self: __torch__.Model, p: List[Tensor], o: int");
    function.inputs().forEach(v -> text.append(", ").append(v.name()).append(": Tensor"));
    if (random) {
      text.append(", seed: int");
    }
    if (decode) {
      text.append(", k: List[Tensor], v: List[Tensor], c: int, start: int");
    }
    boolean auxiliary = program.auxiliaryLosses(function) > 0;
    int results = function.outputs().size() + (auxiliary ? 1 : 0);
    String result =
        results == 1
            ? "Tensor"
            : "Tuple[" + String.join(", ", Collections.nCopies(results, "Tensor")) + "]";
    text.append(") -> ").append(result).append(":\n");
    origins.add(new ProgramListing.Origin(this.function, node));
    if (drawsRandom(function)) {
      line("_ = torch.manual_seed(seed)");
    }
    List<Parameter> parameters = function.parameters();
    Map<Value, String> owners = Costs.owners(function);
    for (int i = 0; i < parameters.size(); i++) {
      node = owners.getOrDefault(parameters.get(i).value(), "");
      line(parameters.get(i).value().name() + " = p[" + plus("o", i) + "]");
    }
    node = "";
    if (auxiliary) {
      line("auxiliary = annotate(List[Tensor], [])");
    }
    var offsets = new Offsets(parameters.size(), 1, 0);
    for (Step step : function.body()) {
      node = step.node();
      switch (step) {
        case Step.Statement s -> {
          line(s.result().name() + " = " + expression(s, offsets.caches));
          if (s.operator() instanceof Operator.CachedAttention) {
            offsets.caches++;
          }
          if (s.operator() instanceof MixtureOperator.BalanceLoss) {
            line("torch.append(auxiliary, " + s.result().name() + ")");
          }
        }
        case Step.Call call -> print(call, offsets);
      }
    }
    node = "";
    List<String> outputs = new ArrayList<>(function.outputs().stream().map(Value::name).toList());
    if (auxiliary) {
      outputs.add("torch.sum(torch.stack(auxiliary), [0])");
    }
    line(
        "return "
            + (outputs.size() == 1 ? outputs.getFirst() : "(" + String.join(", ", outputs) + ")"));
  }

  /// How many parameters, random places and caches of this instance lie before a step.
  private static final class Offsets {
    int parameters;
    int random;
    int caches;

    Offsets(int parameters, int random, int caches) {
      this.parameters = parameters;
      this.random = random;
      this.caches = caches;
    }
  }

  private void print(Step.Call call, Offsets offsets) {
    Function callee = program.function(call.function());
    int parameters = program.parameterCount(callee);
    int random = randomPlaces(program, callee);
    int caches = caches(program, callee);
    List<String> operands = call.inputs().stream().map(Value::name).toList();
    List<String> results = call.results().stream().map(Value::name).toList();
    boolean auxiliary = program.auxiliaryLosses(callee) > 0;
    String indent = "";
    boolean loop = call.repeat() > 1;
    if (loop) {
      for (int i = 0; i < results.size(); i++) {
        line(results.get(i) + " = " + operands.get(i));
      }
      line("for i in range(" + call.repeat() + "):");
      operands = results;
      indent = "  ";
    }
    List<String> arguments =
        new ArrayList<>(List.of("p", place("o", offsets.parameters, parameters, loop)));
    arguments.addAll(operands);
    if (random > 0) {
      arguments.add(place("seed", offsets.random, random, loop));
    }
    if (decode) {
      arguments.addAll(List.of("k", "v", place("c", offsets.caches, caches, loop), "start"));
    }
    line(
        indent
            + targets(results, auxiliary)
            + " = self."
            + call.function()
            + "("
            + String.join(", ", arguments)
            + ")");
    if (auxiliary) {
      line(indent + "torch.append(auxiliary, contribution)");
    }
    offsets.parameters += call.repeat() * parameters;
    offsets.random += call.repeat() * random;
    offsets.caches += call.repeat() * caches;
  }

  /// What stands before the `=` of a call.
  static String targets(List<String> results, boolean auxiliary) {
    return String.join(", ", results)
        + (auxiliary ? ", contribution," : results.size() > 1 ? "," : "");
  }

  /// The caches one instance of a function in decode form uses.
  static int caches(Program program, Function function) {
    int count = 0;
    for (Step step : function.body()) {
      count +=
          switch (step) {
            case Step.Statement s -> s.operator() instanceof Operator.CachedAttention ? 1 : 0;
            case Step.Call c -> c.repeat() * caches(program, program.function(c.function()));
          };
    }
    return count;
  }

  private static String place(String base, int before, int each, boolean loop) {
    String begin = plus(base, before);
    return loop && each > 0 ? begin + " + " + (each == 1 ? "i" : each + " * i") : begin;
  }

  private static String plus(String base, int number) {
    return number == 0 ? base : base + " + " + number;
  }

  /// What a statement computes, without its result's name.
  String expression(Step.Statement statement, int cache) {
    List<Value> in = statement.inputs();
    String x = in.getFirst().name();
    return switch (statement.operator()) {
      case Operator.Embedding e -> "torch.embedding(" + x + ", " + in.get(1).name() + ")";
      case Operator.PositionEmbedding e ->
          "torch.narrow(%s, 0, %s, torch.size(%s, 1))"
              .formatted(x, e.offset() ? "start" : "0", in.get(1).name());
      case Operator.Linear l -> linear(in);
      case Operator.LayerNorm n ->
          "torch.layer_norm(%s, [%s], %s, %s, %s)"
              .formatted(
                  x,
                  in.getFirst().shape().last(),
                  in.get(1).name(),
                  in.size() > 2 ? in.get(2).name() : "None",
                  number(n.epsilon()));
      case Operator.RmsNorm n ->
          "torch.rms_norm(%s, [%s], %s, %s)"
              .formatted(x, in.getFirst().shape().last(), in.get(1).name(), number(n.epsilon()));
      case Operator.Activate a -> activation(a.activation(), x);
      case Operator.Add a -> "torch.add(" + x + ", " + in.get(1).name() + ")";
      case Operator.Multiply m -> "torch.mul(" + x + ", " + in.get(1).name() + ")";
      case Operator.Scale c -> "torch.mul(" + x + ", " + number(c.factor()) + ")";
      case Operator.Concat c ->
          "torch.cat([" + String.join(", ", in.stream().map(Value::name).toList()) + "], -1)";
      case Operator.Dropout d -> "torch.dropout(" + x + ", " + number(d.probability()) + ", True)";
      case Operator.SplitHeads s -> {
        Value result = statement.result();
        yield "torch.transpose(torch.unflatten(%s, 2, [%s, %s]), 1, 2)"
            .formatted(x, s.heads(), result.shape().last());
      }
      case Operator.MergeHeads m -> "torch.flatten(torch.transpose(" + x + ", 1, 2), 2, 3)";
      case Operator.Rotary r -> {
        helpers.add(HelperMethods.ROTARY);
        yield "self.rotary("
            + x
            + ", "
            + number(r.base())
            + ", "
            + (r.offset() ? "start" : "0")
            + ")";
      }
      case Operator.Attention a -> {
        Shape queries = in.getFirst().shape();
        AttentionForm form =
            forms
                .attention()
                .of(queries.get(1).factor(), queries.last().factor(), a, in.getFirst().element());
        helpers.addAll(attentionHelpers(form, a));
        yield attention(form, a, x, grouped(in, 1), grouped(in, 2));
      }
      case Operator.CachedAttention a ->
          "self.attend(%s, %s, %s, k[%s], v[%s], start, %d, %d, %d)"
              .formatted(
                  x,
                  in.get(1).name(),
                  in.get(2).name(),
                  plus("c", cache),
                  plus("c", cache),
                  groups(in, 1),
                  a.reach().window(),
                  a.reach().sinks());
      case Operator.LastPosition l -> "torch.narrow(" + x + ", 1, -1, 1)";
      case CustomOperator c -> custom.call(c, in);
      case Operator.Cast c -> "torch.to(" + x + ", " + c.element().scalarType() + ")";
      case MixtureOperator m -> MixtureText.expression(m, in, helpers);
    };
  }

  private static long groups(List<Value> in, int index) {
    return in.getFirst().shape().get(1).factor() / in.get(index).shape().get(1).factor();
  }

  private static String grouped(List<Value> in, int index) {
    long times = groups(in, index);
    String name = in.get(index).name();
    return times == 1 ? name : "torch.repeat_interleave(" + name + ", " + times + ", 1)";
  }

  private String linear(List<Value> in) {
    Value weight = in.get(1);
    long out = weight.shape().get(0).factor();
    long width = weight.shape().get(1).factor();
    boolean three = in.getFirst().shape().rank() == 3;
    LinearForm form = three ? forms.linear().of(width, out, weight.element()) : LinearForm.LINEAR;
    if (form == LinearForm.CONVOLUTION) {
      helpers.add(HelperMethods.CONVOLUTION);
    }
    return linear(form, in.stream().map(Value::name).toList());
  }

  static String linear(LinearForm form, List<String> operands) {
    String listed = String.join(", ", operands);
    return switch (form) {
      case LINEAR -> "torch.linear(" + listed + ")";
      case CONVOLUTION -> "self.convolution(" + listed + (operands.size() == 2 ? ", None)" : ")");
    };
  }

  static String attention(
      AttentionForm form, Operator.Attention attention, String q, String k, String v) {
    Reach reach = attention.reach();
    String dropout = number(attention.dropout());
    String operands = String.join(", ", q, k, v);
    if (!reach.isWhole()) {
      return "self.%s(%s, %s, %d, %d)"
          .formatted(
              form == AttentionForm.FUSED ? "fused_window" : "composed_window",
              operands,
              dropout,
              reach.window(),
              reach.sinks());
    }
    String words =
        switch (form) {
          case FUSED -> "torch.scaled_dot_product_attention(%s, None, %s, %s)";
          case COMPOSED -> "self.attention(%s, %s, %s)";
        };
    return words.formatted(operands, dropout, attention.causal() ? "True" : "False");
  }

  /// The methods that [#attention] calls.
  static List<String> attentionHelpers(AttentionForm form, Operator.Attention attention) {
    if (attention.reach().isWhole()) {
      return form == AttentionForm.FUSED ? List.of() : List.of(HelperMethods.ATTENTION);
    }
    return List.of(
        HelperMethods.VISIBLE,
        form == AttentionForm.FUSED ? HelperMethods.FUSED_WINDOW : HelperMethods.COMPOSED_WINDOW);
  }

  static String activation(Activation activation, String x) {
    return switch (activation) {
      case RELU -> "torch.relu(" + x + ")";
      case GELU -> "torch.gelu(" + x + ")";
      case GELU_TANH -> "torch.gelu(" + x + ", approximate=\"tanh\")";
      case SILU -> "torch.silu(" + x + ")";
      case SIGMOID -> "torch.sigmoid(" + x + ")";
      case TANH -> "torch.tanh(" + x + ")";
    };
  }

  /// A float as the language writes it: `1e-05`.
  static String number(double value) {
    return SourceNumber.of(value);
  }

  private void line(String line) {
    text.append("    ").append(line).append('\n');
    origins.add(new ProgramListing.Origin(function, node));
  }
}
