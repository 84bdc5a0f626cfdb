package org.modelwright.train;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.List;
import java.util.OptionalLong;
import java.util.function.IntToLongFunction;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.modelwright.compile.Compiler;
import org.modelwright.file.InputException;
import org.modelwright.file.Yaml;
import org.modelwright.file.YamlReader;
import org.modelwright.graph.ArchitectureYaml;
import org.modelwright.operator.Program;

class BatchSizeSearchTest {

  /// 100 before, 50 for the weights and 10 a window, which is estimated as 20; 80 % of what is available may be taken.
  @ParameterizedTest
  @CsvSource({
    "1000, 64", // 690 of 800
    "863,  64", // 690 of 690.4
    "862,  32", // 690 of 689.6
    "463,  32", // 370 of 370.4
    "113,   4", // 90 of 90.4
    "112,   2", // 90 of 89.6
    "76,    1", // 60 of 60.8
  })
  void theLineThroughTheMeasuredPeaksIsFollowedToTheLimit(long available, int rows) {
    assertThat(
            BatchSizeSearch.measured(line(new ArrayList<>()), () -> 0, 20, 100, available).rows())
        .isEqualTo(rows);
  }

  @Test
  void whereNotOneWindowFitsItSaysWhatToDo() {
    assertThatThrownBy(
            () -> BatchSizeSearch.measured(line(new ArrayList<>()), () -> 0, 20, 100, 74))
        .isInstanceOf(InputException.class)
        .hasMessageContainingAll("auto", "data.context", "training.activationCheckpointing");
  }

  @Test
  void nothingIsTriedThatTheEarlierPeaksForbid() {
    List<Integer> tried = new ArrayList<>();
    var _ = BatchSizeSearch.measured(line(tried), () -> 0, 20, 100, 99);
    assertThat(tried).as("2 windows might take 80 of 79.2").containsExactly(1);
    tried.clear();
    var _ = BatchSizeSearch.measured(line(tried), () -> 0, 20, 100, 112);
    assertThat(tried).as("4 windows would take 90 of 89.6").containsExactly(1, 2);
    tried.clear();
    var _ = BatchSizeSearch.measured(line(tried), () -> 0, 20, 100, 1000);
    assertThat(tried).containsExactly(1, 2, 4);
  }

  @Test
  void peaksThatFallWithNoiseAreTakenAsLevel() {
    assertThat(BatchSizeSearch.measured(rows -> 200 - rows, () -> 0, 10, 100, 1000).rows())
        .isEqualTo(64);
  }

  /// 690 is what a step on 64 windows takes, and 800 may be taken.
  @Test
  void validationMustFitAndIsNamedWhereItTakesMost() {
    IntToLongFunction step = line(new ArrayList<>());
    assertThat(BatchSizeSearch.measured(step, () -> 900, 20, 100, 1000).rows()).isEqualTo(64);
    assertThatThrownBy(() -> BatchSizeSearch.measured(step, () -> 901, 20, 100, 1000))
        .isInstanceOf(InputException.class)
        .hasMessageContainingAll("auto", "validation takes", "vocabulary");
  }

  @Test
  void whatIsRefusedAnywayIsNotValidated() {
    assertThatThrownBy(() ->
            BatchSizeSearch.measured(
                line(new ArrayList<>()),
                () -> {
                  throw new AssertionError("validated");
                },
                20,
                100,
                74))
        .isInstanceOf(InputException.class);
  }

  private static IntToLongFunction line(List<Integer> tried) {
    return rows -> {
      tried.add(rows);
      return 100 + 50 + 10L * rows;
    };
  }

  @ParameterizedTest
  @CsvSource({"64, 64", "63, 32", "20, 16", "1, 1"})
  void onAGpuTheBatchIsHalvedUntilItsMemoryIsEnough(int fits, int rows) {
    List<Integer> tried = new ArrayList<>();
    BatchSizeSearch.Choice choice =
        BatchSizeSearch.tried(asked -> {
          tried.add(asked);
          if (asked > fits) {
            throw outOfMemory();
          }
        });
    assertThat(choice.rows()).isEqualTo(rows);
    assertThat(tried).hasSize(Integer.numberOfTrailingZeros(64 / rows) + 1).startsWith(64);
  }

  @Test
  void aGpuTooSmallForOneWindowIsToldInWords() {
    assertThatThrownBy(() ->
            BatchSizeSearch.tried(_ -> {
              throw outOfMemory();
            }))
        .isInstanceOf(InputException.class)
        .hasMessageContaining("the GPU's memory ran out at one window");
  }

  @Test
  void anotherErrorOfTheEngineIsNotTakenForAFullGpu() {
    assertThatThrownBy(() ->
            BatchSizeSearch.tried(_ -> {
              throw new IllegalStateException("CUDA error: device-side assert triggered");
            }))
        .hasMessageContaining("device-side assert");
  }

  /// As libtorch words it, within DJL's exception.
  private static RuntimeException outOfMemory() {
    return new IllegalStateException(
        new RuntimeException(
            "CUDA out of memory. Tried to allocate 2.00 GiB. GPU 0 has a total capacity of 79.15"
                + " GiB of which 1.10 GiB is free."));
  }

  /// A map of 3 features to 5 numbers keeps its input, 3 floats a token, and the map to the vocabulary
  /// of 7 keeps its 5; what the table and the loss keep comes from [org.modelwright.compile.Costs].
  @Test
  void theEstimateGrowsByTwiceTheActivations() {
    Program program = program();
    long perWindow =
        org.modelwright.compile.Costs.of(program, 1, 8).stream()
            .mapToLong(org.modelwright.compile.Costs.Node::activationBytes)
            .sum();
    assertThat(perWindow).isGreaterThanOrEqualTo(8 * 4 * (3 + 5));
    // weights: 7 x 3, 5 x 3, 5 of bias, 7 x 5; gradients, two moments, a copy
    long fixed = 5 * 4 * (21 + 15 + 5 + 35);
    assertEstimate(program, "{}", fixed + 2 * 16 * perWindow);
    // nothing more of what is frozen; momentum alone, and the average
    long frozen = 4 * (21 + 35) + 5 * 4 * (15 + 5);
    assertEstimate(
        program,
        "{freeze: [embed.*, head.*], optimizer: sgd, averageDecay: 0.99}",
        frozen + 2 * 16 * perWindow);
  }

  /// @param needed bytes of a step on 16 windows
  private static void assertEstimate(Program program, String training, long needed) {
    var settings =
        TrainingSettings.read(new YamlReader(Yaml.parse(training, "training"), "training."));
    assertThat(BatchSizeSearch.estimated(program, settings, 8, 1000, needed * 10 / 8 + 2).rows())
        .isEqualTo(16);
    assertThat(BatchSizeSearch.estimated(program, settings, 8, 1000, needed * 10 / 8 - 2).rows())
        .isEqualTo(8);
  }

  private static Program program() {
    String drawing =
        """
        format: 1
        main:
          nodes:
            - {id: tokens, kind: TokenInput}
            - {id: embed, kind: TokenEmbedding, from: [tokens], width: 3}
            - {id: map, kind: Linear, from: [embed], width: 5}
            - {id: head, kind: LanguageModelHead, from: [map], tied: false}
        """;
    return Compiler.compile(
            ArchitectureYaml.parse(drawing, "test").architecture(), OptionalLong.of(7))
        .require("test");
  }
}
