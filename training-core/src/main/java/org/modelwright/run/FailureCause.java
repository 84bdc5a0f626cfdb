package org.modelwright.run;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.modelwright.file.InputException;
import org.modelwright.run.Heartbeat.Beat;

/// Says in words why a run failed: the worker itself of what it caught, or anybody later of what a
/// dead worker left behind. The first line is one sentence.
public final class FailureCause {

  private static final long FULL_DISK_BYTES = 1 << 20;

  private FailureCause() {}

  /// What the worker puts into its `Failed` event.
  public static String of(Throwable failure) {
    for (Throwable t = failure; t != null; t = t.getCause()) {
      Optional<String> known =
          known(t instanceof OutOfMemoryError, Objects.toString(t.getMessage(), ""));
      if (known.isPresent()) {
        return known.get();
      }
    }
    String message = Objects.toString(failure.getMessage(), "").strip();
    if (failure instanceof InputException && !message.isEmpty()) {
      return message;
    }
    String name = failure.getClass().getSimpleName();
    return message.isEmpty() ? name : name + ": " + message.lines().findFirst().orElse("");
  }

  /// Whether the engine gave up because the GPU's memory ran out; it can then be used on.
  public static boolean isGpuMemory(Throwable failure) {
    for (Throwable t = failure; t != null; t = t.getCause()) {
      if (saysGpuMemory(Objects.toString(t.getMessage(), ""))) {
        return true;
      }
    }
    return false;
  }

  private static boolean saysGpuMemory(String message) {
    return message.contains("CUDA out of memory") || message.contains("CUDA error: out of memory");
  }

  /// Of a worker outside of a run that ended without a word.
  ///
  /// @param log what it printed
  /// @param crashReport where the virtual machine describes a crash in native code
  public static String ofExit(int status, Path log, Path crashReport) {
    List<String> lines = WorkerLog.lastLines(log);
    String cause =
        crashIn(crashReport)
            .map(found -> "The worker " + found + ".")
            .or(() -> inLog(lines))
            .orElseGet(() -> ofStatus(status, null));
    return withLog(cause, "what it printed", lines);
  }

  /// Of a worker that is gone without a last event.
  ///
  /// @param beat its last heartbeat, if any
  /// @param exit how it ended, where its launcher saw that
  static String ofDeadWorker(RunFolder run, @Nullable Beat beat, @Nullable WorkerExit exit) {
    List<String> log = WorkerLog.lastLines(run.log());
    String cause =
        crash(run, beat, exit)
            .or(() -> inLog(log))
            .or(() -> fullDisk(run))
            .orElseGet(() -> exit == null ? unseen(beat) : ofStatus(exit.status(), beat));
    return withLog(cause, "worker.log", log);
  }

  private static String withLog(String cause, String name, List<String> lines) {
    return lines.isEmpty()
        ? cause
        : cause + "\nLast lines of " + name + ":\n  " + String.join("\n  ", lines);
  }

  private static Optional<String> crash(
      RunFolder run, @Nullable Beat beat, @Nullable WorkerExit exit) {
    if (exit == null && beat == null) {
      return Optional.empty();
    }
    Path report = run.crashReport(exit != null ? exit.pid() : Objects.requireNonNull(beat).pid());
    return crashIn(report)
        .map(found -> "The worker " + found + "; details in " + report.getFileName() + ".");
  }

  // The report begins with a box of lines that start with `#`.
  private static Optional<String> crashIn(Path report) {
    try (var lines = Files.lines(report)) {
      List<String> box =
          lines.limit(40).filter(l -> l.startsWith("#")).map(l -> l.substring(1).strip()).toList();
      if (box.stream().anyMatch(l -> l.startsWith("There is insufficient memory"))) {
        return Optional.of("was refused memory by the system");
      }
      String signal =
          box.stream()
              .filter(l -> l.startsWith("SIG"))
              .map(l -> l.split(" ")[0])
              .findFirst()
              .orElse("fatal error");
      int frame = box.indexOf("Problematic frame:");
      String where =
          frame >= 0 && frame + 1 < box.size()
              ? " in " + box.get(frame + 1).replaceAll("\\s+", " ")
              : "";
      return Optional.of("crashed in native code (" + signal + ")" + where);
    } catch (IOException | java.io.UncheckedIOException e) {
      return Optional.empty();
    }
  }

  private static Optional<String> inLog(List<String> log) {
    return log.reversed().stream()
        .flatMap(line -> known(line.contains("java.lang.OutOfMemoryError"), line).stream())
        .findFirst();
  }

  private static Optional<String> known(boolean heap, String message) {
    if (heap) {
      return Optional.of(
          "The worker's Java heap ran out of memory; give it more with the JVM option -Xmx.");
    }
    if (saysGpuMemory(message)) {
      return Optional.of(
          "The GPU's memory ran out; lower training.batchSize and raise training.accumulation by"
              + " the same factor, or make the model smaller.");
    }
    if (message.contains("can't allocate memory") || message.contains("DefaultCPUAllocator")) {
      return Optional.of(
          "The machine's memory ran out; lower training.batchSize and raise training.accumulation"
              + " by the same factor, or make the model smaller.");
    }
    if (message.contains("No space left on device")
        || message.contains("not enough space on the disk")
        || message.contains("Disk quota exceeded")) {
      return Optional.of(
          "The disk is full (" + message.strip() + "); free some space, then resume.");
    }
    return Optional.empty();
  }

  private static Optional<String> fullDisk(RunFolder run) {
    try {
      if (Files.getFileStore(run.path()).getUsableSpace() < FULL_DISK_BYTES) {
        return Optional.of("The disk of " + run.path() + " is full; free some space, then resume.");
      }
    } catch (IOException e) {
      // then the disk says nothing
    }
    return Optional.empty();
  }

  private static String unseen(@Nullable Beat beat) {
    if (beat == null) {
      return "The worker ended without saying why.";
    }
    if (!beat.isHere()) {
      return "The worker process "
          + beat.pid()
          + " on "
          + beat.host()
          + " has given no sign of life since "
          + beat.time()
          + ".";
    }
    return "The worker process "
        + beat.pid()
        + " ended without saying why (killed?)"
        + memoryEvidence(beat)
        + ".";
  }

  private static String ofStatus(int status, @Nullable Beat beat) {
    return switch (status) {
      case 0 -> "The worker ended before the run did, and called that a success (exit status 0).";
      case 129 -> "The worker was ended by a hangup (SIGHUP): its terminal or session was closed.";
      case 130 -> "The worker was interrupted (SIGINT).";
      case 134 -> "The worker gave up in native code (SIGABRT).";
      case 135 ->
          "The worker crashed in native code (SIGBUS): a mapped file became shorter or its disk is"
              + " full.";
      case 136 -> "The worker crashed in native code (SIGFPE).";
      case 137 ->
          "The worker was killed (SIGKILL), most often because memory ran out"
              + memoryEvidence(beat)
              + "; lower training.batchSize and raise training.accumulation by the same factor.";
      case 139 -> "The worker crashed in native code (SIGSEGV).";
      case 143 ->
          "The worker was asked to end (SIGTERM) by a person, a job scheduler or a shutdown.";
      default -> "The worker ended with exit status " + status + ".";
    };
  }

  private static String memoryEvidence(@Nullable Beat beat) {
    if (beat == null || !beat.isHere() || beat.memoryKills() < 0) {
      return "";
    }
    return ProcessIdentity.memoryKills() > beat.memoryKills()
        ? ": this machine has killed a process for memory since the worker's last heartbeat"
        : "";
  }
}
