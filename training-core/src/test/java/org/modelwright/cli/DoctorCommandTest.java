package org.modelwright.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.modelwright.cli.DoctorCommand.Verdict;
import org.modelwright.gpu.Gpu;
import org.modelwright.gpu.GpuReport;
import org.modelwright.hardware.MemoryFacts;
import org.modelwright.launch.EngineTrial;
import tools.jackson.databind.JsonNode;

class DoctorCommandTest {

  private static final Gpu A100 =
      new Gpu(0, "NVIDIA A100-SXM4-80GB", "GPU-1", 80L << 30, 79L << 30, "8.0");

  /// The real machine and the real engine.
  @Test
  void everyCheckOfThisMachineHasAVerdict() {
    InProcess doctor = InProcess.run("doctor", "--json");
    assertThat(doctor.exit()).as(doctor.err()).isZero();
    JsonNode checks = org.modelwright.file.Json.pretty().readTree(doctor.out()).get("checks");
    assertThat(checks.valueStream().map(c -> c.get("name").asString()))
        .contains("jdk", "engine", "processor", "memory", "NVIDIA driver", "MPI");
    for (JsonNode check : checks) {
      assertThat(check.get("verdict").asString()).isIn("ok", "missing", "old", "broken");
      assertThat(check.get("found").asString()).isNotBlank();
      assertThat(check.get("remedy").asString().isEmpty())
          .isEqualTo(check.get("verdict").asString().equals("ok"));
    }
    assertThat(checks.get(1).get("found").asString()).startsWith("libtorch 2.");
  }

  @Test
  void anEngineThatDiesIsBroken() {
    var crashed = new EngineTrial(null, 0, "exit status 134: terminate called");
    assertThat(DoctorCommand.engine(crashed).verdict()).isEqualTo(Verdict.BROKEN);
    assertThat(DoctorCommand.engine(crashed).found()).contains("134");
  }

  @Test
  void anOldDriverIsToldFromNone() {
    var old = new GpuReport(true, "470.57", 11_040, List.of(A100), null);
    assertThat(DoctorCommand.driver(old).verdict()).isEqualTo(Verdict.OLD);
    assertThat(DoctorCommand.driver(old).found()).isEqualTo("470.57, CUDA 11.4");
    var none = new GpuReport(false, "", 0, List.of(), "no driver");
    assertThat(DoctorCommand.driver(none).verdict()).isEqualTo(Verdict.MISSING);
    var good = new GpuReport(true, "570.86.15", 12_080, List.of(A100), null);
    assertThat(DoctorCommand.driver(good).verdict()).isEqualTo(Verdict.OK);
    assertThat(DoctorCommand.gpus(good).found())
        .isEqualTo("0: NVIDIA A100-SXM4-80GB, 80 GiB, compute capability 8.0");
  }

  @Test
  void aGpuThatTheEngineCannotReachIsSaid() {
    var report = new GpuReport(true, "570.86.15", 12_080, List.of(A100), null);
    assertThat(DoctorCommand.cuda(report, new EngineTrial("2.7.1", 0, "")).remedy())
        .contains("PYTORCH_LIBRARY_PATH");
    assertThat(DoctorCommand.cuda(report, new EngineTrial("2.7.1", 1, "")).verdict())
        .isEqualTo(Verdict.OK);
    var dead = new GpuReport(true, "570.86.15", 12_080, List.of(A100), "CUDA did not start.");
    assertThat(DoctorCommand.gpus(dead).verdict()).isEqualTo(Verdict.BROKEN);
  }

  @Test
  void littleMemoryIsMissing() {
    assertThat(DoctorCommand.memory(new MemoryFacts(8L << 30, 1L << 30, 0, 0)).verdict())
        .isEqualTo(Verdict.MISSING);
    assertThat(DoctorCommand.memory(new MemoryFacts(8L << 30, 4L << 30, 0, 0)).verdict())
        .isEqualTo(Verdict.OK);
  }

  @Test
  void mpirunIsLookedForOnThePath(@TempDir Path folder) throws Exception {
    assertThat(DoctorCommand.mpi(folder.toString()).verdict()).isEqualTo(Verdict.MISSING);
    Path mpirun = Files.createFile(folder.resolve("mpirun"));
    assertThat(mpirun.toFile().setExecutable(true)).isTrue();
    assertThat(DoctorCommand.mpi("/nowhere" + java.io.File.pathSeparator + folder).found())
        .isEqualTo(mpirun.toString());
  }
}
