package org.modelwright.compile;

import java.util.ArrayList;
import java.util.List;
import org.modelwright.operator.Activation;
import org.modelwright.operator.Function;
import org.modelwright.operator.Operator;
import org.modelwright.operator.Parameter;
import org.modelwright.operator.Program;
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
  private final CustomText custom = new CustomText();
  private boolean usesAttention;
  private boolean usesConvolution;
  private boolean usesRotary;

  TorchScriptPrinter(Program program, KernelForms forms, boolean decode) {
    this.program = program;
    this.forms = forms;
    this.decode = decode;
  }

  /// All functions and the helpers they need.
  String print() {
    program.functions().values().forEach(this::print);
    return (usesAttention ? ATTENTION : "")
        + (usesConvolution ? CONVOLUTION : "")
        + (usesRotary ? ROTARY : "")
        + (decode ? ATTEND : "")
        + custom.methods()
        + text;
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
    String result =
        function.outputs().size() == 1
            ? "Tensor"
            : "Tuple["
                + String.join(", ", function.outputs().stream().map(v -> "Tensor").toList())
                + "]";
    text.append(") -> ").append(result).append(":\n");
    if (drawsRandom(function)) {
      line("_ = torch.manual_seed(seed)");
    }
    List<Parameter> parameters = function.parameters();
    for (int i = 0; i < parameters.size(); i++) {
      line(parameters.get(i).value().name() + " = p[" + plus("o", i) + "]");
    }
    var offsets = new Offsets(parameters.size(), 1, 0);
    for (Step step : function.body()) {
      switch (step) {
        case Step.Statement s -> {
          line(s.result().name() + " = " + expression(s, offsets.caches));
          if (s.operator() instanceof Operator.CachedAttention) {
            offsets.caches++;
          }
        }
        case Step.Call call -> print(call, offsets);
      }
    }
    List<String> outputs = function.outputs().stream().map(Value::name).toList();
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
    String targets = String.join(", ", results) + (results.size() > 1 ? "," : "");
    line(
        indent + targets + " = self." + call.function() + "(" + String.join(", ", arguments) + ")");
    offsets.parameters += call.repeat() * parameters;
    offsets.random += call.repeat() * random;
    offsets.caches += call.repeat() * caches;
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
        usesRotary = true;
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
        usesAttention |= form == AttentionForm.COMPOSED;
        yield attention(form, a, x, grouped(in, 1), grouped(in, 2));
      }
      case Operator.CachedAttention a ->
          "self.attend(%s, %s, %s, k[%s], v[%s], start, %d)"
              .formatted(
                  x,
                  in.get(1).name(),
                  in.get(2).name(),
                  plus("c", cache),
                  plus("c", cache),
                  groups(in, 1));
      case Operator.LastPosition l -> "torch.narrow(" + x + ", 1, -1, 1)";
      case Operator.Custom c -> custom.call(c, in);
      case Operator.Cast c -> "torch.to(" + x + ", " + c.element().scalarType() + ")";
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
    usesConvolution |= form == LinearForm.CONVOLUTION;
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
    String words =
        switch (form) {
          case FUSED -> "torch.scaled_dot_product_attention(%s, %s, %s, None, %s, %s)";
          case COMPOSED -> "self.attention(%s, %s, %s, %s, %s)";
        };
    return words.formatted(
        q, k, v, number(attention.dropout()), attention.causal() ? "True" : "False");
  }

  private static String activation(Activation activation, String x) {
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
  }

  static final String CONVOLUTION =
      """
        def convolution(self: __torch__.Model, x: Tensor, weight: Tensor, bias: Optional[Tensor]) -> Tensor:
          rows = torch.reshape(x, [1, -1, 1, torch.size(weight, 1)])
          matrix = torch.unsqueeze(torch.unsqueeze(weight, 2), 3)
          y = torch.conv2d(torch.permute(rows, [0, 3, 1, 2]), matrix, bias)
          return torch.reshape(torch.permute(y, [0, 2, 3, 1]), [torch.size(x, 0), torch.size(x, 1), -1])
      """;

  /// The queries in parts, each with the keys up to its last position: nothing is computed for later
  /// ones but within the part.
  static final String ATTENTION =
      """
        def attention(self: __torch__.Model, q: Tensor, k: Tensor, v: Tensor, dropout: float, causal: bool) -> Tensor:
          length = torch.size(q, 2)
          scaled = torch.mul(q, torch.div(1., torch.sqrt(torch.size(q, 3))))
          keys = torch.transpose(k, 2, 3)
          part = length
          if causal:
            part = 128
          else:
            pass
          mixed = annotate(List[Tensor], [])
          for i in range(torch.floordiv(torch.sub(torch.add(length, part), 1), part)):
            begin = torch.mul(i, part)
            rows = ops.prim.min(part, torch.sub(length, begin))
            scores = torch.narrow(scaled, 2, begin, rows)
            if causal:
              end = torch.add(begin, rows)
              later = torch.full([rows, end], -inf, dtype=ops.prim.dtype(q), layout=None, device=ops.prim.device(q), pin_memory=False)
              seen = torch.add(torch.matmul(scores, torch.narrow(keys, 3, 0, end)), torch.triu(later, torch.add(begin, 1)))
              values = torch.narrow(v, 2, 0, end)
            else:
              seen = torch.matmul(scores, keys)
              values = v
            shares = torch.dropout(torch.softmax(seen, -1), dropout, True)
            torch.append(mixed, torch.matmul(shares, values))
          return torch.cat(mixed, 2)
      """;

  private static final String ROTARY =
      """
        def rotary(self: __torch__.Model, x: Tensor, base: float, start: int) -> Tensor:
          width = torch.size(x, 3)
          dtype = 6
          if torch.eq(ops.prim.dtype(x), 7):
            dtype = 7
          else:
            pass
          pair = torch.arange(0, width, 2, dtype=dtype, layout=None, device=ops.prim.device(x), pin_memory=False)
          frequency = torch.exp(torch.mul(pair, torch.div(torch.neg(torch.log(base)), width)))
          end = torch.add(start, torch.size(x, 2))
          position = torch.arange(start, end, dtype=dtype, layout=None, device=ops.prim.device(x), pin_memory=False)
          angle = torch.outer(position, frequency)
          cosine = torch.cos(angle)
          sine = torch.sin(angle)
          a, b = torch.chunk(x, 2, 3)
          first = torch.sub(torch.mul(a, cosine), torch.mul(b, sine))
          second = torch.add(torch.mul(b, cosine), torch.mul(a, sine))
          return torch.type_as(torch.cat([first, second], 3), x)
      """;

  private static final String ATTEND =
      """
        def attend(self: __torch__.Model, q: Tensor, key: Tensor, value: Tensor, k: Tensor, v: Tensor, start: int, groups: int) -> Tensor:
          length = torch.size(q, 2)
          end = torch.add(start, length)
          _0 = torch.copy_(torch.narrow(k, 2, start, length), key)
          _1 = torch.copy_(torch.narrow(v, 2, start, length), value)
          keys = torch.type_as(torch.narrow(k, 2, 0, end), q)
          values = torch.type_as(torch.narrow(v, 2, 0, end), q)
          if torch.gt(groups, 1):
            all_keys = torch.repeat_interleave(keys, groups, 1)
            all_values = torch.repeat_interleave(values, groups, 1)
          else:
            all_keys = keys
            all_values = values
          seen = torch.tril(torch.ones([length, end], dtype=11, layout=None, device=ops.prim.device(q), pin_memory=False), start)
          return torch.scaled_dot_product_attention(q, all_keys, all_values, seen)
      """;
}
