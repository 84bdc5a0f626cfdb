package org.modelwright.hardware;

import java.util.List;
import java.util.OptionalDouble;
import java.util.regex.Pattern;

/// Published peak speeds of NVIDIA GPUs for matrix products: dense (no structured sparsity), at
/// boost clock, with sums in float32. They are the denominator of model FLOPs utilization, which is
/// shown only where the peak is known.
///
/// Sources, all by NVIDIA; where a data sheet prints the sparse figure, half of it stands here:
///
/// - V100: Tesla V100 data sheet (2020); T4: T4 data sheet (2019)
/// - A100, A30, A40, A10: their data sheets (2021-2022); RTX A6000 and GeForce RTX 30: GA102
///   architecture whitepaper (2021), appendix A
/// - H100, H100 NVL, H200, H200 NVL: H100 data sheet (2024), H200 data sheet (2024), Hopper
///   architecture whitepaper; GH200: Grace Hopper data sheet (2023)
/// - L4, L40, L40S: their data sheets (2023); RTX 6000 Ada and GeForce RTX 40: Ada architecture
///   whitepaper (2023), appendix A
/// - B200: HGX B200 data sheet (2024), an eighth of it; GeForce RTX 50: RTX Blackwell whitepaper
///   (2025), appendix A
///
/// Where cores and clock are published too, the test computes the figures from them.
public final class PeakFlops {

  /// TFLOP/s; 0 where the GPU has no such mode.
  private record Row(Pattern name, double fp32, double tf32, double half, boolean bf16) {}

  private static final List<Row> ROWS =
      List.of(
          volta("V100-SXM2-(16|32)GB", 15.7, 125),
          volta("V100-SXM3-32GB", 15.7, 125),
          volta("V100-PCIE-(16|32)GB", 14, 112),
          volta("T4", 8.1, 65),
          row("A100(-SXM4-[48]0GB|-PCIE-40GB| 80GB PCIe)", 19.5, 156, 312),
          row("A800(-SXM4-80GB| 80GB PCIe)", 19.5, 156, 312),
          row("A30", 10.3, 82, 165),
          row("A40", 37.4, 74.8, 149.7),
          row("A10", 31.2, 62.5, 125),
          row("H100 80GB HBM3", 67, 494.7, 989.4),
          row("H100 PCIe", 51, 378, 756),
          row("H100 NVL", 60, 417.5, 835.5),
          row("H200", 67, 494.7, 989.4),
          row("H200 NVL", 60, 417.5, 835.5),
          row("GH200 (480GB|144G HBM3e|96GB HBM3)", 67, 494.7, 989.4),
          row("B200", 75, 1125, 2250),
          row("L4", 30.3, 60, 121),
          row("L40", 90.5, 90.5, 181),
          row("L40S", 91.6, 183, 362),
          row("RTX A6000", 38.7, 77.4, 154.8),
          row("RTX 6000 Ada Generation", 91.1, 182.1, 364.2),
          row("RTX 3080", 29.8, 29.8, 59.5),
          row("RTX 3090", 35.6, 35.6, 71),
          row("RTX 4080", 48.7, 48.7, 97.5),
          row("RTX 4090", 82.6, 82.6, 165.2),
          row("RTX 5090", 104.8, 104.8, 209.5));

  private PeakFlops() {}

  /// The peak in FLOP/s, counting a multiply-add as two.
  ///
  /// @param deviceName the product name as the driver gives it, such as `NVIDIA A100-SXM4-80GB`
  /// @param precision `fp32` (no tensor cores), `tf32`, `bf16` or `fp16`
  /// @return empty for a device that is not in the table, for a part of one (MIG) or a laptop's
  ///     variant, for a CPU, and for a precision that the device does not have
  public static OptionalDouble of(String deviceName, String precision) {
    String name = model(deviceName);
    for (Row row : ROWS) {
      if (row.name.matcher(name).matches()) {
        double teraflops =
            switch (precision) {
              case "fp32" -> row.fp32;
              case "tf32" -> row.tf32;
              case "fp16" -> row.half;
              case "bf16" -> row.bf16 ? row.half : 0;
              default -> 0;
            };
        return teraflops == 0 ? OptionalDouble.empty() : OptionalDouble.of(teraflops * 1e12);
      }
    }
    return OptionalDouble.empty();
  }

  /// A product name without its maker.
  static String model(String deviceName) {
    return deviceName.replaceFirst("^(NVIDIA )?(Tesla |GeForce )?", "");
  }

  private static Row row(String name, double fp32, double tf32, double half) {
    return new Row(Pattern.compile(name), fp32, tf32, half, true);
  }

  /// Before Ampere the tensor cores knew float16 only.
  private static Row volta(String name, double fp32, double half) {
    return new Row(Pattern.compile(name), fp32, 0, half, false);
  }
}
