package org.modelwright.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.modelwright.compile.Compiler;
import org.modelwright.compile.CustomUses;
import org.modelwright.compile.FloatingPoint;
import org.modelwright.compile.KernelForms;
import org.modelwright.compile.LayerKinds;
import org.modelwright.compile.LossTerms;
import org.modelwright.compile.Models;
import org.modelwright.graph.Architecture;
import org.modelwright.graph.CustomLayer;
import org.modelwright.layer.custom.CustomKind;
import org.modelwright.layer.custom.Layers;
import org.modelwright.operator.ElementType;
import org.modelwright.operator.Program;

/// Custom layers in the engine: they compute what the layers of the catalogue compute, in every place
/// where a layer can stand, and a trial finds what is wrong with them.
class CustomLayerTest {

  private static final String OWN_NORM =
      """
      layers:
        OwnNorm:
          inputs: [x]
          settings: {epsilon: 1e-5}
          parameters:
            weight: {shape: [width], init: 1}
          positionwise: true
          code: |
            square = torch.mean(x ** 2, -1, keepdim=True)
            return x * torch.rsqrt(square + epsilon) * weight
        Past:
          inputs: {x: [B, T, width]}
          parameters:
            weight: {shape: [width, width], init: normal}
          multiplyAdds: B*T*width*width
          code: |
            count = torch.cumsum(torch.ones_like(x), 1)
            return x + torch.tanh(torch.cumsum(x, 1) / count) @ weight
      """;

  private static String own(String drawing) {
    return drawing.replace("format: 1\n", "format: 1\n" + OWN_NORM);
  }

  private static Program compile(String drawing, ElementType element) {
    return FloatingPoint.apply(
        Compiler.compile(Models.parse(drawing), OptionalLong.of(Models.VOCABULARY))
            .require("drawing"),
        element);
  }

  static Stream<String> withNorms() {
    return Stream.of(
        Models.LLAMA,
        Models.around("{id: it, kind: RMSNorm, from: [embed], epsilon: 0.01}"),
        Models.around("{id: it, kind: RMSNorm, from: [embed], repeat: 3}"));
  }

  @ParameterizedTest
  @MethodSource("withNorms")
  void equalsTheLayerOfTheCatalogueInValuesAndGradients(String drawing) {
    Program expected = compile(drawing, ElementType.FLOAT64);
    Program own =
        compile(own(drawing.replace("kind: RMSNorm", "kind: OwnNorm")), ElementType.FLOAT64);
    assertThat(own.slots()).isEqualTo(expected.slots());
    try (var one = new TestModel(expected);
        var other = new TestModel(own);
        Stepper oneStepper = one.stepper();
        Stepper otherStepper = other.stepper()) {
      assertThat(other.scores()).containsExactly(one.scores(), within(1e-12));
      assertThat(other.accumulate(otherStepper, 5))
          .isCloseTo(one.accumulate(oneStepper, 5), within(1e-12));
      for (int i = 0; i < expected.slots().size(); i++) {
        assertThat(otherStepper.gradients().get(i).doubles())
            .as(expected.slots().get(i).name())
            .containsExactly(oneStepper.gradients().get(i).doubles(), within(1e-12));
      }
    }
  }

  /// Names of methods and variables of the printed program are free for layers.
  @ParameterizedTest
  @ValueSource(strings = {"rotary", "accumulate", "training", "seed", "p", "o"})
  void aLayerMayBeNamedLikeWhatThePrinterNames(String kind) {
    String drawing = Models.around("{id: it, kind: RMSNorm, from: [embed]}");
    String own =
        own(drawing)
            .replace("OwnNorm:", kind + ":")
            .replace("RMSNorm", kind)
            .replace("it,", kind + ",");
    try (var one = new TestModel(compile(drawing, ElementType.FLOAT64));
        var other =
            new TestModel(compile(own.replace("[it]", "[" + kind + "]"), ElementType.FLOAT64));
        Stepper stepper = other.stepper()) {
      assertThat(other.scores()).containsExactly(one.scores(), within(1e-12));
      assertThat(other.accumulate(stepper, 1)).isFinite();
    }
  }

  @Test
  void severalInputsWithWidthsOfTheirOwn() {
    String nodes =
        """
        {id: wide, kind: Linear, from: [embed], width: 12}
        {id: it, kind: Concat, from: [embed, wide]}
        """;
    String own =
        Models.around(nodes.replace("Concat", "Join"))
            .replace(
                "format: 1\n",
                """
                format: 1
                layers:
                  Join:
                    inputs: {a: [B, T, width], b: [B, T, second]}
                    output: [B, T, width + second]
                    positionwise: true
                    code: return torch.cat([a, b], -1)
                """);
    try (var one = new TestModel(compile(Models.around(nodes), ElementType.FLOAT64));
        var other = new TestModel(compile(own, ElementType.FLOAT64))) {
      assertThat(other.scores()).isEqualTo(one.scores());
    }
  }

  private static final String STACK =
      own(
          """
          format: 1
          blocks:
            layer:
              inputs: [x]
              nodes:
                - {id: norm, kind: OwnNorm, from: [x]}
                - {id: past, kind: Past, from: [norm]}
                - {id: attention, kind: SelfAttention, from: [past], heads: 2, rotary: true}
                - {id: add, kind: Add, from: [x, attention]}
              outputs: [add]
          main:
            nodes:
              - {id: tokens, kind: TokenInput}
              - {id: embed, kind: TokenEmbedding, from: [tokens], width: 8}
              - {id: stack, kind: layer, from: [embed], repeat: 3}
              - {id: norm, kind: OwnNorm, from: [stack]}
              - {id: head, kind: LanguageModelHead, from: [norm], tied: false}
          """);

  @Test
  void checkpointingGivesTheSameGradients() {
    Program program = compile(STACK, ElementType.FLOAT32);
    try (var model = new TestModel(program);
        var plain = model.stepper();
        var again =
            new Stepper(
                model.parameters,
                program,
                KernelForms.PLAIN,
                TestModel.OPTIMIZER,
                1,
                LossTerms.NONE)) {
      assertThat(model.accumulate(again, 5)).isEqualTo(model.accumulate(plain, 5));
      for (int i = 0; i < program.slots().size(); i++) {
        assertThat(again.gradients().get(i).doubles())
            .isEqualTo(plain.gradients().get(i).doubles());
      }
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"BFLOAT16", "FLOAT16"})
  void runsInFullPrecisionAmongLower(ElementType low) {
    try (var model = new TestModel(compile(STACK, ElementType.FLOAT32))) {
      double[] full = model.scores();
      double[] mixed = model.scores(KernelForms.PLAIN, low);
      assertThat(mixed).isNotEqualTo(full);
      assertThat(mixed).containsExactly(full, within(0.3));
    }
  }

  /// With and without a layer that looks back: the decoder gives what the whole window gives.
  @ParameterizedTest
  @ValueSource(strings = {"Past", "OwnNorm"})
  void decodesAsTheWholeWindowDoes(String kind) {
    Program program =
        compile(
            STACK.replace("{id: past, kind: Past", "{id: past, kind: " + kind),
            ElementType.FLOAT32);
    try (var model = new TestModel(program);
        var decoder = new Decoder(model.parameters, program, TestModel.LENGTH)) {
      double[] expected = model.scores();
      int[] row = model.row(0);
      for (int round = 0; round < 2; round++) {
        int read = round + 1;
        compare(decoder.read(Arrays.copyOf(row, read)), expected, read - 1);
        for (int t = read; t < row.length; t++) {
          compare(decoder.read(new int[] {row[t]}), expected, t);
        }
        decoder.reset();
      }
    }
  }

  private static void compare(double[] scores, double[] all, int position) {
    int from = position * Models.VOCABULARY;
    assertThat(scores)
        .containsExactly(Arrays.copyOfRange(all, from, from + Models.VOCABULARY), within(1e-5));
  }

  private static CustomTrial.Report trial(CustomLayer layer) {
    var architecture =
        new Architecture(Map.of(layer.name(), layer), Map.of(), Architecture.empty().main());
    CustomKind kind = new LayerKinds(architecture).custom().getFirst();
    try (Session session = Session.open(DeviceName.CPU, 1)) {
      return CustomTrial.run(
          session,
          CustomUses.of(architecture, OptionalLong.empty(), kind).getFirst(),
          kind.operands(),
          kind.inputs().size());
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "POSITIONWISE true x * torch.sigmoid(x)",
        "POSITIONWISE false torch.softmax(x, -1)",
        // -7 = -3 * 3 + 2, where 16 - 13 is 3: any other answer has the root of a number below 0
        "POSITIONWISE true x + torch.sqrt(0 - ((0 - 7) % (width - 13) - 2) ** 2)",
        "POSITIONWISE true x + torch.sqrt(0 - ((0 - 7) // (width - 13) + 3) ** 2)",
        "CAUSAL false torch.cumsum(x, 1)",
        "CAUSAL false torch.logcumsumexp(x, 1)",
        "CAUSAL false torch.constant_pad_nd(x, [0, 0, 1, 0])[:, :-1] + x",
      })
  void aSoundLayerPassesAndItsDependenceIsFound(String words) {
    String[] parts = words.split(" ", 3);
    CustomTrial.Report report =
        trial(Layers.plain("Sound", parts[1].equals("true"), "return " + parts[2]));
    assertThat(report.faults()).isEmpty();
    assertThat(report.dependence()).hasToString(parts[0]);
    assertThat(report.shape()).isEqualTo(List.of(2L, 5L, 16L));
  }

  @ParameterizedTest
  @MethodSource("faulty")
  void aTrialSaysWhatIsWrong(boolean positionwise, String code, String words) {
    assertThat(trial(Layers.plain("Faulty", positionwise, code)).faults())
        .anySatisfy(fault -> assertThat(fault.english()).contains(words).endsWith("."));
  }

  static List<Arguments> faulty() {
    return Stream.of(
            List.of(true, "return torch.cumsum(x, 1)", "declared position-wise"),
            List.of(false, "return torch.mean(x, 1, keepdim=True) + x", "later positions"),
            List.of(false, "return torch.flip(x, 1)", "later positions"),
            List.of(false, "return x / T", "how many there are"),
            List.of(true, "return x.detach() + 0 * x", "The gradient of `x` is 0"),
            List.of(true, "return x * torch.detach(x)", "The gradient of `x`"),
            List.of(true, "return torch.detach(x)", "No gradient reaches `x`"),
            List.of(
                true,
                "i = torch.argmax(x, -1, True)\nreturn torch.type_as(i, x) + torch.zeros_like(x)",
                "No gradient reaches `x`"),
            List.of(true, "return torch.cat([x, x], -1)", "`output` declares [B, T, 16]"),
            List.of(true, "return x[:, :, 0]", "`output` declares [B, T, 16]"),
            List.of(true, "return torch.log(x)", "not finite"),
            List.of(true, "return x / (1 + T % 0)", "does not run"),
            List.of(true, "return x / (1 + T // (T - T))", "does not run"),
            List.of(true, "return x / ((0 - 9223372036854775807 - 1) % (0 - 1))", "does not run"),
            List.of(true, "return x.view(3, -1)", "does not run"),
            List.of(true, "return x @ x", "does not run"),
            List.of(true, "return torch.argmax(x, -1, True)", "of another type"))
        .map(values -> Arguments.of(values.toArray()))
        .toList();
  }
}
