package org.modelwright.hardware;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PeakFlopsTest {

  /// The dense tensor-core peak follows from the published layout: streaming multiprocessors x
  /// multiply-adds a clock and multiprocessor x 2 x boost clock (whitepapers, "full specifications").
  @ParameterizedTest
  @CsvSource({
    "NVIDIA A100-SXM4-80GB, 108, 1024, 1410",
    "NVIDIA A100 80GB PCIe, 108, 1024, 1410",
    "A100-SXM4-40GB,        108, 1024, 1410",
    "NVIDIA H100 80GB HBM3, 132, 2048, 1830",
    "NVIDIA H200,           132, 2048, 1830",
    "NVIDIA H100 PCIe,      114, 2048, 1620",
    "NVIDIA A30,             56, 1024, 1440",
    "NVIDIA A10,             72,  512, 1695",
    "NVIDIA A40,             84,  512, 1740",
    "NVIDIA RTX A6000,       84,  512, 1800",
    "NVIDIA L40S,           142,  512, 2490",
    "NVIDIA RTX 6000 Ada Generation, 142, 512, 2505",
    "NVIDIA GeForce RTX 3090, 82, 256, 1695",
    "NVIDIA GeForce RTX 3080, 68, 256, 1710",
    "NVIDIA GeForce RTX 4090, 128, 256, 2520",
    "NVIDIA GeForce RTX 4080, 76, 256, 2505",
    "NVIDIA GeForce RTX 5090, 170, 256, 2407",
  })
  void bf16FollowsFromTheLayout(
      String device, int multiprocessors, int perClock, double megahertz) {
    double expected = multiprocessors * perClock * 2 * megahertz * 1e6;
    assertThat(PeakFlops.of(device, "bf16").orElseThrow())
        .isCloseTo(expected, within(0.01 * expected));
    assertThat(PeakFlops.of(device, "fp16")).isEqualTo(PeakFlops.of(device, "bf16"));
  }

  /// Without tensor cores: lanes x 2 x boost clock.
  @ParameterizedTest
  @CsvSource({
    "NVIDIA A100-SXM4-80GB,   6912,  1410",
    "NVIDIA H100 80GB HBM3,   16896, 1980",
    "Tesla V100-SXM2-16GB,    5120,  1530",
    "Tesla T4,                2560,  1590",
    "NVIDIA L4,               7424,  2040",
    "NVIDIA L40,              18176, 2490",
    "NVIDIA GeForce RTX 4090, 16384, 2520",
  })
  void fp32FollowsFromTheLayout(String device, int lanes, double megahertz) {
    double expected = lanes * 2 * megahertz * 1e6;
    assertThat(PeakFlops.of(device, "fp32").orElseThrow())
        .isCloseTo(expected, within(0.01 * expected));
  }

  @ParameterizedTest
  @CsvSource({
    "AMD EPYC 7763 64-Core Processor, fp32",
    "NVIDIA GeForce RTX 4090 Laptop GPU, bf16",
    "NVIDIA A100-SXM4-40GB MIG 1g.5gb, bf16",
    "NVIDIA A100X, bf16",
    "Tesla V100-SXM2-16GB, bf16",
    "Tesla T4, tf32",
    "NVIDIA A100-SXM4-80GB, float64",
  })
  void unknownStaysUnknown(String device, String precision) {
    assertThat(PeakFlops.of(device, precision)).isEmpty();
  }

  @Test
  void volta() {
    assertThat(PeakFlops.of("Tesla V100-SXM2-32GB", "fp16")).hasValue(125e12);
  }
}
