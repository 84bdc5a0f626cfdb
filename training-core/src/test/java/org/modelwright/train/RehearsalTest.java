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
import org.junit.jupiter.api.BeforeEach;
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

  /// What the tests before have left to the collector would go while a step's memory is measured.
  @BeforeEach
  void settleTheHeap() {
    System.gc();
  }

  private Rehearsal open(String training, long available, BooleanSupplier forgetPeak) {
    return open(256, training, available, forgetPeak);
  }

  private Rehearsal open(int context, String training, long available, BooleanSupplier forgetPeak) {
    return open(DRAWING, VOCABULARY, context, training, available, forgetPeak);
  }

  private Rehearsal open(
      String drawing,
      int vocabulary,
      int context,
      String training,
      long available,
      BooleanSupplier forgetPeak) {
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
            drawing,
            Yaml.parse("{sources: [{path: none}], context: " + context + "}", "data"),
            Yaml.parse(training, "training"),
            "cpu",
            1,
            null,
            Map.of());
    return Rehearsal.onRandomTokens(configuration, vocabulary, machine, said::add);
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

  /// Validation takes 2048 positions at once, whose scores are 2048 x 20000 floats, 164 MB; a window has
  /// 8 positions, and the model 6 MB of weights.
  @Test
  void validationThatDoesNotFitIsRefused() {
    assumeThat(MemoryFacts.forgetPeak()).as("Linux").isTrue();
    assertThatThrownBy(() ->
            open(DRAWING, 20_000, 8, "{batchSize: auto}", 150L << 20, MemoryFacts::forgetPeak))
        .isInstanceOf(InputException.class)
        .hasMessageContaining("validation takes");
  }

  /// Each of 4 experts keeps 2 x 64 + 4 x 512 floats of a position in each of 4 blocks: with 1024
  /// positions in a window 143 MB, so that 4 windows take 570 MB at least, more than the 528 that are
  /// 80 % of 660. Under their limit experts would take 11 positions.
  @Test
  void expertsAreTriedWithoutTheirLimit() {
    assumeThat(MemoryFacts.forgetPeak()).as("Linux").isTrue();
    String mixture =
        DRAWING.replace(
            "kind: MLP, from: [norm], hidden: 512",
            "kind: MixtureOfExperts, from: [norm], hidden: 512, experts: 4, topK: 4, capacityFactor: 0.01");
    try (Rehearsal rehearsal =
        open(mixture, 50, 1024, "{batchSize: auto}", 660_000_000, MemoryFacts::forgetPeak)) {
      assertThat(rehearsal.settings().batchSize()).isIn(1, 2);
    }
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
