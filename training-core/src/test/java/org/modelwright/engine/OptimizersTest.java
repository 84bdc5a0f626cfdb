package org.modelwright.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.modelwright.compile.KernelForms;
import org.modelwright.compile.LossTerms;
import org.modelwright.compile.Models;
import org.modelwright.compile.Optimizer;
import org.modelwright.operator.NamePattern;
import org.modelwright.operator.Program;

/// Each optimizer against its paper's update in doubles, fed with the engine's own gradients.
class OptimizersTest {

  private static final double RATE = 0.01;
  private static final double DECAY = 0.1;
  private static final Optimizer.AdamW ADAM_W = new Optimizer.AdamW(0.9, 0.95, 1e-8);

  /// A parameter with one moment, both row by row.
  private record State(double[] p, double[] m, int rows) {}

  /// One update of one parameter.
  @FunctionalInterface
  private interface Update {
    void step(State state, double[] g, double decay);
  }

  @Test
  void sgdIsThatOfSutskeverWithDecayInTheGradient() {
    compare(
        new Optimizer.Sgd(0.9),
        (s, g, decay) -> {
          for (int i = 0; i < g.length; i++) {
            s.m[i] = 0.9 * s.m[i] + g[i] + decay * s.p[i];
            s.p[i] -= RATE * s.m[i];
          }
        },
        2e-6);
    compare(
        new Optimizer.Sgd(0),
        (s, g, decay) -> {
          for (int i = 0; i < g.length; i++) {
            s.p[i] -= RATE * (g[i] + decay * s.p[i]);
          }
        },
        2e-6);
  }

  @Test
  void lionIsProgramOneOfItsPaper() {
    compare(
        new Optimizer.Lion(0.9, 0.99),
        (s, g, decay) -> {
          for (int i = 0; i < g.length; i++) {
            double direction = 0.9 * s.m[i] + 0.1 * g[i];
            // where nothing but rounding decides the sign, either is right
            double sign = Math.abs(direction) < 1e-9 ? 0 : Math.signum(direction);
            s.p[i] -= RATE * (sign + decay * s.p[i]);
            s.m[i] = 0.99 * s.m[i] + 0.01 * g[i];
          }
        },
        2e-6);
  }

  @Test
  void muonOrthogonalizesNesterovMomentumOfInnerMatricesAlone() {
    var muon = new Optimizer.Muon(0.95, ADAM_W);
    compare(
        muon,
        (s, g, decay) -> {
          int columns = g.length / s.rows;
          double[] u = new double[g.length];
          for (int i = 0; i < g.length; i++) {
            s.m[i] = 0.95 * s.m[i] + g[i];
            u[i] = g[i] + 0.95 * s.m[i];
          }
          double[][] o = orthogonalize(matrix(u, s.rows));
          double part = 0.2 * Math.sqrt(Math.max(s.rows, columns));
          for (int i = 0; i < g.length; i++) {
            s.p[i] -= RATE * (part * o[i / columns][i % columns] + decay * s.p[i]);
          }
        },
        2e-5);
    Program program = Models.compile(Models.GPT);
    List<Program.Slot> slots = program.slots();
    var groups = new Optimizer(muon, DECAY, 1, 0, List.of()).groups(program, slots);
    List<String> matrices = new ArrayList<>();
    groups.forEach((group, members) -> {
      if (group.rule().equals(muon)) {
        members.forEach(i -> matrices.add(slots.get(i).name()));
      }
    });
    assertThat(matrices)
        .isNotEmpty()
        .noneMatch(n -> n.startsWith("embed") || n.startsWith("head") || n.contains("bias"))
        .anyMatch(n -> n.endsWith("query.weight"));
  }

  @Test
  void muonTakesExpertsOneByOneAndTheRouterNot() {
    var muon = new Optimizer.Muon(0.95, ADAM_W);
    Program program = Models.compile(Models.MIXTURE);
    List<Program.Slot> slots = program.slots();
    List<String> own = new ArrayList<>();
    new Optimizer(muon, 0, 0, 0, List.of())
        .groups(program, slots)
        .forEach((group, members) -> {
          if (group.rule().equals(muon)) {
            members.forEach(i -> own.add(slots.get(i).name()));
          }
        });
    assertThat(own).anyMatch(n -> n.contains("experts")).noneMatch(n -> n.contains("router"));
    try (var model = new TestModel(program);
        var stepper =
            new Stepper(
                model.parameters,
                program,
                KernelForms.PLAIN,
                new Optimizer(muon, 0, 0, 0, List.of()),
                0,
                LossTerms.NONE)) {
      int i =
          model.parameters.slots().stream()
              .map(Program.Slot::name)
              .toList()
              .indexOf(own.stream().filter(n -> n.contains("experts")).findFirst().orElseThrow());
      Tensor stack = model.parameters.tensors().get(i);
      int count = (int) stack.shape()[0];
      int rows = (int) stack.shape()[1];
      int size = (int) stack.elements() / count;
      double[] before = stack.doubles();
      model.accumulate(stepper, 1);
      double[] g = stepper.gradients().get(i).doubles();
      stepper.update(RATE, 1, Float.MAX_VALUE);
      double[] after = stack.doubles();
      double part = 0.2 * Math.sqrt(Math.max(rows, size / rows));
      for (int expert = 0; expert < count; expert++) {
        double[] own1 = Arrays.copyOfRange(g, expert * size, (expert + 1) * size);
        double[][] o =
            orthogonalize(matrix(Arrays.stream(own1).map(x -> 1.95 * x).toArray(), rows));
        for (int k = 0; k < size; k++) {
          double wanted =
              before[expert * size + k] - RATE * part * o[k / (size / rows)][k % (size / rows)];
          assertThat(after[expert * size + k]).isCloseTo(wanted, within(2e-5));
        }
      }
    }
  }

  @Test
  void normsAreThoseBeforeClippingAlsoAfterAnUpdate() {
    for (Optimizer.Rule rule :
        List.of(
            ADAM_W,
            new Optimizer.Sgd(0.9),
            new Optimizer.Lion(0.9, 0.99),
            new Optimizer.Muon(0.95, ADAM_W))) {
      for (double clip : new double[] {0, 0.05}) {
        try (var model = new TestModel(Models.compile(Models.GPT));
            var stepper =
                new Stepper(
                    model.parameters,
                    model.program,
                    KernelForms.PLAIN,
                    new Optimizer(rule, DECAY, clip, 0, List.of()),
                    0,
                    LossTerms.NONE)) {
          model.accumulate(stepper, 1, 8);
          List<Stepper.Norms> before = stepper.norms(8);
          stepper.update(RATE, 8, Float.MAX_VALUE);
          List<Stepper.Norms> after = stepper.norms(8);
          for (int i = 0; i < before.size(); i++) {
            assertThat(after.get(i).gradient())
                .as(rule + " " + before.get(i).name())
                .isCloseTo(
                    before.get(i).gradient(), within(1e-5 + 1e-4 * before.get(i).gradient()));
          }
        }
      }
    }
  }

  /// Three steps, of all parameters that follow `rule`; clipping is at work.
  private static void compare(Optimizer.Rule rule, Update update, double tolerance) {
    var optimizer = new Optimizer(rule, DECAY, 0.05, 0, List.of());
    try (var model = new TestModel(Models.compile(Models.GPT));
        var stepper =
            new Stepper(
                model.parameters, model.program, KernelForms.PLAIN, optimizer, 0, LossTerms.NONE)) {
      List<Program.Slot> slots = model.parameters.slots();
      List<Integer> own = new ArrayList<>();
      optimizer
          .groups(model.program, slots)
          .forEach((group, members) -> {
            if (group.rule().equals(rule)) {
              own.addAll(members);
            }
          });
      List<State> states = new ArrayList<>();
      for (int i : own) {
        Tensor tensor = model.parameters.tensors().get(i);
        states.add(
            new State(
                tensor.doubles(), new double[(int) tensor.elements()], (int) tensor.shape()[0]));
      }
      for (int t = 1; t <= 3; t++) {
        model.accumulate(stepper, t);
        List<double[]> gradients = new ArrayList<>();
        stepper.gradients().forEach(g -> gradients.add(g.doubles()));
        double norm =
            Math.sqrt(gradients.stream().flatMapToDouble(Arrays::stream).map(x -> x * x).sum());
        double scale = Math.min(1, 0.05 / (norm + 1e-6));
        stepper.update(RATE, 1, Float.MAX_VALUE);
        for (int k = 0; k < own.size(); k++) {
          int i = own.get(k);
          double[] g = Arrays.stream(gradients.get(i)).map(x -> x * scale).toArray();
          update.step(states.get(k), g, slots.get(i).decays() ? DECAY : 0);
          double[] found = model.parameters.tensors().get(i).doubles();
          double[] wanted = states.get(k).p();
          for (int j = 0; j < wanted.length; j++) {
            boolean undecided = rule instanceof Optimizer.Lion && Math.abs(g[j]) < 1e-8;
            if (!undecided) {
              assertThat(found[j])
                  .as("step %s, %s[%s]", t, slots.get(i).name(), j)
                  .isCloseTo(wanted[j], within(tolerance));
            }
          }
        }
      }
    }
  }

  private static double[][] matrix(double[] values, int rows) {
    int columns = values.length / rows;
    double[][] matrix = new double[rows][];
    for (int r = 0; r < rows; r++) {
      matrix[r] = Arrays.copyOfRange(values, r * columns, (r + 1) * columns);
    }
    return matrix;
  }

  /// Jordan's five steps; a tall matrix is taken lying.
  private static double[][] orthogonalize(double[][] g) {
    if (g.length > g[0].length) {
      return transposed(orthogonalize(transposed(g)));
    }
    double norm = Math.sqrt(Arrays.stream(g).flatMapToDouble(Arrays::stream).map(v -> v * v).sum());
    double[][] x = combine(1 / (norm + 1e-7), g, 0, g);
    for (int i = 0; i < 5; i++) {
      double[][] a = product(x, transposed(x));
      double[][] b = combine(-4.7750, a, 2.0315, product(a, a));
      x = combine(3.4445, x, 1, product(b, x));
    }
    return x;
  }

  private static double[][] combine(double a, double[][] x, double b, double[][] y) {
    double[][] sum = new double[x.length][x[0].length];
    for (int r = 0; r < x.length; r++) {
      for (int c = 0; c < x[0].length; c++) {
        sum[r][c] = a * x[r][c] + b * y[r][c];
      }
    }
    return sum;
  }

  private static double[][] product(double[][] x, double[][] y) {
    double[][] result = new double[x.length][y[0].length];
    for (int r = 0; r < x.length; r++) {
      for (int c = 0; c < y[0].length; c++) {
        for (int k = 0; k < y.length; k++) {
          result[r][c] += x[r][k] * y[k][c];
        }
      }
    }
    return result;
  }

  private static double[][] transposed(double[][] x) {
    double[][] result = new double[x[0].length][x.length];
    for (int r = 0; r < x.length; r++) {
      for (int c = 0; c < x[0].length; c++) {
        result[c][r] = x[r][c];
      }
    }
    return result;
  }

  @Test
  void averagesFollowTheWeightsAndSkipWhatIsSkipped() {
    var optimizer = new Optimizer(ADAM_W, DECAY, 1, 0.5, List.of());
    try (var model = new TestModel(Models.compile(Models.REPEATED));
        var stepper =
            new Stepper(
                model.parameters, model.program, KernelForms.PLAIN, optimizer, 0, LossTerms.NONE)) {
      Tensor weight = model.parameters.tensors().get(1);
      Tensor average = stepper.averaged().orElseThrow().tensors().get(1);
      double[] wanted = weight.doubles();
      assertThat(average.doubles()).isEqualTo(wanted);
      for (int t = 1; t <= 8; t++) {
        model.accumulate(stepper, t);
        boolean skipped = t == 3;
        stepper.update(RATE, 1, skipped ? -1 : Float.MAX_VALUE);
        int made = t < 3 ? t : t - 1;
        double decay = Math.min(0.5, (1.0 + made) / (10.0 + made));
        double[] now = weight.doubles();
        for (int i = 0; i < wanted.length && !skipped; i++) {
          wanted[i] = decay * wanted[i] + (1 - decay) * now[i];
        }
        assertThat(average.doubles()).containsExactly(wanted, within(1e-6));
      }
      assertThat(average.doubles()).isNotEqualTo(weight.doubles());
    }
  }

  @Test
  void aFactorSlowsSomeParametersAndZeroHoldsThem() {
    var rates =
        List.of(
            new Optimizer.Rate(new NamePattern("embed.*"), 0.5),
            new Optimizer.Rate(new NamePattern("*.query.weight"), 0));
    for (Optimizer.Rule rule :
        List.of(new Optimizer.Sgd(0), ADAM_W, new Optimizer.Lion(0.9, 0.99))) {
      double[][] moved = new double[2][];
      for (int with = 0; with < 2; with++) {
        var optimizer = new Optimizer(rule, 0, 0, 0, with == 0 ? List.of() : rates);
        try (var model = new TestModel(Models.compile(Models.GPT));
            var stepper =
                new Stepper(
                    model.parameters,
                    model.program,
                    KernelForms.PLAIN,
                    optimizer,
                    0,
                    LossTerms.NONE)) {
          model.accumulate(stepper, 1);
          try (var before = stepper.keepWeights()) {
            stepper.update(RATE, 1, Float.MAX_VALUE);
            moved[with] = before.moved();
          }
          List<Program.Slot> slots = model.parameters.slots();
          for (int i = 0; with == 1 && i < slots.size(); i++) {
            String name = slots.get(i).name();
            double factor = name.startsWith("embed.") ? 0.5 : name.endsWith("query.weight") ? 0 : 1;
            assertThat(moved[1][i])
                .as(rule + " " + name)
                .isCloseTo(factor * moved[0][i], within(1e-4 * moved[0][i]));
          }
        }
      }
    }
  }
}
