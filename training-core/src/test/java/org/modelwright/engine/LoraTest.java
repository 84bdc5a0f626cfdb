package org.modelwright.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.modelwright.compile.Costs;
import org.modelwright.compile.KernelForms;
import org.modelwright.compile.Lora;
import org.modelwright.compile.LossTerms;
import org.modelwright.compile.Models;
import org.modelwright.operator.NamePattern;
import org.modelwright.operator.Program;

/// Adapted models against ones whose weights have the product added by hand.
class LoraTest {

  private static final Lora ALL = new Lora(2, 6, List.of(new NamePattern("*")));

  static Stream<Program> programs() {
    return Stream.of(
        Models.compile(Models.GPT),
        Models.compile(Models.LLAMA),
        Models.compile(Models.MIXTURE),
        Models.compile(Models.LLAMA.replace("tied: true", "tied: false")),
        Models.compile(
            """
            format: 1
            main:
              nodes:
                - {id: tokens, kind: TokenInput}
                - {id: embed, kind: TokenEmbedding, from: [tokens], width: 8}
                - {id: mix, kind: SelfAttention, from: [embed], heads: 2, repeat: 2}
                - {id: map, kind: Linear, from: [mix], repeat: 2}
                - {id: head, kind: LanguageModelHead, from: [map], tied: false}
            """));
  }

  @ParameterizedTest
  @MethodSource("programs")
  void theScoresAreThoseOfTheSummedWeights(Program program) {
    Program adapted = ALL.apply(program);
    List<String> added =
        adapted.slots().stream().map(Program.Slot::name).filter(Lora::adds).toList();
    assertThat(added).isNotEmpty().noneMatch(n -> n.startsWith("head") || n.startsWith("embed"));
    assertThat(added).hasSize(2 * Lora.maps(program).size());
    try (var model = new TestModel(adapted);
        var plain = new TestModel(program)) {
      for (Program.Slot slot : program.slots()) {
        double[] sum = model.parameters.get(slot.name()).doubles();
        String map = slot.name().replaceFirst("[.]weight$", "");
        if (added.contains(map + Lora.A)) {
          double[] a = model.parameters.get(map + Lora.A).doubles();
          double[] b = model.parameters.get(map + Lora.B).doubles();
          int in = a.length / 2;
          for (int i = 0; i < sum.length; i++) {
            for (int k = 0; k < 2; k++) {
              sum[i] += 3 * b[i / in * 2 + k] * a[k * in + i % in];
            }
          }
        }
        TestModel.set(plain.parameters.get(slot.name()), sum);
      }
      plain.tokens.put(0, model.tokens, 0, model.tokens.capacity());
      double[] wanted = plain.scores();
      double scale = Math.max(1, java.util.Arrays.stream(wanted).map(Math::abs).max().orElse(0));
      assertThat(model.scores()).containsExactly(wanted, within(2e-4 * scale));
    }
  }

  @ParameterizedTest
  @MethodSource("programs")
  void onlyWhatIsAddedLearns(Program program) {
    for (int checkpointing = 0; checkpointing < 2; checkpointing++) {
      Program adapted = ALL.apply(program);
      if (checkpointing == 1 && adapted.entry().calls().isEmpty()) {
        continue;
      }
      try (var model = new TestModel(adapted)) {
        Parameters part = model.parameters.training(Lora::adds);
        try (var stepper =
            new Stepper(
                part,
                adapted,
                KernelForms.PLAIN,
                TestModel.adamW(0, 0),
                checkpointing,
                LossTerms.NONE)) {
          List<double[]> before = part.tensors().stream().map(Tensor::doubles).toList();
          double first = model.accumulate(stepper, 1);
          stepper.update(1e-3, 1, Float.MAX_VALUE);
          for (int i = 0; i < before.size(); i++) {
            String name = part.slots().get(i).name();
            boolean same = java.util.Arrays.equals(part.tensors().get(i).doubles(), before.get(i));
            assertThat(same).as(name).isEqualTo(!Lora.adds(name));
          }
          assertThat(model.accumulate(stepper, 1)).isNotEqualTo(first);
        }
      }
    }
  }

  @Test
  void trainingBeginsWithTheOldModel() {
    Program program = Models.compile(Models.GPT);
    Program adapted = ALL.apply(program);
    try (Session session = Session.open(DeviceName.CPU, 1)) {
      Parameters parameters = Parameters.initialize(session, adapted, 1);
      for (Program.Slot slot : adapted.slots()) {
        if (slot.name().endsWith(Lora.B)) {
          assertThat(parameters.get(slot.name()).doubles()).containsOnly(0);
        }
      }
    }
  }

  /// By hand: of a frozen matrix product nothing but the input's gradient is computed.
  @Test
  void frozenWeightsCostNoGradientOfTheirOwn() {
    Program program = Models.compile(Models.GPT);
    double all = Costs.flopsPerToken(program, 5);
    long matrices =
        program.slots().stream()
            .filter(s -> s.name().endsWith("query.weight"))
            .mapToLong(s -> s.type().shape().elements().resolve(Map.of()))
            .sum();
    assertThat(matrices).isPositive();
    assertThat(
            Costs.flopsPerToken(
                program, 5, n -> !n.endsWith("query.weight") && !n.endsWith("query.bias")))
        .isCloseTo(all - 2.0 * matrices, within(1e-6 * all));
  }
}
