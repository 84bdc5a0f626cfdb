package org.modelwright.hardware;

import com.sun.management.OperatingSystemMXBean;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.lang.management.MemoryPoolMXBean;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Arrays;

/// Main memory as this process may use it, all in bytes.
///
/// @param total what the machine has, or the lowest limit of the control groups that hold this
///     process where one is lower
/// @param available what may still be taken without swapping or being killed
/// @param resident what this process holds now
/// @param peakResident the most it has held since its start
public record MemoryFacts(long total, long available, long resident, long peakResident) {

  /// Where a generation of control groups keeps its figures.
  private enum Generation {
    V1(
        "sys/fs/cgroup/memory",
        "memory.limit_in_bytes",
        "memory.usage_in_bytes",
        "total_inactive_file "),
    V2("sys/fs/cgroup", "memory.max", "memory.current", "inactive_file ");

    private final String mount;
    private final String limit;
    private final String usage;
    private final String reclaimable;

    Generation(String mount, String limit, String usage, String reclaimable) {
      this.mount = mount;
      this.limit = limit;
      this.usage = usage;
      this.reclaimable = reclaimable;
    }
  }

  /// Reads `/proc` and `/sys/fs/cgroup` on Linux. Elsewhere the JVM's figures stand in: `available`
  /// then leaves out what caches would give back, and `resident` what native libraries hold.
  public static MemoryFacts read() {
    return read(Path.of("/"));
  }

  /// Bytes that another process holds now; 0 where it is gone or the system does not tell.
  public static long residentOf(long pid) {
    return 1024 * value(text(Path.of("/proc", Long.toString(pid), "status")), "VmRSS:");
  }

  /// @param root the folder that holds `proc` and `sys`
  static MemoryFacts read(Path root) {
    String machine = text(root.resolve("proc/meminfo"));
    String process = text(root.resolve("proc/self/status"));
    if (machine.isEmpty() || process.isEmpty()) {
      return ofJvm();
    }
    var facts =
        new MemoryFacts(
            1024 * value(machine, "MemTotal:"),
            1024 * value(machine, "MemAvailable:"),
            1024 * value(process, "VmRSS:"),
            1024 * value(process, "VmHWM:"));
    for (String line : text(root.resolve("proc/self/cgroup")).split("\n")) {
      // hierarchy:controllers:/path, where the second generation names no controllers
      String[] parts = line.split(":", 3);
      if (parts.length < 3 || !parts[2].startsWith("/")) {
        continue;
      }
      Generation generation = parts[1].isEmpty() ? Generation.V2 : Generation.V1;
      if (generation == Generation.V2 || Arrays.asList(parts[1].split(",")).contains("memory")) {
        facts = facts.within(root.resolve(generation.mount), parts[2].substring(1), generation);
      }
    }
    return facts;
  }

  /// Lets `peakResident` begin anew at what is in use now. Linux alone can.
  ///
  /// @return whether it did
  public static boolean forgetPeak() {
    NativeHeap.trim();
    try {
      // 5 means the peak: proc(5), /proc/pid/clear_refs
      Files.writeString(Path.of("/proc/self/clear_refs"), "5", StandardOpenOption.WRITE);
      return true;
    } catch (IOException e) {
      return false;
    }
  }

  /// A limit binds whichever group of the path has it. In a container the lower part of the path
  /// may be out of sight: then the figures at the mount are the container's own.
  private MemoryFacts within(Path mount, String path, Generation generation) {
    long lowest = total;
    long left = available;
    Path group = mount.resolve(path).normalize();
    for (; group != null && group.startsWith(mount); group = group.getParent()) {
      long limit = number(text(group.resolve(generation.limit)));
      long usage = number(text(group.resolve(generation.usage)));
      if (limit < 0 || usage < 0 || limit >= total) {
        continue;
      }
      // Cached file pages count as used, but the kernel drops them before it kills.
      long reclaimable = value(text(group.resolve("memory.stat")), generation.reclaimable);
      lowest = Math.min(lowest, limit);
      left = Math.min(left, Math.max(0, limit - usage + reclaimable));
    }
    return new MemoryFacts(lowest, left, resident, peakResident);
  }

  private static MemoryFacts ofJvm() {
    var machine = ManagementFactory.getPlatformMXBean(OperatingSystemMXBean.class);
    var memory = ManagementFactory.getMemoryMXBean();
    long resident =
        memory.getHeapMemoryUsage().getCommitted() + memory.getNonHeapMemoryUsage().getCommitted();
    long peak = 0;
    for (MemoryPoolMXBean pool : ManagementFactory.getMemoryPoolMXBeans()) {
      peak += pool.isValid() ? pool.getPeakUsage().getCommitted() : 0;
    }
    return new MemoryFacts(
        machine.getTotalMemorySize(),
        machine.getFreeMemorySize(),
        resident,
        Math.max(resident, peak));
  }

  /// The number behind a key at the start of a line; 0 where there is none.
  private static long value(String lines, String key) {
    for (String line : lines.split("\n")) {
      if (line.startsWith(key)) {
        return Math.max(0, number(line.substring(key.length()).replace("kB", "")));
      }
    }
    return 0;
  }

  /// -1 for anything but a whole number, such as `max`.
  private static long number(String text) {
    try {
      return Long.parseLong(text.strip());
    } catch (NumberFormatException e) {
      return -1;
    }
  }

  private static String text(Path file) {
    try {
      return Files.readString(file);
    } catch (IOException e) {
      return "";
    }
  }
}
