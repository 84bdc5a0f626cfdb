package org.modelwright.launch;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.modelwright.hardware.MemoryFacts;

/// A Java process that is ended where it takes too long or too much memory.
///
/// @param printed what it printed, errors included
/// @param exit its exit status
/// @param ended why it was ended or not even started, in a few words; empty where it ended by itself
record WatchedProcess(String printed, int exit, String ended) {

  private static final long BETWEEN_LOOKS_MILLIS = 20;

  /// @param most bytes it may hold; watched on Linux only
  /// @param input what it reads from its standard input
  static WatchedProcess run(
      Class<?> main, List<String> arguments, String input, Duration limit, long most)
      throws InterruptedException {
    Path log = null;
    try {
      log = Files.createTempFile("modelwright-process", ".log");
      List<String> command =
          new ArrayList<>(
              List.of(
                  Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                  "-Xmx512m",
                  "-XX:+UseSerialGC",
                  "-XX:+ExitOnOutOfMemoryError",
                  "-XX:-CreateCoredumpOnCrash",
                  "-XX:ErrorFile=" + log + ".crash",
                  "--enable-native-access=ALL-UNNAMED",
                  "-cp",
                  WorkerProcess.absoluteClassPath(),
                  main.getName()));
      command.addAll(arguments);
      Process process =
          new ProcessBuilder(command)
              .redirectErrorStream(true)
              .redirectOutput(log.toFile())
              .start();
      try (OutputStream out = process.getOutputStream()) {
        out.write(input.getBytes(StandardCharsets.UTF_8));
      } catch (IOException e) {
        // it died before it read all; its exit status tells
      }
      String ended = watch(process, limit, most);
      return new WatchedProcess(Files.readString(log), process.exitValue(), ended);
    } catch (IOException e) {
      return new WatchedProcess("", -1, "could not be started (" + e.getMessage() + ")");
    } finally {
      discard(log);
    }
  }

  private static String watch(Process process, Duration limit, long most)
      throws InterruptedException {
    long end = System.nanoTime() + limit.toNanos();
    try {
      while (!process.waitFor(BETWEEN_LOOKS_MILLIS, TimeUnit.MILLISECONDS)) {
        if (MemoryFacts.residentOf(process.pid()) > most) {
          return "took more than %.1f GB of memory and was ended".formatted(most / 1e9);
        }
        if (System.nanoTime() > end) {
          return "took more than " + limit.toSeconds() + " s and was ended";
        }
      }
    } finally {
      process.destroyForcibly().waitFor();
    }
    return "";
  }

  private static void discard(@Nullable Path log) {
    if (log == null) {
      return;
    }
    Stream.of(log, Path.of(log + ".crash"))
        .forEach(file -> {
          try {
            Files.deleteIfExists(file);
          } catch (IOException e) {
            file.toFile().deleteOnExit();
          }
        });
  }
}
