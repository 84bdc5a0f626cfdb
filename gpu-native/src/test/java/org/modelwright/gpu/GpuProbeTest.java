package org.modelwright.gpu;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Reads a stand-in for the driver that a C compiler makes on the spot; where there is no compiler,
/// only the tests without a driver run.
class GpuProbeTest {

  @TempDir Path folder;

  @Test
  void neverThrowsOnThisMachine() {
    GpuReport report = GpuProbe.probe();
    assertThat(report.usable()).isEqualTo(report.why() == null);
    if (report.usable()) {
      assertThat(report.gpus()).isNotEmpty();
    } else {
      assertThat(report.why()).endsWith(".").hasSizeGreaterThan(20);
    }
  }

  @Test
  void aMissingLibraryIsSaidInWords() {
    GpuReport report = GpuProbe.probe(List.of("libno-such-thing.so.1"), List.of());
    assertThat(report.driverPresent()).isFalse();
    assertThat(report.gpus()).isEmpty();
    assertThat(report.why())
        .isEqualTo(
            "No NVIDIA driver was found (libno-such-thing.so.1);"
                + " install one to use an NVIDIA GPU.");
  }

  @Test
  void everyFieldComesBack() throws Exception {
    String driver = driver();
    GpuReport report = GpuProbe.probe(List.of("libno-such-thing.so.1", driver), List.of(driver));
    assertThat(report)
        .isEqualTo(
            new GpuReport(
                true,
                "570.86.15",
                12080,
                List.of(
                    new Gpu(
                        0, "NVIDIA A100-SXM4-80GB", "GPU-aaaa", 85899345920L, 85000000000L, "8.0"),
                    new Gpu(1, "NVIDIA GB10", "GPU-bbbb", 0, 0, "12.1")),
                null));
    assertThat(openSessions(driver)).isZero();
  }

  @Test
  void aDriverThatDoesNotStartNamesTheReasonAndTheRemedy() throws Exception {
    String driver = driver("-DINIT=18");
    GpuReport report = GpuProbe.probe(List.of(driver), List.of(driver));
    assertThat(report.driverPresent()).isTrue();
    assertThat(report.why())
        .contains("Driver/library version mismatch", "NVML error 18", "restart the machine");
    assertThat(openSessions(driver)).isZero();
  }

  @Test
  void aLostBoardIsNamedAndTheSessionIsClosed() throws Exception {
    String driver = driver("-DLOST=1");
    GpuReport report = GpuProbe.probe(List.of(driver), List.of(driver));
    assertThat(report.driverVersion()).isEqualTo("570.86.15");
    assertThat(report.why()).startsWith("GPU 1 ").contains("GPU is lost");
    assertThat(openSessions(driver)).isZero();
  }

  @Test
  void aDriverWithoutBoardsSaysSo() throws Exception {
    String driver = driver("-DBOARDS=0");
    assertThat(GpuProbe.probe(List.of(driver), List.of(driver)).why()).contains("sees no GPU");
  }

  @Test
  void boardsThatCudaMayNotUseAreListedWithTheReason() throws Exception {
    String driver = driver("-DCUDA_INIT=100");
    GpuReport report = GpuProbe.probe(List.of(driver), List.of(driver));
    assertThat(report.gpus()).hasSize(2);
    assertThat(report.usable()).isFalse();
    assertThat(report.why()).contains("CUDA_ERROR_NO_DEVICE", "CUDA_VISIBLE_DEVICES");
  }

  @Test
  void aMissingCudaLibraryIsNamed() throws Exception {
    String driver = driver();
    GpuReport report = GpuProbe.probe(List.of(driver), List.of("libno-such-cuda.so.1"));
    assertThat(report.gpus()).hasSize(2);
    assertThat(report.why()).contains("libno-such-cuda.so.1", "container");
  }

  @Test
  void aMissingFunctionIsNamed() throws Exception {
    Path source = Files.writeString(folder.resolve("empty.c"), "int nothing;\n");
    String library = compile(source);
    GpuReport report = GpuProbe.probe(List.of(library), List.of(library));
    assertThat(report.driverPresent()).isTrue();
    assertThat(report.why()).contains("no function nvmlInit_v2", "newer NVIDIA driver");
  }

  private static int openSessions(String driver) throws NativeFailure {
    NativeLibrary library = NativeLibrary.open(List.of(driver));
    assertThat(library).isNotNull();
    return library.call("openSessions");
  }

  private String driver(String... options) throws Exception {
    return compile(Path.of("src/test/c/driver.c"), options);
  }

  private String compile(Path source, String... options) throws Exception {
    assumeThat(compiler()).as("a C compiler on the PATH").isTrue();
    // A name of its own each time: the loader gives the same library back for a path it knows.
    Path library = Files.createTempFile(folder, "driver", ".so");
    List<String> command = new ArrayList<>(List.of("cc", "-shared", "-fPIC", "-o"));
    command.add(library.toString());
    command.add(source.toString());
    command.addAll(List.of(options));
    Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
    String said = new String(process.getInputStream().readAllBytes());
    assertThat(process.waitFor()).as(said).isZero();
    return library.toString();
  }

  private static boolean compiler() throws IOException {
    return Stream.of(System.getenv().getOrDefault("PATH", "").split(File.pathSeparator))
        .anyMatch(folder -> Files.isExecutable(Path.of(folder, "cc")));
  }
}
