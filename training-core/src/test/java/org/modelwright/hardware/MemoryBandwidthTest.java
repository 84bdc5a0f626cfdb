package org.modelwright.hardware;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class MemoryBandwidthTest {

  /// Bits of the bus x Gbit/s of a pin / 8, as the whitepapers' tables give both; data sheets round by
  /// less than 1 %.
  @ParameterizedTest
  @CsvSource({
    "Tesla V100-SXM2-16GB,           4096, 1.754",
    "Tesla V100-PCIE-32GB,           4096, 1.754",
    "Tesla T4,                        256, 10.002",
    "NVIDIA A100-SXM4-40GB,          5120, 2.430",
    "NVIDIA A100-SXM4-80GB,          5120, 3.186",
    "NVIDIA A100 80GB PCIe,          5120, 3.024",
    "NVIDIA A30,                     3072, 2.430",
    "NVIDIA A40,                      384, 14.5",
    "NVIDIA A10,                      384, 12.5",
    "NVIDIA H100 80GB HBM3,          5120, 5.238",
    "NVIDIA H200,                    6144, 6.25",
    "NVIDIA L4,                       192, 12.5",
    "NVIDIA L40,                      384, 18",
    "NVIDIA L40S,                     384, 18",
    "NVIDIA RTX A6000,                384, 16",
    "NVIDIA RTX 6000 Ada Generation,  384, 20",
    "NVIDIA GeForce RTX 3090,         384, 19.5",
    "NVIDIA GeForce RTX 4090,         384, 21",
    "NVIDIA GeForce RTX 5090,         512, 28",
  })
  void isTheBusTimesItsRate(String device, int bits, double gigabits) {
    double expected = bits * gigabits / 8 * 1e9;
    assertThat(MemoryBandwidth.of(device).orElseThrow())
        .isCloseTo(expected, within(0.01 * expected));
  }

  @ParameterizedTest
  @ValueSource(strings = {"NVIDIA H100 80GB HBM3 MIG 1g.10gb", "AMD EPYC 7763", ""})
  void unknownStaysUnknown(String device) {
    assertThat(MemoryBandwidth.of(device)).isEmpty();
  }
}
