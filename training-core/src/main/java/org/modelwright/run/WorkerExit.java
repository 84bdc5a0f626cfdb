package org.modelwright.run;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Objects;
import java.util.Optional;
import org.modelwright.file.AtomicFile;
import org.modelwright.file.Json;
import tools.jackson.core.JacksonException;

/// How a worker ended, as its launcher saw it; the file `exit` of the run.
///
/// @param status the process's exit status; 128 + n where signal n ended it
public record WorkerExit(long pid, int status, Instant time) {

  public WorkerExit {
    Objects.requireNonNull(time, "time");
  }

  /// The status of a process that has just ended.
  public static WorkerExit now(long pid, int status) {
    return new WorkerExit(pid, status, Instant.now().truncatedTo(ChronoUnit.MILLIS));
  }

  /// @throws UncheckedIOException where the folder cannot be written
  public void write(RunFolder run) {
    try {
      AtomicFile.write(run.exit(), Json.line().writeValueAsString(this) + "\n");
    } catch (IOException e) {
      throw new UncheckedIOException(run.exit() + " cannot be written: " + e.getMessage(), e);
    }
  }

  /// Nothing where no launcher saw the end.
  public static Optional<WorkerExit> read(RunFolder run) {
    try {
      return Optional.ofNullable(
          Json.line().readValue(Files.readString(run.exit()), WorkerExit.class));
    } catch (IOException | JacksonException e) {
      return Optional.empty();
    }
  }
}
