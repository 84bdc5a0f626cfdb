package org.modelwright.run;

import java.io.IOException;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;

/// Tells whether a process number still means the process it meant when it was written down.
public final class ProcessIdentity {

  private ProcessIdentity() {}

  /// When process `pid` started, as a text to be compared and not read; empty where no such process
  /// runs. On Linux it is the count of clock ticks since the machine's start: unlike a time of day it
  /// does not move when the clock is set. A zombie does not run.
  public static String startOf(long pid) {
    if (Files.exists(Path.of("/proc/self/stat"))) {
      return read("/proc/" + pid + "/stat").map(ProcessIdentity::startInStat).orElse("");
    }
    return ProcessHandle.of(pid)
        .filter(ProcessHandle::isAlive)
        .map(p -> p.info().startInstant().map(Object::toString).orElse("unknown"))
        .orElse("");
  }

  /// Where process numbers mean the same: one start of one machine, seen from one container. Elsewhere
  /// than on Linux simply the host.
  static String place() {
    Optional<String> boot = read("/proc/sys/kernel/random/boot_id");
    if (boot.isEmpty()) {
      return host();
    }
    try {
      return boot.get() + " " + Files.readSymbolicLink(Path.of("/proc/self/ns/pid"));
    } catch (IOException e) {
      return boot.get() + " " + host();
    }
  }

  static String host() {
    // The kernel's own word first: asking for the local host's name may ask a name server.
    return read("/proc/sys/kernel/hostname").orElseGet(ProcessIdentity::hostOfNetwork);
  }

  /// How often this machine has killed a process because memory ran out; -1 where it does not say.
  static long memoryKills() {
    return read("/proc/vmstat").stream()
        .flatMap(String::lines)
        .filter(line -> line.startsWith("oom_kill "))
        .mapToLong(line -> Long.parseLong(line.substring("oom_kill ".length())))
        .findFirst()
        .orElse(-1);
  }

  // proc(5): `pid (name) state ppid ...`; the start time is field 22, and the name may hold
  // anything.
  private static String startInStat(String stat) {
    String[] fields = stat.substring(stat.lastIndexOf(')') + 2).split(" ");
    boolean dead = fields[0].equals("Z") || fields[0].equals("X");
    return dead ? "" : fields[19];
  }

  private static String hostOfNetwork() {
    try {
      return InetAddress.getLocalHost().getHostName();
    } catch (UnknownHostException e) {
      return "this host";
    }
  }

  private static Optional<String> read(String file) {
    try {
      return Optional.of(Files.readString(Path.of(file)).strip());
    } catch (IOException e) {
      return Optional.empty();
    }
  }
}
