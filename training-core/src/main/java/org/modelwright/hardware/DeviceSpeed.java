package org.modelwright.hardware;

import java.util.OptionalDouble;
import org.modelwright.compile.Analysis;
import org.modelwright.engine.DeviceName;
import org.modelwright.gpu.GpuProbe;
import org.modelwright.gpu.GpuReport;

/// How fast a device may be taken to be before anything has been measured on it, and on what grounds.
///
/// @param device its product name
/// @param grounds where the two figures come from
/// @param flops floating-point operations a second at most; empty where nothing is known
/// @param bytes bytes a second that its memory gives; empty where nothing is known
public record DeviceSpeed(
    String device, Grounds grounds, OptionalDouble flops, OptionalDouble bytes) {

  /// Where figures come from. None is a measurement.
  public sealed interface Grounds {
    /// The maker's own figures for this product.
    record Published() implements Grounds {}

    /// Cores times what such a core does a cycle, at an assumed clock.
    ///
    /// @param cores that are used
    /// @param flopsPerCycle of one core
    /// @param gigahertz assumed
    /// @param gigabytes a second that the memory is assumed to give
    record Assumed(int cores, int flopsPerCycle, double gigahertz, double gigabytes)
        implements Grounds {}

    /// A product in no table, or a device that this machine does not have.
    record Unknown() implements Grounds {}
  }

  /// What training and writing are assumed to reach of the most that is possible.
  public static final double SHARE_REACHED = 0.4;

  /// A clock that servers hold with all cores at work.
  private static final double GIGAHERTZ = 2.5;

  /// What one or two modules of DDR4 give.
  private static final double GIGABYTES = 15;

  /// The speed of a device of this machine. Looks at the GPU's driver where one is named, which may take
  /// a moment.
  ///
  /// @param threads of a CPU that work; 0 for all its cores
  /// @param precision `fp32`, `tf32`, `bf16` or `fp16`
  public static DeviceSpeed of(DeviceName device, int threads, String precision) {
    if (!device.isCuda()) {
      CpuFacts cpu = CpuFacts.read();
      int usable = Math.min(cpu.physicalCores(), Runtime.getRuntime().availableProcessors());
      return ofCpu(cpu, threads > 0 ? threads : usable, precision);
    }
    GpuReport report = GpuProbe.probe();
    return device.index() < report.gpus().size()
        ? ofGpu(report.gpus().get(device.index()).name(), precision)
        : unknown(device.toString());
  }

  /// Of 256-bit vectors each core multiplies and adds two a cycle, 8 numbers each: 32 operations. That
  /// is taken for wider vectors too, of which many cores do one a cycle. Instructions for bf16 do twice
  /// as much; without them bf16 is no faster than fp32.
  static DeviceSpeed ofCpu(CpuFacts cpu, int cores, String precision) {
    boolean vectors =
        cpu.features().contains(CpuFacts.Feature.AVX2)
            || cpu.features().contains(CpuFacts.Feature.AVX512);
    boolean twice = precision.equals("bf16") && cpu.fastBf16();
    int perCycle = (vectors ? 32 : 16) * (twice ? 2 : 1);
    return new DeviceSpeed(
        cpu.name(),
        new Grounds.Assumed(cores, perCycle, GIGAHERTZ, GIGABYTES),
        OptionalDouble.of(cores * perCycle * GIGAHERTZ * 1e9),
        OptionalDouble.of(GIGABYTES * 1e9));
  }

  static DeviceSpeed ofGpu(String name, String precision) {
    OptionalDouble flops = PeakFlops.of(name, precision);
    return flops.isEmpty()
        ? unknown(name)
        : new DeviceSpeed(name, new Grounds.Published(), flops, MemoryBandwidth.of(name));
  }

  private static DeviceSpeed unknown(String name) {
    return new DeviceSpeed(
        name, new Grounds.Unknown(), OptionalDouble.empty(), OptionalDouble.empty());
  }

  /// Tokens a second of training, where the arithmetic reaches [#SHARE_REACHED] of the most.
  public OptionalDouble trainingTokens(Analysis analysis) {
    return flops.isPresent() && analysis.flopsPerToken() > 0
        ? OptionalDouble.of(SHARE_REACHED * flops.getAsDouble() / analysis.flopsPerToken())
        : OptionalDouble.empty();
  }

  /// Tokens a second of one text that is being written, at a full context: the slower of arithmetic and
  /// reading each weight once a token, at [#SHARE_REACHED] of the most.
  ///
  /// @param weightBytes of one weight
  public OptionalDouble writingTokens(Analysis analysis, int weightBytes) {
    if (flops.isEmpty() || bytes.isEmpty() || analysis.flopsPerToken() <= 0) {
      return OptionalDouble.empty();
    }
    double arithmetic = writingFlops(analysis) / flops.getAsDouble();
    double reading = (double) analysis.parameters() * weightBytes / bytes.getAsDouble();
    return OptionalDouble.of(SHARE_REACHED / Math.max(arithmetic, reading));
  }

  /// Operations for one more token: a forward pass, a third of what training takes.
  public static double writingFlops(Analysis analysis) {
    return analysis.flopsPerToken() / 3;
  }
}
