package org.modelwright.app.workbench;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.modelwright.app.common.Texts;
import org.modelwright.gpu.Gpu;
import org.modelwright.gpu.GpuReport;
import org.modelwright.hardware.CpuFacts;

class DevicesTest {

  private static final CpuFacts CPU =
      new CpuFacts("AMD EPYC 9B14 64-Core Processor", 64, 128, Set.of(CpuFacts.Feature.AVX2));
  private static final Gpu A100 =
      new Gpu(0, "NVIDIA A100-SXM4-80GB", "GPU-a", 80L << 30, 80L << 30, "8.0");
  private static final Devices WITH_GPU =
      new Devices(CPU, 2, new GpuReport(true, "570.86.15", 12080, List.of(A100), null));
  private static final Devices WITHOUT =
      new Devices(CPU, 2, new GpuReport(false, "", 0, List.of(), "No driver."));

  @ParameterizedTest
  @CsvSource({
    "Intel(R) Xeon(R) CPU @ 2.20GHz, Intel Xeon",
    "11th Gen Intel(R) Core(TM) i7-1165G7 @ 2.80GHz, 11th Gen Intel Core i7-1165G7",
    "AMD Ryzen 9 7950X 16-Core Processor, AMD Ryzen 9 7950X",
    "Apple M2, Apple M2",
    "NVIDIA GeForce RTX 4090, GeForce RTX 4090",
    "unknown, CPU"
  })
  void namesAreShort(String full, String name) {
    assertThat(Devices.shortName(full)).isEqualTo(name);
  }

  @Test
  void theChosenDeviceIsNamedElseTheBest() {
    assertThat(WITH_GPU.name(Optional.empty())).isEqualTo("A100-SXM4-80GB");
    assertThat(WITH_GPU.name(Optional.of("cpu"))).isEqualTo("AMD EPYC 9B14 × 2");
    assertThat(WITHOUT.name(Optional.empty())).isEqualTo("AMD EPYC 9B14 × 2");
    assertThat(WITHOUT.name(Optional.of("cuda:1"))).isEqualTo("CUDA:1");
  }

  @Test
  void detailsAreTold() {
    var texts = new Texts(Locale.ENGLISH);
    assertThat(WITH_GPU.details(texts, 24L << 30))
        .contains("64 cores, 128 hardware threads, 2 of them", "AVX2", "24.0 GiB")
        .contains("GPU 0: NVIDIA A100-SXM4-80GB, 80.0 GiB", "driver 570.86.15, CUDA up to 12.8");
    assertThat(WITHOUT.details(texts, 24L << 30)).contains("No GPU");
  }
}
