package org.modelwright.layer;

import java.util.Arrays;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.DoubleUnaryOperator;
import java.util.function.Function;
import java.util.stream.IntStream;
import org.modelwright.graph.Architecture;
import org.modelwright.graph.Block;
import org.modelwright.graph.Node;
import org.modelwright.graph.PortReference;
import org.modelwright.graph.SettingScope;
import org.modelwright.graph.TopologicalOrder;

/// What a drawing computes, in loops over doubles: written from the papers' formulas, node by node,
/// for one sequence at a time and without dropout. It shares nothing with the compiler, so that the
/// two can be compared.
public final class ReferenceModel {

  /// A layer kind: features `[T][width]` in, features out.
  private interface Definition {
    double[][] apply(Use use, List<double[][]> inputs);
  }

  private static final Map<String, Definition> DEFINITIONS =
      Map.ofEntries(
          Map.entry("TokenInput", (use, in) -> tokens(use.model().tokens)),
          Map.entry("TokenEmbedding", ReferenceModel::embedding),
          Map.entry("LearnedPositions", ReferenceModel::learnedPositions),
          Map.entry(
              "RotaryPositions",
              (use, in) -> rotary(in.getFirst(), use.integer("heads", 1), use.base())),
          Map.entry("LayerNorm", ReferenceModel::layerNorm),
          Map.entry(
              "RMSNorm",
              (use, in) ->
                  rmsNorm(in.getFirst(), use.array("weight"), use.number("epsilon", 1e-5))),
          Map.entry(
              "Linear", (use, in) -> linear(use, "linear", in.getFirst(), use.flag("bias", true))),
          Map.entry(
              "Activation",
              (use, in) -> Rows.map(in.getFirst(), Activations.of(use.word("function", "gelu")))),
          Map.entry("MLP", ReferenceModel::mlp),
          Map.entry("GatedMLP", ReferenceModel::gatedMlp),
          Map.entry("MixtureOfExperts", (use, in) -> mixtureOfExperts(use, in.getFirst())),
          Map.entry("SelfAttention", ReferenceModel::selfAttention),
          Map.entry("Add", (use, in) -> in.stream().reduce(Rows::plus).orElseThrow()),
          Map.entry("Multiply", (use, in) -> in.stream().reduce(Rows::times).orElseThrow()),
          Map.entry("Concat", (use, in) -> in.stream().reduce(Rows::beside).orElseThrow()),
          Map.entry("Dropout", (use, in) -> in.getFirst()),
          Map.entry("LanguageModelHead", ReferenceModel::head));

  private final Architecture architecture;
  private final Function<String, double[]> parameters;
  private final int[] tokens;

  private ReferenceModel(
      Architecture architecture, Function<String, double[]> parameters, int[] tokens) {
    this.architecture = architecture;
    this.parameters = parameters;
    this.tokens = tokens;
  }

  public static boolean defines(String kind) {
    return DEFINITIONS.containsKey(kind);
  }

  /// The scores after each token, `[T][vocabulary]`.
  ///
  /// @param parameters values by full name, row-major
  public static double[][] scores(
      Architecture architecture, Function<String, double[]> parameters, int[] tokens) {
    Block main = architecture.main();
    return new ReferenceModel(architecture, parameters, tokens)
        .block(main, SettingScope.of(main), "", List.of())
        .getFirst();
  }

  private List<double[][]> block(
      Block block, SettingScope scope, String prefix, List<double[][]> inputs) {
    Map<String, double[][]> values = new HashMap<>();
    for (int i = 0; i < inputs.size(); i++) {
      values.put(block.inputs().get(i), inputs.get(i));
    }
    for (Node node : TopologicalOrder.of(block)) {
      List<double[][]> in = node.from().stream().map(from -> get(values, from)).toList();
      for (int i = 0; i < node.repeat(); i++) {
        String path = prefix + node.id() + (node.repeat() > 1 ? "." + i : "") + ".";
        in = List.<double[][]>of(run(block, node, scope, prefix, path, in));
      }
      values.put(node.id(), in.getFirst());
    }
    return block.results().stream().map(from -> get(values, from)).toList();
  }

  private double[][] run(
      Block block, Node node, SettingScope scope, String prefix, String path, List<double[][]> in) {
    Block used = architecture.blocks().get(node.kind());
    if (used != null) {
      SettingScope inside = scope.inside(node, used, path, ReferenceModel::refuse);
      return block(used, inside, path, in).getFirst();
    }
    Map<String, String> settings = scope.resolve(node, path, ReferenceModel::refuse);
    Definition definition = DEFINITIONS.get(node.kind());
    if (definition == null) {
      throw new AssertionError("no reference for " + node.kind());
    }
    return definition.apply(new Use(this, block, prefix, path, settings), in);
  }

  private static void refuse(Object problem) {
    throw new AssertionError(problem);
  }

  private static double[][] get(Map<String, double[][]> values, PortReference from) {
    double[][] value = values.get(from.node());
    if (value == null) {
      throw new AssertionError("nothing named " + from);
    }
    return value;
  }

  /// A node at work: its settings and its parameters, which begin with `path`.
  private record Use(
      ReferenceModel model, Block block, String prefix, String path, Map<String, String> settings) {

    String word(String name, String otherwise) {
      return settings.getOrDefault(name, otherwise);
    }

    boolean flag(String name, boolean otherwise) {
      return Boolean.parseBoolean(word(name, "" + otherwise));
    }

    int integer(String name, int otherwise) {
      return Integer.parseInt(word(name, "" + otherwise));
    }

    double number(String name, double otherwise) {
      return Double.parseDouble(word(name, "" + otherwise));
    }

    double base() {
      return number("rotaryBase", 10_000);
    }

    double[] array(String name) {
      return model.parameters.apply(path + name);
    }

    double[][] matrix(String name, int columns) {
      return Rows.rows(array(name), columns);
    }

    /// The `index`-th of `count` matrices that lie one behind the other.
    double[][] slice(String name, int index, int count, int columns) {
      double[] all = array(name);
      int size = all.length / count;
      return Rows.rows(Arrays.copyOfRange(all, index * size, (index + 1) * size), columns);
    }
  }

  private static double[][] tokens(int[] tokens) {
    double[][] column = new double[tokens.length][1];
    for (int t = 0; t < tokens.length; t++) {
      column[t][0] = tokens[t];
    }
    return column;
  }

  private static double[][] embedding(Use use, List<double[][]> in) {
    double[][] table = use.matrix("weight", use.integer("width", 256));
    double[][] y = new double[in.getFirst().length][];
    for (int t = 0; t < y.length; t++) {
      y[t] = table[(int) in.getFirst()[t][0]];
    }
    return y;
  }

  private static double[][] learnedPositions(Use use, List<double[][]> in) {
    double[][] x = in.getFirst();
    double[][] table = use.matrix("weight", x[0].length);
    double[][] y = new double[x.length][];
    for (int t = 0; t < x.length; t++) {
      y[t] = Rows.plus(new double[][] {x[t]}, new double[][] {table[t]})[0];
    }
    return y;
  }

  private static double[][] layerNorm(Use use, List<double[][]> in) {
    double[][] x = in.getFirst();
    int width = x[0].length;
    double[] gain = use.array("weight");
    double[] bias = use.flag("bias", true) ? use.array("bias") : new double[width];
    double[][] y = new double[x.length][width];
    for (int t = 0; t < x.length; t++) {
      double mean = 0;
      for (double value : x[t]) {
        mean += value / width;
      }
      double variance = 0;
      for (double value : x[t]) {
        variance += (value - mean) * (value - mean) / width;
      }
      for (int i = 0; i < width; i++) {
        double normal = (x[t][i] - mean) / Math.sqrt(variance + use.number("epsilon", 1e-5));
        y[t][i] = normal * gain[i] + bias[i];
      }
    }
    return y;
  }

  private static double[][] rmsNorm(double[][] x, double[] gain, double epsilon) {
    double[][] y = new double[x.length][gain.length];
    for (int t = 0; t < x.length; t++) {
      double square = 0;
      for (double value : x[t]) {
        square += value * value / gain.length;
      }
      for (int i = 0; i < gain.length; i++) {
        y[t][i] = x[t][i] / Math.sqrt(square + epsilon) * gain[i];
      }
    }
    return y;
  }

  private static double[][] linear(Use use, String name, double[][] x, boolean bias) {
    double[][] y = Rows.product(x, use.matrix(name + ".weight", x[0].length));
    if (bias) {
      double[] b = use.array(name + ".bias");
      for (double[] row : y) {
        for (int i = 0; i < row.length; i++) {
          row[i] += b[i];
        }
      }
    }
    return y;
  }

  private static double[][] mlp(Use use, List<double[][]> in) {
    boolean bias = use.flag("bias", false);
    double[][] up = linear(use, "up", in.getFirst(), bias);
    return linear(use, "down", Rows.map(up, Activations.of(use.word("activation", "gelu"))), bias);
  }

  private static double[][] gatedMlp(Use use, List<double[][]> in) {
    boolean bias = use.flag("bias", false);
    double[][] gate = linear(use, "gate", in.getFirst(), bias);
    double[][] up = linear(use, "up", in.getFirst(), bias);
    double[][] open = Rows.map(gate, Activations.of(use.word("activation", "silu")));
    return linear(use, "down", Rows.times(open, up), bias);
  }

  private static double[][] mixtureOfExperts(Use use, double[][] x) {
    int experts = use.integer("experts", 8);
    int topK = use.integer("topK", 2);
    double[][] scores = Rows.product(x, use.matrix("router.weight", x[0].length));
    double[][] y = new double[x.length][x[0].length];
    for (int t = 0; t < x.length; t++) {
      double[] probability = Rows.softmax(scores[t]);
      List<Integer> best =
          IntStream.range(0, experts)
              .boxed()
              .sorted(Comparator.comparingDouble(e -> -probability[e]))
              .limit(topK)
              .toList();
      double sum = topK == 1 ? 1 : best.stream().mapToDouble(e -> probability[e]).sum();
      for (int expert : best) {
        double[] made = expert(use, x[t], expert, experts);
        for (int i = 0; i < made.length; i++) {
          y[t][i] += probability[expert] / sum * made[i];
        }
      }
    }
    return y;
  }

  /// What one expert makes of one position.
  private static double[] expert(Use use, double[] x, int expert, int experts) {
    double[][] row = {x};
    double[][] up = Rows.product(row, use.slice("experts.up.weight", expert, experts, x.length));
    DoubleUnaryOperator activation = Activations.of(use.word("activation", "silu"));
    double[][] hidden =
        use.flag("gated", true)
            ? Rows.times(
                Rows.map(
                    Rows.product(row, use.slice("experts.gate.weight", expert, experts, x.length)),
                    activation),
                up)
            : Rows.map(up, activation);
    return Rows.product(
        hidden, use.slice("experts.down.weight", expert, experts, hidden[0].length))[0];
  }

  private static double[][] selfAttention(Use use, List<double[][]> in) {
    double[][] x = in.getFirst();
    int heads = use.integer("heads", 8);
    int keyHeads = use.integer("keyValueHeads", heads);
    boolean bias = use.flag("bias", false);
    double[][] query = position(use, "query", linear(use, "query", x, bias), heads);
    double[][] key = position(use, "key", linear(use, "key", x, bias), keyHeads);
    double[][] value = linear(use, "value", x, bias);
    double[][] mixed = new double[x.length][0];
    for (int h = 0; h < heads; h++) {
      int shared = h / (heads / keyHeads);
      mixed =
          Rows.beside(
              mixed,
              attend(
                  Rows.part(query, h, heads),
                  Rows.part(key, shared, keyHeads),
                  Rows.part(value, shared, keyHeads),
                  use.flag("causal", true),
                  use.integer("window", x.length),
                  use.integer("sinks", 0)));
    }
    return linear(use, "output", mixed, bias);
  }

  /// qk-norm within each head, then rotation, where they are asked for.
  private static double[][] position(Use use, String name, double[][] x, int heads) {
    double[][] y = x;
    if (use.flag("qkNorm", false)) {
      y = new double[x.length][0];
      for (int h = 0; h < heads; h++) {
        y = Rows.beside(y, rmsNorm(Rows.part(x, h, heads), use.array(name + "Norm.weight"), 1e-6));
      }
    }
    return use.flag("rotary", false) ? rotary(y, heads, use.base()) : y;
  }

  private static double[][] attend(
      double[][] q, double[][] k, double[][] v, boolean causal, int window, int sinks) {
    double[][] y = new double[q.length][v[0].length];
    for (int t = 0; t < q.length; t++) {
      int seen = causal ? t + 1 : k.length;
      double[] weight = new double[seen];
      double sum = 0;
      for (int s = 0; s < seen; s++) {
        if (causal && s <= t - window && s >= sinks) {
          continue;
        }
        weight[s] = Math.exp(Rows.dot(q[t], k[s]) / Math.sqrt(q[t].length));
        sum += weight[s];
      }
      for (int s = 0; s < seen; s++) {
        for (int i = 0; i < y[t].length; i++) {
          y[t][i] += weight[s] / sum * v[s][i];
        }
      }
    }
    return y;
  }

  /// The pair (i, i + D/2) of each head as a complex number, times exp(i t base^(-2i/D)).
  private static double[][] rotary(double[][] x, int heads, double base) {
    double[][] y = new double[x.length][x[0].length];
    int width = x[0].length / heads;
    int half = width / 2;
    for (int t = 0; t < x.length; t++) {
      for (int h = 0; h < heads; h++) {
        for (int i = 0; i < half; i++) {
          int a = h * width + i;
          int b = a + half;
          double angle = t / Math.pow(base, 2.0 * i / width);
          y[t][a] = x[t][a] * Math.cos(angle) - x[t][b] * Math.sin(angle);
          y[t][b] = x[t][a] * Math.sin(angle) + x[t][b] * Math.cos(angle);
        }
      }
    }
    return y;
  }

  private static double[][] head(Use use, List<double[][]> in) {
    double[][] x = in.getFirst();
    if (!use.flag("tied", true)) {
      return Rows.product(x, use.matrix("weight", x[0].length));
    }
    Node embedding =
        use.block().nodes().stream()
            .filter(n -> n.kind().equals("TokenEmbedding"))
            .findFirst()
            .orElseThrow();
    String table = use.prefix() + embedding.id() + ".weight";
    return Rows.product(x, Rows.rows(use.model().parameters.apply(table), x[0].length));
  }
}
