package org.modelwright.hardware;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Set;
import org.junit.jupiter.api.Test;
import org.modelwright.hardware.CpuFacts.Feature;

class CpuFactsTest {

  private static String thread(int processor, int socket, int core, String model, String flags) {
    return """
    processor\t: %d
    vendor_id\t: GenuineIntel
    model name\t: %s
    physical id\t: %d
    core id\t\t: %d
    cpu cores\t: 2
    flags\t\t: %s

    """
        .formatted(processor, model, socket, core, flags);
  }

  @Test
  void twoSocketsOfTwoCoresWithTwoThreadsEach() {
    String model = "Intel(R) Xeon(R) Platinum 8480+";
    String flags = "fpu avx avx2 avx512f avx512bw avx512_bf16 amx_bf16 amx_tile amx_int8";
    var text = new StringBuilder();
    for (int i = 0; i < 8; i++) {
      text.append(thread(i, i / 4, i / 2 % 2, model, flags));
    }
    CpuFacts cpu = CpuFacts.ofCpuinfo(text.toString());
    assertThat(cpu)
        .isEqualTo(
            new CpuFacts(
                model,
                4,
                8,
                Set.of(Feature.AVX2, Feature.AVX512, Feature.AVX512_BF16, Feature.AMX_BF16)));
    assertThat(cpu.fastBf16()).isTrue();
  }

  @Test
  void aFlagCountsOnlyAsAWholeWord() {
    CpuFacts cpu = CpuFacts.ofCpuinfo(thread(0, 0, 0, "AMD EPYC 7763", "avx2 avx512fx"));
    assertThat(cpu.features()).containsExactly(Feature.AVX2);
    assertThat(cpu.fastBf16()).isFalse();
  }

  @Test
  void anArmKernelNamesNeitherModelNorCores() {
    String text =
        """
        processor\t: 0
        BogoMIPS\t: 243.75
        Features\t: fp asimd bf16
        CPU implementer\t: 0x41

        processor\t: 1
        BogoMIPS\t: 243.75
        Features\t: fp asimd bf16
        CPU implementer\t: 0x41

        Hardware\t: some board
        """;
    assertThat(CpuFacts.ofCpuinfo(text)).isEqualTo(new CpuFacts("unknown", 2, 2, Set.of()));
  }

  @Test
  void aMacSaysItThroughSysctl() {
    String text =
        """
        machdep.cpu.brand_string: Apple M3 Pro
        hw.physicalcpu: 11
        hw.logicalcpu: 12
        """;
    assertThat(CpuFacts.ofSysctl(text)).isEqualTo(new CpuFacts("Apple M3 Pro", 11, 12, Set.of()));
  }

  @Test
  void nothingReadableLeavesTheThreadCount() {
    int threads = Runtime.getRuntime().availableProcessors();
    assertThat(CpuFacts.ofCpuinfo(""))
        .isEqualTo(new CpuFacts("unknown", threads, threads, Set.of()));
  }

  @Test
  void thisMachineHasAtLeastTheProcessorsOfThisProcess() {
    CpuFacts cpu = CpuFacts.read();
    assertThat(cpu.logicalCores()).isGreaterThanOrEqualTo(cpu.physicalCores());
    assertThat(cpu.logicalCores())
        .isGreaterThanOrEqualTo(Runtime.getRuntime().availableProcessors());
  }
}
