package org.modelwright.hardware;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.OptionalLong;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.modelwright.compile.Analysis;
import org.modelwright.compile.Models;
import org.modelwright.graph.ArchitectureYaml;

class DeviceSpeedTest {

  private static final CpuFacts ZEN =
      new CpuFacts("EPYC", 8, 16, Set.of(CpuFacts.Feature.AVX2, CpuFacts.Feature.AVX512_BF16));

  private final Analysis analysis =
      Analysis.of(
          ArchitectureYaml.parse(Models.GPT, "test").architecture(),
          OptionalLong.of(Models.VOCABULARY),
          2,
          4);

  @Test
  void aCpuIsCoresTimesWidthTimesAnAssumedClock() {
    DeviceSpeed speed = DeviceSpeed.ofCpu(ZEN, 2, "fp32");
    assertThat(speed.flops()).hasValue(2 * 32 * 2.5e9);
    assertThat(DeviceSpeed.ofCpu(ZEN, 2, "bf16").flops()).hasValue(2 * 64 * 2.5e9);
    assertThat(speed.grounds()).isEqualTo(new DeviceSpeed.Grounds.Assumed(2, 32, 2.5, 15));
    var plain = new CpuFacts("old", 4, 4, Set.of());
    assertThat(DeviceSpeed.ofCpu(plain, 1, "bf16").flops()).hasValue(16 * 2.5e9);
  }

  @Test
  void aGpuHasItsMakersFiguresOrNone() {
    DeviceSpeed h100 = DeviceSpeed.ofGpu("NVIDIA H100 80GB HBM3", "bf16");
    assertThat(h100.flops()).hasValue(989.4e12);
    assertThat(h100.bytes()).hasValue(3350e9);
    assertThat(h100.grounds()).isInstanceOf(DeviceSpeed.Grounds.Published.class);
    DeviceSpeed none = DeviceSpeed.ofGpu("NVIDIA H100 80GB HBM3 MIG 1g.10gb", "bf16");
    assertThat(none.grounds()).isInstanceOf(DeviceSpeed.Grounds.Unknown.class);
    assertThat(none.trainingTokens(analysis)).isEmpty();
  }

  @Test
  void writingIsBoundByWhatIsSlower() {
    DeviceSpeed h100 = DeviceSpeed.ofGpu("NVIDIA H100 80GB HBM3", "bf16");
    assertThat(h100.trainingTokens(analysis).getAsDouble())
        .isCloseTo(0.4 * 989.4e12 / analysis.flopsPerToken(), within(1e-3));
    // few operations a byte: the memory sets the pace
    assertThat(h100.writingTokens(analysis, 2).getAsDouble())
        .isCloseTo(0.4 * 3350e9 / (2.0 * analysis.parameters()), within(1e-3));
  }
}
