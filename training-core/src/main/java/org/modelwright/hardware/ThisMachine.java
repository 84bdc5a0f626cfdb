package org.modelwright.hardware;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;
import org.modelwright.engine.DeviceName;
import org.modelwright.file.InputException;
import org.modelwright.file.YamlReader;
import org.modelwright.gpu.Gpu;
import org.modelwright.gpu.GpuProbe;
import org.modelwright.gpu.GpuReport;
import org.modelwright.train.TrainingSettings.Precision;

/// The profile of the machine that asks: what can be found out without measuring, and nominal figures
/// for the rest, each of them named as such.
final class ThisMachine {

  static final String NAME = "this-machine";

  /// No system call tells the clock under load.
  private static final double NOMINAL_HERTZ = 3e9;

  /// Two channels of DDR4-3200 have 51 GB/s on paper.
  private static final double NOMINAL_CPU_BANDWIDTH = 40e9;

  private static final double WATTS_PER_CORE = 10;
  private static final double NOMINAL_GPU_BANDWIDTH = 900e9;
  private static final double NOMINAL_GPU_WATTS = 300;
  private static final double PCI_EXPRESS = 32e9;

  private ThisMachine() {}

  /// The profile for training on a device here.
  ///
  /// @param threads that a kernel may use on the CPU; 0 for as many as there are cores
  /// @throws InputException where there is no such GPU
  static Profile detect(DeviceName device, int threads) {
    Profile.StorageTier disk = disk(Path.of("").toAbsolutePath());
    if (device.isCuda()) {
      return ofGpu(GpuProbe.probe(), device.index(), disk);
    }
    return ofCpu(CpuFacts.read(), MemoryFacts.read(), threads, disk);
  }

  /// As above, of the first GPU that can be used, else of the CPU.
  static Profile detect() {
    return detect(GpuProbe.probe().usable() ? new DeviceName("cuda", 0) : DeviceName.CPU, 0);
  }

  static Profile ofCpu(CpuFacts cpu, MemoryFacts memory, int threads, Profile.StorageTier disk) {
    int cores = threads == 0 ? cpu.physicalCores() : Math.min(threads, cpu.physicalCores());
    double fp32 = cores * NOMINAL_HERTZ * flopsPerCycle(cpu);
    Map<Precision, Double> peaks = new EnumMap<>(Precision.class);
    peaks.put(Precision.FP32, fp32);
    peaks.put(
        Precision.BF16,
        cpu.features().contains(CpuFacts.Feature.AMX_BF16)
            ? 16 * fp32
            : cpu.fastBf16() ? 2 * fp32 : fp32 / 2);
    peaks.put(Precision.FP16, fp32 / 2);
    return new Profile(
        NAME,
        "The processor of this machine, as detected.",
        Profile.Kind.CPU,
        cpu.name(),
        1,
        1,
        memory.total(),
        peaks,
        new Profile.Bandwidth(NOMINAL_CPU_BANDWIDTH, 0, 0),
        new Profile.Price(0, "USD", 0, ""),
        WATTS_PER_CORE * cpu.physicalCores(),
        disk,
        Profile.StorageTier.NONE,
        List.of(),
        Map.of(
            "device", "detected",
            "memory", "detected, limits of control groups included",
            "peakTeraflops",
                "computed: %d cores at a nominal 3 GHz, %.0f FLOP a cycle in float32"
                    .formatted(cores, flopsPerCycle(cpu)),
            "bandwidth", "nominal, two channels of DDR4; not measured",
            "price", "none; copy this profile and write what an hour costs you",
            "power", "a guess: 10 W a core",
            "storage", "detected: what is free on the disk of the current folder"));
  }

  /// Two fused multiply-adds a cycle on vectors of 256 bits; on Zen 4 those of 512 bits take two.
  private static double flopsPerCycle(CpuFacts cpu) {
    return cpu.features().contains(CpuFacts.Feature.AVX2) ? 32 : 16;
  }

  static Profile ofGpu(GpuReport report, int index, Profile.StorageTier disk) {
    if (index >= report.gpus().size()) {
      throw new InputException(
          "There is no GPU %d on this machine (%s); plan with --profile a100-80gb, or set hardware.device=cpu."
              .formatted(
                  index,
                  report.gpus().isEmpty()
                      ? String.valueOf(report.why()).replaceFirst("[.]$", "")
                      : "it has " + report.gpus().size()));
    }
    Gpu gpu = report.gpus().get(index);
    int alike =
        (int) report.gpus().stream().filter(other -> other.name().equals(gpu.name())).count();
    Map<Precision, Double> peaks = new EnumMap<>(Precision.class);
    for (Precision precision : Precision.values()) {
      OptionalDouble peak = PeakFlops.of(gpu.name(), YamlReader.word(precision));
      if (peak.isPresent()) {
        peaks.put(precision, peak.getAsDouble());
      }
    }
    boolean unknown = peaks.isEmpty();
    if (unknown) {
      peaks.put(Precision.FP32, 10e12);
      peaks.put(Precision.BF16, 40e12);
      peaks.put(Precision.FP16, 40e12);
    }
    return new Profile(
        NAME,
        "The GPUs of this machine, as detected.",
        Profile.Kind.CUDA,
        gpu.name(),
        1,
        1,
        gpu.totalBytes(),
        peaks,
        new Profile.Bandwidth(NOMINAL_GPU_BANDWIDTH, PCI_EXPRESS, 0),
        new Profile.Price(0, "USD", 0, ""),
        NOMINAL_GPU_WATTS,
        disk,
        Profile.StorageTier.NONE,
        alike > 1
            ? List.of("%d such GPUs are here; a run uses one of them".formatted(alike))
            : List.of(),
        Map.of(
            "device", "detected through NVML",
            "memory", "detected through NVML",
            "peakTeraflops",
                unknown
                    ? "a guess: this GPU is in no table here; write its data sheet's figures"
                    : "the maker's data sheet or whitepaper, dense",
            "bandwidth", "nominal; not measured",
            "price", "none; copy this profile and write what an hour costs you",
            "power", "a guess",
            "storage", "detected: what is free on the disk of the current folder"));
  }

  private static Profile.StorageTier disk(Path folder) {
    try {
      long free = Files.getFileStore(folder).getUsableSpace();
      return new Profile.StorageTier(folder.toString(), free, 0);
    } catch (IOException e) {
      return Profile.StorageTier.NONE;
    }
  }
}
