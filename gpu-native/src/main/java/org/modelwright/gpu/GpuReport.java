package org.modelwright.gpu;

import java.util.List;
import org.jspecify.annotations.Nullable;

/// What a probe found.
///
/// @param driverPresent whether NVIDIA's management library could be opened
/// @param driverVersion the driver's version, such as `570.86.15`; empty where unknown
/// @param cudaVersion the newest CUDA that the driver serves, as 1000 x major + 10 x minor (12080
///     is 12.8); 0 where unknown
/// @param gpus the boards, in PCI bus order
/// @param why one sentence with the reason why a program cannot compute on a GPU here; null where
///     it can
public record GpuReport(
    boolean driverPresent,
    String driverVersion,
    int cudaVersion,
    List<Gpu> gpus,
    @Nullable String why) {

  public GpuReport {
    gpus = List.copyOf(gpus);
  }

  /// Whether at least one GPU is there and CUDA has started on it.
  public boolean usable() {
    return why == null;
  }

  static GpuReport absent(String why) {
    return new GpuReport(false, "", 0, List.of(), why);
  }
}
