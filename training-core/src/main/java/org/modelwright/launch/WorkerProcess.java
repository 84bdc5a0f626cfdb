package org.modelwright.launch;

import java.io.File;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.modelwright.file.InputException;
import org.modelwright.file.IoReason;
import org.modelwright.run.CommandLog;
import org.modelwright.run.Heartbeat;
import org.modelwright.run.RunFolder;
import org.modelwright.run.WorkerExit;
import org.modelwright.run.WorkerLog;

/// The worker of a run as a child process that outlives its launcher.
///
/// On Linux `setsid` puts it into a session of its own. Where there is no `setsid` (macOS), a shell
/// makes it ignore the interrupt and the hangup that a terminal sends; the virtual machine keeps
/// signals ignored that it was started with. On Windows it is a plain child: closing the console
/// window ends it there.
public final class WorkerProcess {

  /// The exit status of a worker that found its run taken by another one, started at the same moment.
  static final int TAKEN = 4;

  private static final long MEBIBYTE = 1 << 20;

  private final RunFolder run;
  private final Process process;
  private final CompletableFuture<Integer> ended;

  private WorkerProcess(RunFolder run, Process process) {
    this.run = run;
    this.process = process;
    this.ended = process.onExit().thenApply(this::recordExit);
  }

  /// Starts `java FLAGS -cp <this class path> MAIN RUN_FOLDER`; what it prints goes to the run's
  /// `worker.log`.
  ///
  /// @param mainClass gets the absolute path of the run's folder as its one argument
  /// @param jvmFlags stand last and so win over the flags chosen here
  /// @throws InputException where the run already has a living worker or its folder cannot be written
  public static WorkerProcess start(RunFolder run, String mainClass, List<String> jvmFlags) {
    return start(run, mainClass, jvmFlags, detachment());
  }

  /// @param detachment words that stand before `java` and cut it off from the terminal
  static WorkerProcess start(
      RunFolder run, String mainClass, List<String> jvmFlags, List<String> detachment) {
    if (Heartbeat.isAlive(run)) {
      throw new InputException(
          "Run "
              + run.name()
              + " already has a worker; stop that one first (`modelwright stop`) or wait for its"
              + " end.");
    }
    List<String> command = new ArrayList<>(detachment);
    command.addAll(javaCommand(run.path(), mainClass, jvmFlags, List.of(run.path().toString())));
    var builder =
        new ProcessBuilder(command)
            .redirectErrorStream(true)
            .redirectOutput(ProcessBuilder.Redirect.appendTo(run.log().toFile()));
    builder.environment().put("OPT_OUT_TRACKING", "true");
    try {
      Files.deleteIfExists(run.exit());
      CommandLog.markLaunch(run);
      WorkerLog.markLaunch(run);
      Process process = builder.start();
      process.getOutputStream().close();
      return new WorkerProcess(run, process);
    } catch (IOException e) {
      throw new InputException(
          "No worker can be started for run "
              + run.name()
              + " ("
              + IoReason.withFile(e)
              + "); check the permissions and the disk.",
          e);
    }
  }

  public RunFolder run() {
    return run;
  }

  public long pid() {
    return process.pid();
  }

  public boolean isAlive() {
    return process.isAlive();
  }

  /// Waits until the worker has ended and its exit status is on disk.
  ///
  /// @return the exit status; 128 + n where signal n ended it
  public int waitForEnd() {
    return ended.join();
  }

  private int recordExit(Process gone) {
    if (gone.exitValue() == TAKEN) {
      return TAKEN; // the file belongs to the worker that has the run
    }
    try {
      WorkerExit.now(gone.pid(), gone.exitValue()).write(run);
    } catch (java.io.UncheckedIOException e) {
      // A full disk or a deleted folder: the run's status then speaks of an end that nobody saw.
    }
    return gone.exitValue();
  }

  /// @param crashes the folder that the JVM's report of a native crash goes to
  /// @param jvmFlags stand last and so win over the flags chosen here
  static List<String> javaCommand(
      Path crashes, String mainClass, List<String> jvmFlags, List<String> arguments) {
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.addAll(
        List.of(
            "-Xmx" + heapBytes() / MEBIBYTE + "m",
            // a small heap that stays small: memory is for tensors, cores are for kernels
            "-XX:+UseSerialGC",
            "-Xms32m",
            // Half a worker is worse than none: the run resumes from its last checkpoint.
            "-XX:+ExitOnOutOfMemoryError",
            "-XX:-CreateCoredumpOnCrash",
            "-XX:ErrorFile=" + crashes.resolve("hs_err_%p.log"),
            "--enable-native-access=ALL-UNNAMED",
            "-Dai.djl.offline=true",
            "-DOPT_OUT_TRACKING=true"));
    command.addAll(jvmFlags);
    command.addAll(List.of("-cp", absoluteClassPath(), mainClass));
    command.addAll(arguments);
    return command;
  }

  // Tensors live outside the heap; it holds tokenizers and bookkeeping only.
  private static long heapBytes() {
    long memory =
        ManagementFactory.getPlatformMXBean(com.sun.management.OperatingSystemMXBean.class)
            .getTotalMemorySize();
    return Math.clamp(memory / 8, 512 * MEBIBYTE, 4096 * MEBIBYTE);
  }

  private static String absoluteClassPath() {
    return Arrays.stream(System.getProperty("java.class.path").split(File.pathSeparator))
        .map(entry -> Path.of(entry).toAbsolutePath().toString())
        .collect(Collectors.joining(File.pathSeparator));
  }

  private static List<String> detachment() {
    if (System.getProperty("os.name").toLowerCase(Locale.ROOT).startsWith("windows")) {
      return List.of();
    }
    String path = System.getenv().getOrDefault("PATH", "");
    return Stream.of(path.split(File.pathSeparator))
        .filter(folder -> !folder.isEmpty())
        .map(folder -> Path.of(folder, "setsid"))
        .filter(Files::isExecutable)
        .findFirst()
        .map(setsid -> List.of(setsid.toString()))
        .orElse(ignoringTheTerminal());
  }

  static List<String> ignoringTheTerminal() {
    return List.of("/bin/sh", "-c", "trap '' INT HUP; exec \"$@\"", "worker");
  }
}
