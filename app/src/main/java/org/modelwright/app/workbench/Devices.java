package org.modelwright.app.workbench;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Collectors;
import org.modelwright.app.common.Texts;
import org.modelwright.gpu.Gpu;
import org.modelwright.gpu.GpuProbe;
import org.modelwright.gpu.GpuReport;
import org.modelwright.hardware.CpuFacts;

/// What this machine computes on, as the status bar names it.
///
/// @param threads of the processor that this process may use
record Devices(CpuFacts cpu, int threads, GpuReport gpu) {

  private static final double GIBIBYTE = 1L << 30;

  /// Takes up to a second where there is a GPU.
  static Devices probe() {
    return new Devices(
        CpuFacts.read(), Runtime.getRuntime().availableProcessors(), GpuProbe.probe());
  }

  /// The device in a few letters.
  ///
  /// @param device as in hardware.yaml: `cpu`, `cuda:0`; empty for the best there is
  String name(Optional<String> device) {
    String wanted = device.orElse(gpu.usable() ? "cuda:0" : "cpu");
    if (wanted.equals("cpu")) {
      return shortName(cpu.name()) + " × " + threads;
    }
    return gpu.gpus().stream()
        .filter(g -> wanted.equals("cuda:" + g.index()))
        .findFirst()
        .map(g -> shortName(g.name()))
        .orElseGet(() -> wanted.toUpperCase(Locale.ROOT));
  }

  /// Processor, memory and GPUs, a line each.
  ///
  /// @param memory of the machine, in bytes
  String details(Texts texts, long memory) {
    List<String> lines = new ArrayList<>();
    lines.add(
        texts.get(
            "workbench.device.cpu",
            cpu.name(),
            Integer.toString(cpu.physicalCores()),
            Integer.toString(cpu.logicalCores()),
            Integer.toString(threads)));
    if (!cpu.features().isEmpty()) {
      lines.add(
          texts.get(
              "workbench.device.features",
              cpu.features().stream()
                  .sorted()
                  .map(f -> f.name().replace('_', '-'))
                  .collect(Collectors.joining(", "))));
    }
    lines.add(texts.get("workbench.device.memory", gibibytes(memory, texts)));
    for (Gpu each : gpu.gpus()) {
      lines.add(
          texts.get(
              "workbench.device.gpu",
              Integer.toString(each.index()),
              each.name(),
              gibibytes(each.totalBytes(), texts)));
    }
    if (!gpu.driverVersion().isEmpty()) {
      lines.add(
          texts.get(
              "workbench.device.driver",
              gpu.driverVersion(),
              gpu.cudaVersion() / 1000 + "." + gpu.cudaVersion() % 1000 / 10));
    }
    if (!gpu.usable()) {
      lines.add(texts.get("workbench.device.noGpu"));
    }
    return String.join("\n", lines);
  }

  private static String gibibytes(long bytes, Texts texts) {
    return String.format(texts.locale(), "%.1f", bytes / GIBIBYTE);
  }

  /// Without makers' marks, clock rates and words that every processor has: `Intel(R) Xeon(R) CPU @
  /// 2.20GHz` is `Intel Xeon`.
  static String shortName(String name) {
    String words =
        name.replaceAll("\\((R|TM|C|r|tm)\\)", "")
            .replaceAll("@.*|\\d+-Core|with .*| w/ .*", "")
            .replaceAll("\\b(CPU|Processor|NVIDIA|Graphics)\\b", "")
            .replaceAll("\\s+", " ")
            .strip();
    return words.isEmpty() || words.equals("unknown") ? "CPU" : words;
  }
}
