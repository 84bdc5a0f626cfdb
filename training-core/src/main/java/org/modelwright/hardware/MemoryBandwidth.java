package org.modelwright.hardware;

import java.util.Map;
import java.util.OptionalDouble;

/// Published speeds of NVIDIA GPUs' memory. Writing text one token at a time reads every weight for each,
/// so that memory sets its pace.
///
/// Sources, all by NVIDIA: the data sheets that [PeakFlops] names, and
///
/// - T4: product brief PB-09256, "up to 320 GB/s" (its data sheet of 2019 rounds to 300)
/// - A100: data sheet (2021), 1,555 GB/s with 40 GB, 1,935 (PCIe) and 2,039 (SXM) with 80 GB
/// - H100: data sheet (2024), 3.35 TB/s (SXM), 3.9 TB/s (NVL), 2 TB/s (PCIe, 2022); H200: 4.8 TB/s (2024)
/// - B200: DGX B200 data sheet (2024), 64 TB/s for eight
///
/// But for H100 PCIe, H100 NVL and B200, where the data sheets round, each is the width of the memory's bus
/// times the data rate of a pin, which is what the test computes.
public final class MemoryBandwidth {

  /// GB/s by the product name as the driver gives it, without its maker.
  private static final Map<String, Double> GIGABYTES =
      Map.ofEntries(
          Map.entry("V100-SXM2-16GB", 900.0),
          Map.entry("V100-SXM2-32GB", 900.0),
          Map.entry("V100-PCIE-16GB", 900.0),
          Map.entry("V100-PCIE-32GB", 900.0),
          Map.entry("T4", 320.0),
          Map.entry("A100-SXM4-40GB", 1555.0),
          Map.entry("A100-PCIE-40GB", 1555.0),
          Map.entry("A100-SXM4-80GB", 2039.0),
          Map.entry("A100 80GB PCIe", 1935.0),
          Map.entry("A30", 933.0),
          Map.entry("A40", 696.0),
          Map.entry("A10", 600.0),
          Map.entry("H100 80GB HBM3", 3350.0),
          Map.entry("H100 PCIe", 2000.0),
          Map.entry("H100 NVL", 3900.0),
          Map.entry("H200", 4800.0),
          Map.entry("H200 NVL", 4800.0),
          Map.entry("B200", 8000.0),
          Map.entry("L4", 300.0),
          Map.entry("L40", 864.0),
          Map.entry("L40S", 864.0),
          Map.entry("RTX A6000", 768.0),
          Map.entry("RTX 6000 Ada Generation", 960.0),
          Map.entry("RTX 3090", 936.0),
          Map.entry("RTX 4090", 1008.0),
          Map.entry("RTX 5090", 1792.0));

  private MemoryBandwidth() {}

  /// In bytes a second; empty for a device that is not in the table.
  ///
  /// @param deviceName the product name as the driver gives it, such as `NVIDIA A100-SXM4-80GB`
  public static OptionalDouble of(String deviceName) {
    Double found = GIGABYTES.get(PeakFlops.model(deviceName));
    return found == null ? OptionalDouble.empty() : OptionalDouble.of(found * 1e9);
  }
}
