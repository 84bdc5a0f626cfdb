package org.modelwright.hardware;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.within;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.modelwright.file.InputException;

class CalibrationsTest {

  @TempDir private Path folder;

  private static Measurement of(String drawing, String run, double memory, double time) {
    return new Measurement(
        "cpu", "fp32", 2, "/p", run, drawing, memory, time, 1e11, 1, 1, 1.0, 1.0);
  }

  @Test
  void theNewestRunOfTheSameDrawingCounts() {
    Path file = folder.resolve("config/calibration.json");
    Calibrations written = Calibrations.read(file);
    assertThat(written.factors("cpu", "fp32", 2, "a")).isEqualTo(Factors.NONE);
    written.add(of("a", "1", 1.2, 3));
    written.add(of("b", "2", 2, 8));
    written.add(of("a", "3", 1.1, 2));
    Calibrations read = Calibrations.read(file);
    Factors same = read.factors("cpu", "fp32", 2, "a");
    assertThat(same.memory()).isCloseTo(1.1, within(1e-12));
    assertThat(same.time()).isCloseTo(2, within(1e-12));
    assertThat(same.source()).contains("run 3");
    // of another drawing: the geometric mean over drawings, sqrt(2 x 8)
    assertThat(read.factors("cpu", "fp32", 2, "c").time()).isCloseTo(4, within(1e-12));
    assertThat(read.of("/p", "2")).isPresent();
    assertThat(read.of("/q", "2")).isEmpty();
  }

  @Test
  void anotherDeviceOrPrecisionOrNumberOfThreadsIsAnotherMatter() {
    Calibrations all = Calibrations.read(folder.resolve("c.json"));
    all.add(of("a", "1", 1.2, 3));
    assertThat(all.factors("cpu", "bf16", 2, "a").isMeasured()).isFalse();
    assertThat(all.factors("gpu", "fp32", 2, "a").isMeasured()).isFalse();
    assertThat(all.factors("cpu", "fp32", 1, "a").isMeasured()).isFalse();
  }

  @Test
  void aDamagedFileIsRefusedInASentence() throws IOException {
    Path file = folder.resolve("c.json");
    for (String text : new String[] {"", "[", "{}", "{\"format\": 1}"}) {
      Files.writeString(file, text);
      assertThatExceptionOfType(InputException.class)
          .isThrownBy(() -> Calibrations.read(file))
          .withMessageContaining("c.json")
          .withMessageContaining("delete it");
    }
    Files.writeString(file, "{\"format\": 2, \"measurements\": []}");
    assertThatExceptionOfType(InputException.class)
        .isThrownBy(() -> Calibrations.read(file))
        .withMessageContaining("newer");
  }
}
