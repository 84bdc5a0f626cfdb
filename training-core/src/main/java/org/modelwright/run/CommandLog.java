package org.modelwright.run;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.StandardOpenOption;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import org.modelwright.file.InputException;
import org.modelwright.file.IoReason;
import org.modelwright.file.Json;

/// Gives commands to a run's worker. Any process may, several at once.
public final class CommandLog {

  /// Begins the line that stands before the commands of each worker.
  static final String LAUNCH = "{\"command\":\"launch\"";

  private CommandLog() {}

  /// @throws InputException where the run's folder cannot be written
  public static void append(RunFolder run, Command command) {
    write(run, Json.line().writerFor(Command.class).writeValueAsString(command));
  }

  /// Draws a line under all earlier commands: the worker that starts next obeys only what comes
  /// after. Whoever starts a worker calls this first, so that a command given while the worker's
  /// virtual machine is still starting is not lost, and none depends on a clock.
  ///
  /// @throws InputException where the run's folder cannot be written
  public static void markLaunch(RunFolder run) {
    write(run, LAUNCH + ",\"time\":\"" + Instant.now().truncatedTo(ChronoUnit.MILLIS) + "\"}");
  }

  private static void write(RunFolder run, String line) {
    try (var channel =
        FileChannel.open(run.commands(), StandardOpenOption.CREATE, StandardOpenOption.APPEND)) {
      // One write in append mode: lines of two writers do not mix. The leading newline ends a line
      // that a dying writer left half written; an empty line means nothing.
      String start = endsInsideLine(run) ? "\n" : "";
      var bytes = ByteBuffer.wrap((start + line + "\n").getBytes(UTF_8));
      while (bytes.hasRemaining()) {
        channel.write(bytes);
      }
      channel.force(false);
    } catch (IOException e) {
      throw new InputException(
          "Run "
              + run.name()
              + " cannot be given a command: "
              + run.commands()
              + " cannot be written ("
              + IoReason.of(e)
              + "); check the permissions and the disk.",
          e);
    }
  }

  private static boolean endsInsideLine(RunFolder run) throws IOException {
    try (var channel = FileChannel.open(run.commands(), StandardOpenOption.READ)) {
      return LineTail.endOfLastLine(channel) < channel.size();
    }
  }
}
