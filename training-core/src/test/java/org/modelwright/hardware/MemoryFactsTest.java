package org.modelwright.hardware;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import java.io.IOException;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Each test lays out the files of one kind of machine; the expected figures are worked out by hand.
class MemoryFactsTest {

  private static final long GIB = 1L << 30;

  @TempDir Path root;

  @BeforeEach
  void aMachineOf16GibWith12Available() throws IOException {
    write(
        "proc/meminfo",
        """
        MemTotal:       16777216 kB
        MemFree:         8388608 kB
        MemAvailable:   12582912 kB
        """);
    write(
        "proc/self/status",
        """
        Name:\tjava
        VmPeak:\t 9999999 kB
        VmHWM:\t 2097152 kB
        VmRSS:\t 1048576 kB
        """);
  }

  @Test
  void thePeakBeginsAnewOnceForgotten() {
    assumeThat(Path.of("/proc/self/clear_refs")).isWritable();
    long bytes = 256L << 20;
    try (Arena arena = Arena.ofConfined()) {
      arena.allocate(bytes).fill((byte) 1);
    }
    long peak = MemoryFacts.read().peakResident();

    assertThat(MemoryFacts.forgetPeak()).isTrue();

    assertThat(MemoryFacts.read().peakResident()).isLessThan(peak - bytes / 2);
  }

  @Test
  void withoutControlGroupsTheMachineCounts() {
    assertThat(MemoryFacts.read(root)).isEqualTo(new MemoryFacts(16 * GIB, 12 * GIB, GIB, 2 * GIB));
  }

  @Test
  void aSecondGenerationLimitAboveTheOwnGroupBinds() throws IOException {
    write("proc/self/cgroup", "0::/job.slice/step.scope\n");
    group("sys/fs/cgroup/job.slice", "4294967296", 3 * GIB, GIB / 2);
    group("sys/fs/cgroup/job.slice/step.scope", "max", 2 * GIB, 0);
    // 4 GiB limit - 3 GiB used + 0.5 GiB of cache that can be dropped
    assertThat(MemoryFacts.read(root))
        .isEqualTo(new MemoryFacts(4 * GIB, 3 * GIB / 2, GIB, 2 * GIB));
  }

  @Test
  void aFirstGenerationContainerSeesItsLimitAtTheMount() throws IOException {
    write("proc/self/cgroup", "5:devices:/docker/abc\n4:cpu,memory:/docker/abc\n");
    write("sys/fs/cgroup/memory/memory.limit_in_bytes", "" + 8 * GIB);
    write("sys/fs/cgroup/memory/memory.usage_in_bytes", "" + 2 * GIB);
    write("sys/fs/cgroup/memory/memory.stat", "inactive_file 7\ntotal_inactive_file " + GIB + "\n");
    assertThat(MemoryFacts.read(root)).isEqualTo(new MemoryFacts(8 * GIB, 7 * GIB, GIB, 2 * GIB));
  }

  @Test
  void theFirstGenerationsNumberForNoLimitIsNoLimit() throws IOException {
    write("proc/self/cgroup", "4:memory:/\n");
    write("sys/fs/cgroup/memory/memory.limit_in_bytes", "9223372036854771712\n");
    write("sys/fs/cgroup/memory/memory.usage_in_bytes", "1000\n");
    assertThat(MemoryFacts.read(root).total()).isEqualTo(16 * GIB);
    assertThat(MemoryFacts.read(root).available()).isEqualTo(12 * GIB);
  }

  @Test
  void aLooseLimitDoesNotRaiseWhatTheMachineHas() throws IOException {
    write("proc/self/cgroup", "0::/\n");
    group("sys/fs/cgroup", "" + 15 * GIB, GIB, 0);
    assertThat(MemoryFacts.read(root).available()).isEqualTo(12 * GIB);
  }

  @Test
  void aPathThatClimbsOutOfTheMountIsNotFollowed() throws IOException {
    write("proc/self/cgroup", "0::/../../../../other\n");
    assertThat(MemoryFacts.read(root).total()).isEqualTo(16 * GIB);
  }

  @Test
  void withoutProcTheJvmAnswers() {
    MemoryFacts facts = MemoryFacts.read(root.resolve("nowhere"));
    assertThat(facts.total()).isGreaterThan(Runtime.getRuntime().totalMemory());
    assertThat(facts.available()).isPositive();
    assertThat(facts.resident()).isPositive();
    assertThat(facts.peakResident()).isGreaterThanOrEqualTo(facts.resident());
  }

  /// What earlier tests left is given back at any moment, so one look in five has to show all of it.
  @Test
  void touchedMemoryShowsUpAsResident() {
    assumeThat(Path.of("/proc/self/status")).exists();
    boolean seen = false;
    for (int look = 0; look < 5 && !seen; look++) {
      seen = growth(200 << 20) > 150L << 20;
    }
    assertThat(seen).isTrue();
  }

  /// By how much resident memory grows with so many bytes that are touched.
  private static long growth(long bytes) {
    long before = MemoryFacts.read().resident();
    // not from the heap, parts of which other tests may have touched already
    try (Arena arena = Arena.ofConfined()) {
      MemorySegment held = arena.allocate(bytes).fill((byte) 1);
      MemoryFacts after = MemoryFacts.read();
      assertThat(held.get(ValueLayout.JAVA_BYTE, 4096)).isEqualTo((byte) 1);
      assertThat(after.peakResident()).isGreaterThanOrEqualTo(after.resident());
      assertThat(after.available()).isBetween(1L, after.total());
      return after.resident() - before;
    }
  }

  private void group(String folder, String max, long current, long inactive) throws IOException {
    write(folder + "/memory.max", max + "\n");
    write(folder + "/memory.current", current + "\n");
    write(folder + "/memory.stat", "anon 5\ninactive_file " + inactive + "\n");
  }

  private void write(String name, String text) throws IOException {
    Path file = root.resolve(name);
    Files.createDirectories(file.getParent());
    Files.writeString(file, text);
  }
}
