package org.modelwright.launch;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.modelwright.file.IoReason;
import org.modelwright.file.Words;
import org.modelwright.hardware.MemoryFacts;
import org.modelwright.progress.Progress;

/// A Java process that is ended where it takes too long or too much memory, or where this one ends.
///
/// @param printed what it printed, errors included
/// @param exit its exit status
/// @param ended why it was ended or not even started, in a few words; a clause without its subject; empty where it ended by
///     itself
record WatchedProcess(String printed, int exit, Optional<Words> ended) {

  private static final long BETWEEN_LOOKS_MILLIS = 20;
  private static final String CRASH = ".crash";

  /// @param most bytes it may hold; watched on Linux only
  /// @param input what it reads from its standard input
  /// @param progress asked whether the user wants it ended
  /// @throws java.util.concurrent.CancellationException once the process has been ended because the
  ///     user wanted it
  static WatchedProcess run(
      Class<?> main,
      List<String> arguments,
      String input,
      Duration limit,
      long most,
      Progress progress)
      throws InterruptedException {
    Path created = null;
    try {
      Path log = Files.createTempFile("modelwright-process", ".log");
      created = log;
      List<String> flags = List.of("-Xmx512m", "-XX:ErrorFile=" + log + CRASH);
      var builder =
          new ProcessBuilder(
                  WorkerProcess.javaCommand(
                      log.resolveSibling(""), main.getName(), flags, arguments))
              .redirectErrorStream(true)
              .redirectOutput(log.toFile());
      builder.environment().put("OPT_OUT_TRACKING", "true");
      Optional<Words> ended;
      Process process = builder.start();
      var atExit =
          new Thread(
              () -> {
                process.destroyForcibly();
                discard(log);
              },
              "watched process end");
      try {
        Runtime.getRuntime().addShutdownHook(atExit);
        try (OutputStream out = process.getOutputStream()) {
          out.write(input.getBytes(StandardCharsets.UTF_8));
        } catch (IOException e) {
          // it died before it read all; its exit status tells
        }
        ended = watch(process, limit, most, progress);
      } finally {
        process.destroyForcibly().waitFor();
        forget(atExit);
      }
      return new WatchedProcess(Files.readString(log), process.exitValue(), ended);
    } catch (IOException e) {
      return new WatchedProcess(
          "", -1, Optional.of(Words.of("code.trial.notStarted", IoReason.withFile(e))));
    } finally {
      discard(created);
    }
  }

  /// What it printed for this process alone.
  ///
  /// @param mark what such a line begins with
  List<String> answers(String mark) {
    return printed
        .lines()
        .filter(line -> line.startsWith(mark))
        .map(line -> line.substring(mark.length()))
        .toList();
  }

  /// The last of the other lines that says something.
  Optional<String> lastWords(String mark) {
    return printed
        .lines()
        .filter(line -> !line.isBlank() && !line.startsWith(mark))
        .reduce((_, b) -> b)
        .map(String::strip);
  }

  private static Optional<Words> watch(
      Process process, Duration limit, long most, Progress progress) throws InterruptedException {
    long end = System.nanoTime() + limit.toNanos();
    while (!process.waitFor(BETWEEN_LOOKS_MILLIS, TimeUnit.MILLISECONDS)) {
      progress.check();
      if (MemoryFacts.residentOf(process.pid()) > most) {
        return Optional.of(Words.of("code.trial.memory", "%.1f".formatted(most / 1e9)));
      }
      if (System.nanoTime() > end) {
        return Optional.of(Words.of("code.trial.time", limit.toSeconds()));
      }
    }
    return Optional.empty();
  }

  private static void forget(Thread atExit) {
    try {
      Runtime.getRuntime().removeShutdownHook(atExit);
    } catch (IllegalStateException e) {
      // the hook is running already
    }
  }

  private static void discard(@Nullable Path log) {
    if (log == null) {
      return;
    }
    Stream.of(log, Path.of(log + CRASH))
        .forEach(file -> {
          try {
            Files.deleteIfExists(file);
          } catch (IOException e) {
            file.toFile().deleteOnExit();
          }
        });
  }
}
