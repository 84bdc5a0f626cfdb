package org.modelwright.hardware;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/// The machine's processor.
///
/// @param name as the maker writes it; `unknown` where the system does not say
/// @param physicalCores cores of the whole machine; the logical count where the system does not say
/// @param logicalCores hardware threads of the whole machine. A container or an affinity mask may
///     grant this process fewer: `Runtime.availableProcessors()` knows
/// @param features the instruction sets that matter to libtorch's kernels; empty on other
///     processors than x86-64 and where the system does not say
public record CpuFacts(String name, int physicalCores, int logicalCores, Set<Feature> features) {

  /// Instruction sets that decide which kernels libtorch takes and how fast a type is.
  public enum Feature {
    AVX2("avx2"),
    AVX512("avx512f"),
    AVX512_BF16("avx512_bf16"),
    AMX_BF16("amx_bf16");

    private final String flag;

    Feature(String flag) {
      this.flag = flag;
    }
  }

  public CpuFacts {
    features = Set.copyOf(features);
  }

  /// Reads `/proc/cpuinfo` on Linux and asks `sysctl` on macOS; elsewhere only the number of
  /// threads is known.
  public static CpuFacts read() {
    String system = System.getProperty("os.name", "").toLowerCase(Locale.ROOT);
    try {
      if (system.startsWith("linux")) {
        return ofCpuinfo(Files.readString(Path.of("/proc/cpuinfo")));
      }
      if (system.startsWith("mac")) {
        return ofSysctl(
            output(
                List.of(
                    "/usr/sbin/sysctl",
                    "machdep.cpu.brand_string",
                    "hw.physicalcpu",
                    "hw.logicalcpu")));
      }
    } catch (IOException e) {
      // a sandbox may hide both; the fallback is honest about it
    }
    return unknown(System.getenv().getOrDefault("PROCESSOR_IDENTIFIER", "unknown"));
  }

  /// Whether bfloat16 products have instructions of their own here; without them bf16 is emulated
  /// and slower than fp32.
  public boolean fastBf16() {
    return features.contains(Feature.AVX512_BF16) || features.contains(Feature.AMX_BF16);
  }

  /// Name and instruction sets, as runs write it down: equal where a kernel computes the same bits.
  public String description() {
    return name + " " + features.stream().sorted().toList();
  }

  /// @param cpuinfo the text of `/proc/cpuinfo`: one paragraph a hardware thread
  static CpuFacts ofCpuinfo(String cpuinfo) {
    List<Map<String, String>> threads = new ArrayList<>();
    for (String paragraph : cpuinfo.split("\n\\s*\n")) {
      Map<String, String> thread = keysAndValues(paragraph);
      // Some Arm kernels end with a paragraph about the board, which is no thread.
      if (thread.containsKey("processor")) {
        threads.add(thread);
      }
    }
    if (threads.isEmpty()) {
      return unknown("unknown");
    }
    Map<String, String> first = threads.getFirst();
    Set<String> cores = new HashSet<>();
    for (Map<String, String> thread : threads) {
      // Core numbers start again in every socket.
      if (thread.containsKey("core id")) {
        cores.add(thread.get("physical id") + "/" + thread.get("core id"));
      }
    }
    return new CpuFacts(
        first.getOrDefault("model name", "unknown"),
        cores.isEmpty() ? threads.size() : cores.size(),
        threads.size(),
        features(first.getOrDefault("flags", "")));
  }

  /// @param lines `key: value` lines as `sysctl` prints them
  static CpuFacts ofSysctl(String lines) {
    Map<String, String> values = keysAndValues(lines);
    int logical = count(values.get("hw.logicalcpu"), Runtime.getRuntime().availableProcessors());
    return new CpuFacts(
        values.getOrDefault("machdep.cpu.brand_string", "unknown"),
        count(values.get("hw.physicalcpu"), logical),
        logical,
        Set.of());
  }

  private static CpuFacts unknown(String name) {
    int threads = Runtime.getRuntime().availableProcessors();
    return new CpuFacts(name, threads, threads, Set.of());
  }

  private static Set<Feature> features(String flags) {
    Set<String> words = new HashSet<>(Arrays.asList(flags.split(" ")));
    Set<Feature> features = EnumSet.noneOf(Feature.class);
    for (Feature feature : Feature.values()) {
      if (words.contains(feature.flag)) {
        features.add(feature);
      }
    }
    return features;
  }

  private static Map<String, String> keysAndValues(String lines) {
    Map<String, String> values = new HashMap<>();
    for (String line : lines.split("\n")) {
      int colon = line.indexOf(':');
      if (colon > 0) {
        values.put(line.substring(0, colon).strip(), line.substring(colon + 1).strip());
      }
    }
    return values;
  }

  private static int count(@Nullable String text, int ifUnknown) {
    try {
      return text == null ? ifUnknown : Integer.parseInt(text);
    } catch (NumberFormatException e) {
      return ifUnknown;
    }
  }

  private static String output(List<String> command) throws IOException {
    Process process =
        new ProcessBuilder(command).redirectError(ProcessBuilder.Redirect.DISCARD).start();
    try {
      String text = new String(process.getInputStream().readAllBytes(), UTF_8);
      return process.waitFor(5, TimeUnit.SECONDS) ? text : "";
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return "";
    } finally {
      process.destroy();
    }
  }
}
