package org.modelwright.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.modelwright.compile.Costs;
import org.modelwright.compile.FloatingPoint;
import org.modelwright.compile.Models;
import org.modelwright.operator.ElementType;

/// What a mixture of experts does in training alone: it drops choices and evens out its work. What it
/// computes otherwise is among the [org.modelwright.layer.LayerCases].
class MixtureOfExpertsTest {

  private static final int WIDTH = 8;
  private static final int POSITIONS = TestModel.ROWS * TestModel.LENGTH;

  /// Ungated experts whose activation is tanh, 3 wide.
  private static String mixture(int experts, int topK, double capacityFactor) {
    return Models.around(
        "{id: it, kind: MixtureOfExperts, from: [embed], experts: %d, topK: %d, hidden: 3, gated: false, activation: tanh, capacityFactor: %s, balance: 0.25}"
            .formatted(experts, topK, capacityFactor));
  }

  private static TestModel model(String drawing) {
    return new TestModel(FloatingPoint.apply(Models.compile(drawing), ElementType.FLOAT64));
  }

  /// Makes every position choose by the token alone: the router reads features 0 to experts - 1, which
  /// the table sets to `scores`.
  private static void route(TestModel model, int experts, double[]... scores) {
    double[] router = new double[experts * WIDTH];
    for (int expert = 0; expert < experts; expert++) {
      router[expert * WIDTH + expert] = 1;
    }
    TestModel.set(model.parameters.get("it.router.weight"), router);
    double[] table = new double[Models.VOCABULARY * WIDTH];
    for (int token = 0; token < scores.length; token++) {
      System.arraycopy(scores[token], 0, table, token * WIDTH, experts);
    }
    TestModel.set(model.parameters.get("embed.weight"), table);
  }

  private static Stepper.Losses losses(TestModel model) {
    try (Stepper stepper = model.stepper()) {
      return model.losses(stepper, 1, 1);
    }
  }

  @Test
  void withoutPreferencesTheBalanceLossIsItsCoefficient() {
    for (int topK = 1; topK <= 4; topK++) {
      try (TestModel model = model(mixture(4, topK, 0))) {
        route(model, 4);
        Stepper.Losses losses = losses(model);
        assertThat(losses.auxiliary()).isCloseTo(0.25, within(1e-12));
        assertThat(losses.droppedTokens()).isZero();
      }
    }
  }

  /// Token 0 prefers expert 0, token 1 expert 2. Of ten positions six are token 0: f is 6/10 and 4/10,
  /// and a capacity of ceil(1 * 10 / 4) = 3 drops 3 + 1 of ten choices.
  @Test
  void balanceLossAndDroppedTokensByHand() {
    try (TestModel model = model(mixture(4, 1, 1))) {
      route(model, 4, new double[] {2, 0, 0, 0}, new double[] {0, 0, 2, 0});
      for (int t = 0; t < POSITIONS; t++) {
        model.tokens.put(t, t < 6 ? 0 : 1);
      }
      double high = Math.exp(2) / (Math.exp(2) + 3);
      double low = 1 / (Math.exp(2) + 3);
      double first = 0.6 * high + 0.4 * low;
      double third = 0.4 * high + 0.6 * low;
      Stepper.Losses losses = losses(model);
      assertThat(losses.auxiliary())
          .isCloseTo(0.25 * 4 * (0.6 * first + 0.4 * third), within(1e-12));
      assertThat(losses.droppedTokens()).isCloseTo(0.4, within(1e-12));
    }
  }

  /// The mean over two layers: one drops 4 of ten choices, the other none.
  @Test
  void figuresOfSeveralLayersAreSumAndMean() {
    String two =
        """
        {id: it, kind: MixtureOfExperts, from: [embed], experts: 4, topK: 1, hidden: 3, capacityFactor: 1, balance: 0}
        {id: free, kind: MixtureOfExperts, from: [embed], experts: 4, topK: 1, hidden: 3, balance: 0.5}
        {id: both, kind: Add, from: [it, free]}\
        """;
    try (TestModel model =
        model(Models.around(two).replace("from: [it], tied", "from: [both], tied"))) {
      route(model, 4, new double[] {2, 0, 0, 0}, new double[] {0, 0, 2, 0});
      TestModel.set(model.parameters.get("free.router.weight"), new double[4 * WIDTH]);
      for (int t = 0; t < POSITIONS; t++) {
        model.tokens.put(t, t < 6 ? 0 : 1);
      }
      Stepper.Losses losses = losses(model);
      assertThat(losses.auxiliary()).isCloseTo(0.5, within(1e-12));
      assertThat(losses.droppedTokens()).isCloseTo(0.2, within(1e-12));
    }
  }

  /// The cross-entropy with the limits of training, by the definition: all first choices in the order
  /// of positions, then all second ones, as long as their expert has room.
  @ParameterizedTest
  @CsvSource({"4, 1, 0.5", "4, 2, 1", "4, 2, 0.6", "3, 3, 0.9", "5, 2, 0.1", "4, 2, 0"})
  void whatIsDroppedAddsNothing(int experts, int topK, double factor) {
    try (TestModel model = model(mixture(experts, topK, factor))) {
      double[][] x = new double[POSITIONS][];
      double[] table = model.parameters.get("embed.weight").doubles();
      for (int t = 0; t < POSITIONS; t++) {
        int token = (int) model.tokens.get(t);
        x[t] = Arrays.copyOfRange(table, token * WIDTH, (token + 1) * WIDTH);
      }
      double[][] probabilities =
          Arrays.stream(x)
              .map(row -> softmax(product(row, values(model, "router"), 0, experts)))
              .toArray(double[][]::new);
      List<List<Integer>> chosen = Arrays.stream(probabilities).map(p -> best(p, topK)).toList();
      double most =
          factor == 0 ? Double.MAX_VALUE : Math.ceil(factor * topK * POSITIONS / (double) experts);
      int[] taken = new int[experts];
      double[][] y = new double[POSITIONS][WIDTH];
      int dropped = 0;
      for (int choice = 0; choice < topK; choice++) {
        for (int t = 0; t < POSITIONS; t++) {
          int expert = chosen.get(t).get(choice);
          if (taken[expert]++ >= most) {
            dropped++;
            continue;
          }
          double[] p = probabilities[t];
          double sum = topK == 1 ? 1 : chosen.get(t).stream().mapToDouble(e -> p[e]).sum();
          double[] hidden = product(x[t], values(model, "experts.up"), expert, 3);
          double[] made =
              product(
                  Arrays.stream(hidden).map(Math::tanh).toArray(),
                  values(model, "experts.down"),
                  expert,
                  WIDTH);
          for (int i = 0; i < WIDTH; i++) {
            y[t][i] += p[expert] / sum * made[i];
          }
        }
      }
      double loss = 0;
      double[] head = model.parameters.get("head.weight").doubles();
      for (int t = 0; t < POSITIONS; t++) {
        double[] scores = product(y[t], head, 0, Models.VOCABULARY);
        loss -= Math.log(softmax(scores)[(int) model.targets.get(t)]) / POSITIONS;
      }
      Stepper.Losses found = losses(model);
      assertThat(found.crossEntropy()).isCloseTo(loss, within(1e-12));
      assertThat(found.droppedTokens())
          .isCloseTo(dropped / (double) (topK * POSITIONS), within(1e-12));
      assertThat(dropped).matches(count -> factor == 0 ? count == 0 : count > 0);
    }
  }

  private static double[] values(TestModel model, String name) {
    return model.parameters.get("it." + name + ".weight").doubles();
  }

  /// x times the transposed matrix of `out` rows that stands at `index` among others.
  private static double[] product(double[] x, double[] matrices, int index, int out) {
    double[] y = new double[out];
    for (int i = 0; i < out; i++) {
      for (int j = 0; j < x.length; j++) {
        y[i] += x[j] * matrices[(index * out + i) * x.length + j];
      }
    }
    return y;
  }

  private static double[] softmax(double[] scores) {
    double sum = Arrays.stream(scores).map(Math::exp).sum();
    return Arrays.stream(scores).map(s -> Math.exp(s) / sum).toArray();
  }

  private static List<Integer> best(double[] probabilities, int count) {
    return IntStream.range(0, probabilities.length)
        .boxed()
        .sorted(Comparator.comparingDouble(e -> -probabilities[e]))
        .limit(count)
        .toList();
  }

  /// A drawing without experts has neither figure.
  @Test
  void otherDrawingsHaveNoFigures() {
    try (TestModel model = model(Models.GPT)) {
      Stepper.Losses losses = losses(model);
      assertThat(losses.auxiliary()).isNull();
      assertThat(losses.droppedTokens()).isNull();
    }
  }

  /// 5 experts hold 5 times 3 matrices of 8 x 12 and a router of 5 x 8; a position runs the router and
  /// two experts.
  @Test
  void workIsThatOfTheChosenExperts() {
    Costs.Node node =
        Costs.of(
                Models.compile(
                    Models.around(
                        "{id: it, kind: MixtureOfExperts, from: [embed], experts: 5, hidden: 12}")),
                2,
                10)
            .stream()
            .filter(n -> n.id().equals("it"))
            .findFirst()
            .orElseThrow();
    assertThat(node.parameters()).isEqualTo(5 * 3 * 8 * 12 + 5 * 8);
    assertThat(node.multiplyAdds()).isEqualTo(20 * (2 * 3 * 8 * 12 + 5 * 8));
    // float32: input and probabilities, and for each of two choices two rows of 8 and four of 12
    assertThat(node.activationBytes()).isEqualTo(4 * 20 * (8 + 5 + 2 * (2 * 8 + 4 * 12)));
  }
}
