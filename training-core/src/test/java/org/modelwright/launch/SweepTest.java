package org.modelwright.launch;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.function.DoubleUnaryOperator;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.modelwright.file.InputException;

class SweepTest {

  private static final int DRAWS = 4000;

  /// The 0.1 % point of Kolmogorov's distribution.
  private static final double FAR = 1.95;

  private static double[] draws(String range) {
    var random = new Random(7);
    SweepRange parsed = SweepRange.parse("training.x", range);
    return IntStream.range(0, DRAWS)
        .mapToDouble(_ -> Double.parseDouble(parsed.draw(random)))
        .sorted()
        .toArray();
  }

  /// The largest distance between the share of draws up to x and the distribution, times sqrt(n).
  private static double distance(double[] sorted, DoubleUnaryOperator distribution) {
    return IntStream.range(0, sorted.length)
            .mapToDouble(
                i -> Math.abs((i + 0.5) / sorted.length - distribution.applyAsDouble(sorted[i])))
            .max()
            .orElseThrow()
        * Math.sqrt(sorted.length);
  }

  @Test
  void aLogUniformDrawIsUniformInTheLogarithm() {
    double[] sorted = draws("1e-4..1e-2:log");
    assertThat(distance(sorted, x -> Math.log(x / 1e-4) / Math.log(100))).isLessThan(FAR);
    assertThat(sorted[0]).isGreaterThanOrEqualTo(1e-4);
    assertThat(sorted[DRAWS - 1]).isLessThanOrEqualTo(1e-2);
  }

  @Test
  void aUniformDrawIsUniform() {
    assertThat(distance(draws("0.1..0.5"), x -> (x - 0.1) / 0.4)).isLessThan(FAR);
    assertThat(distance(draws("-2.0..3.0"), x -> (x + 2) / 5)).isLessThan(FAR);
  }

  @Test
  void wholeNumbersAreEachAsLikely() {
    long[] counts = new long[6];
    Arrays.stream(draws("3..8")).forEach(x -> counts[(int) x - 3]++);
    double expected = DRAWS / 6.0;
    double chiSquare =
        Arrays.stream(counts).mapToDouble(c -> (c - expected) * (c - expected) / expected).sum();
    // the 0.1 % point with 5 degrees of freedom
    assertThat(chiSquare).isLessThan(20.515);
    assertThat(Arrays.stream(draws("8..512:log")).boxed())
        .allMatch(x -> x == Math.rint(x) && x >= 8 && x <= 512);
  }

  @Test
  void aGridIsTheProductOfItsValues() {
    Sweep sweep =
        Sweep.parse(
            "s",
            List.of(
                "training.batchSize=8,16,32",
                "training.learningRate=1e-4..1e-2:log:5",
                "training.optimizer=adamw,lion"),
            null);
    List<Map<String, String>> all = sweep.combinations();
    assertThat(all).hasSize(3 * 5 * 2).doesNotHaveDuplicates();
    assertThat(all.getFirst())
        .isEqualTo(
            Map.of(
                "training.batchSize", "8",
                "training.learningRate", "0.0001",
                "training.optimizer", "adamw"));
    assertThat(all.stream().map(c -> c.get("training.learningRate")).distinct())
        .containsExactly("0.0001", "0.0003162", "0.001", "0.003162", "0.01");
  }

  @Test
  void evenValuesAreEven() {
    assertThat(SweepRange.parse("k", "0.0..0.4:5").values())
        .containsExactly("0.0", "0.1", "0.2", "0.3", "0.4");
    assertThat(SweepRange.parse("k", "16..256:log:5").values())
        .containsExactly("16", "32", "64", "128", "256");
    assertThat(SweepRange.parse("k", "16..256:log:5").isLogarithmic()).isTrue();
    assertThat(Double.parseDouble(SweepRange.parse("k", "1e-9..1e-7:log:3").values().get(1)))
        .isCloseTo(1e-8, within(1e-12));
  }

  @Test
  void aDrawFollowsFromItsSeedAndALongerOneBeginsLikeAShorter() {
    List<String> settings = List.of("training.learningRate=1e-4..1e-2:log", "training.clip=0,1");
    Sweep ten = Sweep.parse("s", settings, new Sweep.Draw(10, 3));
    assertThat(ten.combinations()).hasSize(10).doesNotHaveDuplicates();
    assertThat(Sweep.parse("s", settings, new Sweep.Draw(10, 3)).combinations())
        .isEqualTo(ten.combinations());
    assertThat(Sweep.parse("s", settings, new Sweep.Draw(20, 3)).combinations().subList(0, 10))
        .isEqualTo(ten.combinations());
    assertThat(Sweep.parse("s", settings, new Sweep.Draw(10, 4)).combinations())
        .isNotEqualTo(ten.combinations());
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "training.clip=1..                   | neither values with commas",
        "training.clip=a..b                  | neither values with commas",
        "training.clip=NaN..1                | neither values with commas",
        "training.clip=2..1                  | must rise",
        "training.clip=0..1:log              | rise from above 0",
        "training.clip=1..2:exp              | neither values with commas",
        "training.clip=0.1..2:1              | ask for 2 to 1000",
        "training.clip=1,,2                  | leaves a value empty",
        "training.clip                       | is not of the form",
        "training.clip=0.1..0.2              | cannot try all",
        "training.clip=0.1..0.2:900 training.batchSize=1,2 | more than 1000 runs",
        "training.clip=1 training.clip=2     | given twice",
      })
  void whatCannotBeSweptIsRefused(String settings, String words) {
    assertThatThrownBy(() -> Sweep.parse("s", List.of(settings.strip().split(" ")), null))
        .isInstanceOf(InputException.class)
        .hasMessageContaining(words.strip());
  }

  @Test
  void moreDrawsThanThereAreCombinationsAreRefused() {
    assertThatThrownBy(
            () -> Sweep.parse("s", List.of("training.batchSize=8,16"), new Sweep.Draw(3, 1)))
        .isInstanceOf(InputException.class)
        .hasMessageContaining("only 2 different combinations");
    assertThatThrownBy(() -> Sweep.parse("s", List.of(), null))
        .hasMessageContaining("needs a setting");
  }
}
