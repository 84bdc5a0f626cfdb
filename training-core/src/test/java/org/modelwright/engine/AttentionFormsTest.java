package org.modelwright.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.modelwright.compile.AttentionForm;
import org.modelwright.compile.ProgramText;
import org.modelwright.operator.Dimension;
import org.modelwright.operator.ElementType;
import org.modelwright.operator.Operator;
import org.modelwright.operator.Reach;
import org.modelwright.operator.Shape;
import org.modelwright.operator.TensorType;

class AttentionFormsTest {

  private static final int HEADS = 2;
  private static final int WIDTH = 4;

  /// One part, a part and a bit, two whole parts, and the single position of a decoder's first call.
  @ParameterizedTest
  @CsvSource({
    "7, true, 0, 0",
    "7, false, 0, 0",
    "130, true, 0, 0",
    "130, false, 0, 0",
    "256, true, 0, 0",
    "1, true, 0, 0",
    "1, true, 1, 1",
    "7, true, 3, 0",
    "7, true, 100, 2",
    "130, true, 1, 1",
    "256, true, 5, 3",
    "300, true, 128, 0",
    "300, true, 200, 130"
  })
  void bothFormsAreAttentionByItsDefinition(int length, boolean causal, long window, long sinks) {
    for (AttentionForm form : AttentionForm.values()) {
      compare(form, length, new Operator.Attention(causal, 0, new Reach(window, sinks)));
    }
  }

  private static void compare(AttentionForm form, int length, Operator.Attention attention) {
    double[][] inputs = new double[3][];
    try (Session session = Session.open(DeviceName.CPU, 1);
        Scope scope = session.scope();
        Tensor q = random(session, inputs, 0, length);
        Tensor k = random(session, inputs, 1, length);
        Tensor v = random(session, inputs, 2, length);
        LoadedProgram program =
            session.load(ProgramText.HEADER + ProgramText.attention(form, attention))) {
      double[] found =
          program
              .call(scope, "run", LoadedProgram.one(q), LoadedProgram.one(k), LoadedProgram.one(v))
              .doubles();
      for (int head = 0; head < HEADS; head++) {
        for (int t = 0; t < length; t++) {
          double[] wanted = mixed(inputs, head, t, length, attention);
          for (int d = 0; d < WIDTH; d++) {
            assertThat(found[at(t, head, d)]).isCloseTo(wanted[d], within(1e-12));
          }
        }
      }
    }
  }

  private static boolean sees(Operator.Attention attention, int t, int key) {
    Reach reach = attention.reach();
    return !attention.causal()
        || (key <= t && (reach.isWhole() || t - key < reach.window() || key < reach.sinks()));
  }

  /// softmax(q k / sqrt(width)) v of one query over the positions it sees.
  private static double[] mixed(
      double[][] inputs, int head, int t, int keys, Operator.Attention attention) {
    double[] result = new double[WIDTH];
    double sum = 0;
    for (int key = 0; key < keys; key++) {
      if (!sees(attention, t, key)) {
        continue;
      }
      double score = 0;
      for (int d = 0; d < WIDTH; d++) {
        score += inputs[0][at(t, head, d)] * inputs[1][at(key, head, d)];
      }
      double share = Math.exp(score / Math.sqrt(WIDTH));
      sum += share;
      for (int d = 0; d < WIDTH; d++) {
        result[d] += share * inputs[2][at(key, head, d)];
      }
    }
    for (int d = 0; d < WIDTH; d++) {
      result[d] /= sum;
    }
    return result;
  }

  private static int at(int t, int head, int d) {
    return (t * HEADS + head) * WIDTH + d;
  }

  private static Tensor random(Session session, double[][] inputs, int index, int length) {
    inputs[index] = new Random(index).doubles((long) length * HEADS * WIDTH, -2, 2).toArray();
    Tensor tensor = session.zeros(ElementType.FLOAT64, 1, length, HEADS, WIDTH);
    TestModel.set(tensor, inputs[index]);
    return tensor;
  }

  @Test
  void theComposedFormIsNotTriedWhereItWouldKeepMore() {
    try (Session session = Session.open(DeviceName.CPU, 1)) {
      var attention =
          new AttentionForms.Attention(
              1, 100_000, 8, 64, new Operator.Attention(true, 0), ElementType.FLOAT32);
      assertThat(AttentionForms.fastest(session, attention)).isEqualTo(AttentionForm.FUSED);
    }
  }

  /// Two products for each of heads * width features of a query, with each key it can see.
  @ParameterizedTest
  @CsvSource({"0, 0, 40", "6, 0, 6", "6, 2, 8", "39, 3, 40"})
  void theWorkIsThatOfTheKeysInReach(long window, long sinks, long keys) {
    Shape shape =
        new Shape(
            List.of(
                Dimension.BATCH, Dimension.of(HEADS), Dimension.POSITIONS, Dimension.of(WIDTH)));
    var type = new TensorType(ElementType.FLOAT32, shape);
    var attention = new Operator.Attention(true, 0, new Reach(window, sinks));
    assertThat(attention.multiplyAdds(List.of(type, type, type), Map.of("B", 3L, "T", 40L)))
        .isEqualTo(2 * 3 * 40 * HEADS * WIDTH * keys);
  }
}
