package org.modelwright.engine;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.LongBuffer;
import java.util.List;
import java.util.OptionalLong;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.modelwright.compile.AttentionForm;
import org.modelwright.compile.Compilation;
import org.modelwright.compile.Compiler;
import org.modelwright.compile.KernelForms;
import org.modelwright.compile.LinearForm;
import org.modelwright.compile.LossTerms;
import org.modelwright.compile.MixedPrecision;
import org.modelwright.graph.ArchitectureYaml;
import org.modelwright.operator.ElementType;
import org.modelwright.operator.Program;

class StepperTest {

  static final String SMALL =
      """
      format: 1
      blocks:
        decoder:
          inputs: [x]
          nodes:
            - {id: norm1, kind: RMSNorm, from: [x], at: [0, 0]}
            - {id: attention, kind: SelfAttention, from: [norm1], heads: 4, keyValueHeads: 2, rotary: true, at: [0, 0]}
            - {id: add1, kind: Add, from: [x, attention], at: [0, 0]}
            - {id: norm2, kind: LayerNorm, from: [add1], at: [0, 0]}
            - {id: mlp, kind: GatedMLP, from: [norm2], hidden: 48, dropout: 0.1, at: [0, 0]}
            - {id: add2, kind: Add, from: [add1, mlp], at: [0, 0]}
          outputs: [add2]
      main:
        nodes:
          - {id: tokens, kind: TokenInput, at: [0, 0]}
          - {id: embed, kind: TokenEmbedding, from: [tokens], width: 32, at: [0, 0]}
          - {id: stack, kind: decoder, from: [embed], repeat: 3, at: [0, 0]}
          - {id: norm, kind: RMSNorm, from: [stack], at: [0, 0]}
          - {id: head, kind: LanguageModelHead, from: [norm], tied: true, at: [0, 0]}
      """;

  /// The same with experts, some of them full, and a short window.
  static final String EXPERTS =
      SMALL
          .replace(
              "kind: GatedMLP, from: [norm2], hidden: 48, dropout: 0.1",
              "kind: MixtureOfExperts, from: [norm2], experts: 4, hidden: 24, capacityFactor: 1")
          .replace("rotary: true", "rotary: true, window: 5, sinks: 1");

  static List<String> drawings() {
    return List.of(SMALL, EXPERTS);
  }

  @ParameterizedTest
  @MethodSource("drawings")
  void trainingLowersTheLossInEveryPrecisionAndForm(String drawing) {
    Compilation compilation =
        Compiler.compile(
            ArchitectureYaml.parse(drawing, "small").architecture(), OptionalLong.of(17));
    assertThat(compilation.problems()).isEmpty();
    Program program = compilation.require("small");
    for (ElementType precision :
        new ElementType[] {ElementType.FLOAT32, ElementType.BFLOAT16, ElementType.FLOAT16}) {
      for (LinearForm form : LinearForm.values()) {
        try (Session session = Session.open(DeviceName.CPU, 1)) {
          var parameters = Parameters.initialize(session, program, 1);
          var optimizer = TestModel.adamW(0.1, 1);
          var stepper =
              new Stepper(
                  parameters,
                  MixedPrecision.apply(program, precision),
                  new KernelForms(
                      (in, out, element) -> form,
                      (heads, width, attention, element) ->
                          form == LinearForm.LINEAR ? AttentionForm.FUSED : AttentionForm.COMPOSED),
                  optimizer,
                  0,
                  LossTerms.NONE);
          LongBuffer x = numbers(64);
          LongBuffer y = numbers(64);
          for (int i = 0; i < 64; i++) {
            x.put(i, i % 17);
            y.put(i, (i + 1) % 17);
          }
          double begin = stepper.accumulate(x, y, 4, 16, 1, 1, true).crossEntropy();
          stepper.update(1e-2, 1, Float.MAX_VALUE);
          int held = session.heldTensors();
          double end = 0;
          for (int i = 0; i < 60; i++) {
            end = stepper.accumulate(x, y, 4, 16, i, 1, true).crossEntropy();
            stepper.update(1e-2, 1, Float.MAX_VALUE);
          }
          assertThat(begin).isBetween(2.5, 3.2);
          assertThat(end).isLessThan(0.5);
          assertThat(session.heldTensors()).isEqualTo(held);
        }
      }
    }
  }

  private static LongBuffer numbers(int count) {
    return ByteBuffer.allocateDirect(8 * count).order(ByteOrder.nativeOrder()).asLongBuffer();
  }
}
