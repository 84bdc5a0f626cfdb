package org.modelwright.train;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assumptions.assumeThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;
import java.util.function.BooleanSupplier;
import org.assertj.core.data.Offset;
import org.junit.jupiter.api.Test;
import org.modelwright.file.InputException;
import org.modelwright.file.Yaml;
import org.modelwright.hardware.MemoryFacts;

class RehearsalTest {

  private static final int VOCABULARY = 50;
  private static final String DRAWING =
      """
      format: 1
      blocks:
        decoder:
          inputs: [x]
          nodes:
            - {id: norm, kind: LayerNorm, from: [x]}
            - {id: mlp, kind: MLP, from: [norm], hidden: 512}
            - {id: add, kind: Add, from: [x, mlp]}
          outputs: [add]
      main:
        nodes:
          - {id: tokens, kind: TokenInput}
          - {id: embed, kind: TokenEmbedding, from: [tokens], width: 64}
          - {id: stack, kind: decoder, from: [embed], repeat: 4}
          - {id: head, kind: LanguageModelHead, from: [stack]}
      """;

  private final List<String> said = new ArrayList<>();

  private Rehearsal open(String training, long available, BooleanSupplier forgetPeak) {
    return open(256, training, available, forgetPeak);
  }

  private Rehearsal open(int context, String training, long available, BooleanSupplier forgetPeak) {
    var machine =
        new Machine(
            "test",
            1,
            () -> MemoryFacts.read().resident(),
            () -> MemoryFacts.read().peakResident(),
            () -> available,
            forgetPeak,
            OptionalDouble.empty());
    var configuration =
        new RunConfiguration(
            DRAWING,
            Yaml.parse("{sources: [{path: none}], context: " + context + "}", "data"),
            Yaml.parse(training, "training"),
            "cpu",
            1,
            null,
            Map.of());
    return Rehearsal.onRandomTokens(configuration, VOCABULARY, machine, said::add);
  }

  /// A model that has learnt nothing gives each token the same probability.
  @Test
  void theFirstLossOnRandomTokensIsTheLogarithmOfTheVocabulary() {
    try (Rehearsal rehearsal = open("{batchSize: 4}", 1L << 40, MemoryFacts::forgetPeak)) {
      Rehearsal.Step step = rehearsal.step(1e-3);
      assertThat(step.loss()).isCloseTo(Math.log(VOCABULARY), Offset.offset(0.05));
      assertThat(step.updated()).isTrue();
      assertThat(step.lossScale()).isNull();
      assertThat(step.millis()).isPositive();
      assertThat(rehearsal.tokensPerStep()).isEqualTo(4 * 256);
      assertThat(rehearsal.step(1e-3).loss()).as("other windows").isNotEqualTo(step.loss());
    }
    assertThat(said).isEmpty();
  }

  @Test
  void aLargeMachineTakesTheWholeBatchAtOnce() {
    try (Rehearsal rehearsal =
        open("{batchSize: auto, accumulation: 3}", 1L << 40, MemoryFacts::forgetPeak)) {
      assertThat(rehearsal.settings().batchSize()).isEqualTo(64);
      assertThat(rehearsal.settings().accumulation()).isEqualTo(3);
    }
    assertThat(said).singleElement().asString().contains("auto", "64 windows, 3 a step");
  }

  /// A window keeps 2048 x (512 x 2 + 64 x 4) floats in each of 4 blocks, 42 MB, so that 32 take
  /// 1342 MB at least: more than the 1149 that are 80 % of 1437. Three times as much for gradients on
  /// the way and copies is 1008 MB for 8.
  @Test
  void aSmallMachineTakesSmallerMicroBatchesAndMoreOfThem() {
    assumeThat(MemoryFacts.forgetPeak()).as("Linux").isTrue();
    try (Rehearsal rehearsal =
        open(2048, "{batchSize: auto, accumulation: 3}", 1370L << 20, MemoryFacts::forgetPeak)) {
      TrainingSettings settings = rehearsal.settings();
      assertThat(settings.batchSize()).isIn(8, 16);
      assertThat(settings.batchSize() * settings.accumulation()).isEqualTo(3 * 64);
      assertThat(rehearsal.tokensPerStep()).isEqualTo(3 * 64 * 2048);
    }
    assertThat(said).singleElement().asString().contains("measured on up to");
  }

  @Test
  void withoutAPeakThatCanBeMeasuredItIsEstimated() {
    try (Rehearsal rehearsal = open("{batchSize: auto}", 200L << 20, () -> false)) {
      assertThat(rehearsal.settings().batchSize()).isIn(2, 4, 8, 16);
    }
    assertThat(said).singleElement().asString().contains("estimated");
  }

  @Test
  void aMachineWithoutMemoryIsRefused() {
    assertThatThrownBy(() -> open("{batchSize: auto}", 1 << 10, () -> false))
        .isInstanceOf(InputException.class)
        .hasMessageContaining("finds nothing that fits");
  }

  @Test
  void float16StepsSayTheirLossScale() {
    try (Rehearsal rehearsal =
        open("{batchSize: 1, precision: fp16}", 1L << 40, MemoryFacts::forgetPeak)) {
      assertThat(rehearsal.step(1e-3).lossScale()).isEqualTo(LossScale.FIRST);
    }
  }
}
