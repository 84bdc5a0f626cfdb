package org.modelwright.run;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import org.modelwright.file.InputException;
import org.modelwright.file.IoReason;

/// What the workers of a run printed, one after another, each under a line that says when it was
/// launched.
public final class WorkerLog {

  private static final String LAUNCHED = "--- worker launched ";
  private static final int TAIL_BYTES = 1 << 16;
  private static final int LINES = 5;
  private static final int LINE_CHARACTERS = 300;

  private WorkerLog() {}

  /// @throws InputException where the run's folder cannot be written
  public static void markLaunch(RunFolder run) {
    String mark = LAUNCHED + Instant.now().truncatedTo(ChronoUnit.SECONDS) + " ---\n";
    try {
      Files.writeString(run.log(), mark, StandardOpenOption.CREATE, StandardOpenOption.APPEND);
    } catch (IOException e) {
      throw new InputException(
          "No worker can be started for run "
              + run.name()
              + ": "
              + run.log()
              + " cannot be written ("
              + IoReason.of(e)
              + "); check the permissions and the disk.",
          e);
    }
  }

  /// The last lines as they were printed, by all workers; at most 64 KiB of them, none where there is no
  /// file.
  ///
  /// @param most how many lines
  public static List<String> tail(Path log, int most) {
    List<String> lines = tail(log).lines().toList();
    return lines.subList(Math.max(0, lines.size() - most), lines.size());
  }

  /// The newest worker's last 5 lines that a person reads: no blank ones and no stack frames.
  static List<String> lastLines(Path log) {
    String tail = tail(log);
    int launched = tail.lastIndexOf(LAUNCHED);
    List<String> lines =
        tail.substring(Math.max(0, launched))
            .lines()
            .skip(launched >= 0 ? 1 : 0)
            .filter(line -> !line.isBlank() && !line.matches("\\s+(at |\\.\\.\\. ).*"))
            .map(line ->
                line.length() <= LINE_CHARACTERS
                    ? line
                    : line.substring(0, LINE_CHARACTERS) + "...")
            .toList();
    return lines.subList(Math.max(0, lines.size() - LINES), lines.size());
  }

  private static String tail(Path log) {
    try (var channel = FileChannel.open(log, StandardOpenOption.READ)) {
      var bytes = ByteBuffer.allocate(TAIL_BYTES);
      long start = Math.max(0, channel.size() - TAIL_BYTES);
      while (bytes.hasRemaining() && channel.read(bytes, start + bytes.position()) >= 0) {
        // until the end or the buffer's limit
      }
      return new String(bytes.array(), 0, bytes.position(), UTF_8);
    } catch (IOException e) {
      return "";
    }
  }
}
