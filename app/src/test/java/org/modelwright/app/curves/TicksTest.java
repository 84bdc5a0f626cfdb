package org.modelwright.app.curves;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Locale;
import org.junit.jupiter.api.Test;

class TicksTest {

  private static List<String> words(Unit unit, Scaling scaling, double from, double to, int most) {
    return Ticks.of(unit, scaling, from, to, most, Locale.ENGLISH).stream()
        .map(Ticks.Tick::words)
        .toList();
  }

  @Test
  void roundNumbers() {
    assertThat(words(Unit.NUMBER, Scaling.LINEAR, 0, 1, 5))
        .containsExactly("0", "0.2", "0.4", "0.6", "0.8", "1.0");
    assertThat(words(Unit.NUMBER, Scaling.LINEAR, 1.91, 1.93, 4))
        .containsExactly("1.910", "1.915", "1.920", "1.925", "1.930");
    assertThat(words(Unit.NUMBER, Scaling.LINEAR, 0, 3e-4, 3))
        .containsExactly("0", "0.0001", "0.0002", "0.0003");
    assertThat(words(Unit.NUMBER, Scaling.LINEAR, 0, 2e-5, 4))
        .containsExactly("0", "5e-6", "1.0e-5", "1.5e-5", "2.0e-5");
  }

  @Test
  void countsAreWhole() {
    assertThat(words(Unit.COUNT, Scaling.LINEAR, 1, 3, 10)).containsExactly("1", "2", "3");
    assertThat(words(Unit.COUNT, Scaling.LINEAR, 0, 20_000, 4))
        .containsExactly("0", "5000", "10k", "15k", "20k");
    assertThat(words(Unit.COUNT, Scaling.LINEAR, 1e6, 2e6, 2))
        .containsExactly("1.0M", "1.5M", "2.0M");
  }

  @Test
  void bytesInPowersOfTwo() {
    assertThat(words(Unit.BYTES, Scaling.LINEAR, 0, 3.0 * (1 << 30), 3))
        .containsExactly("0 GiB", "1 GiB", "2 GiB", "3 GiB");
  }

  @Test
  void timeInItsOwnSteps() {
    assertThat(words(Unit.SECONDS, Scaling.LINEAR, 0, 150, 5))
        .containsExactly("0:00", "0:30", "1:00", "1:30", "2:00", "2:30");
    assertThat(words(Unit.SECONDS, Scaling.LINEAR, 0, 7200, 4))
        .containsExactly("0:00", "30:00", "1:00:00", "1:30:00", "2:00:00");
  }

  @Test
  void decades() {
    assertThat(words(Unit.NUMBER, Scaling.LOGARITHMIC, -5, -2, 4))
        .containsExactly("1e-5", "0.0001", "0.001", "0.01");
    assertThat(words(Unit.COUNT, Scaling.LOGARITHMIC, 0, 2, 10))
        .containsExactly("1", "2", "5", "10", "20", "50", "100");
    // within one decade the ticks are those of the values
    assertThat(words(Unit.NUMBER, Scaling.LOGARITHMIC, Math.log10(2), Math.log10(6), 4))
        .containsExactly("2", "3", "4", "5", "6");
  }

  @Test
  void thereAreNeverManyMoreThanThereIsRoomFor() {
    for (double length = 1e-9; length < 1e12; length *= 3.7) {
      for (Unit unit : Unit.values()) {
        assertThat(words(unit, Scaling.LINEAR, 10, 10 + length, 6)).hasSizeBetween(0, 14);
      }
    }
  }
}
