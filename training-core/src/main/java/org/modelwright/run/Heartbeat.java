package org.modelwright.run;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.FileTime;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Objects;
import java.util.Optional;
import org.modelwright.file.Json;
import tools.jackson.core.JacksonException;

/// Writes every 2 s that this process lives, until it is closed or the process ends. The worker
/// starts it once it holds the lock and before its first event.
public final class Heartbeat implements AutoCloseable {

  private static final Duration PERIOD = Duration.ofSeconds(2);
  private static final Duration SILENCE_OF_THE_DEAD = Duration.ofSeconds(10);

  /// What the file says.
  ///
  /// @param place see `ProcessIdentity.place`
  /// @param memoryKills see `ProcessIdentity.memoryKills`
  record Beat(
      long pid, String processStart, String host, String place, long memoryKills, Instant time) {

    Beat {
      Objects.requireNonNull(processStart, "processStart");
      Objects.requireNonNull(host, "host");
      Objects.requireNonNull(place, "place");
      Objects.requireNonNull(time, "time");
    }

    static Beat now() {
      long pid = ProcessHandle.current().pid();
      return new Beat(
          pid,
          ProcessIdentity.startOf(pid),
          ProcessIdentity.host(),
          ProcessIdentity.place(),
          ProcessIdentity.memoryKills(),
          Instant.now().truncatedTo(ChronoUnit.MILLIS));
    }

    /// The last beat, or nothing where there is none or none that can be read.
    static Optional<Beat> read(RunFolder run) {
      try {
        return Optional.ofNullable(
            Json.line().readValue(Files.readString(run.heartbeat()), Beat.class));
      } catch (IOException | JacksonException e) {
        return Optional.empty();
      }
    }

    boolean isHere() {
      return place.equals(ProcessIdentity.place());
    }
  }

  private final RunFolder run;
  private final Thread thread;

  private Heartbeat(RunFolder run) {
    this.run = run;
    thread = Thread.ofPlatform().daemon().name("heartbeat").unstarted(this::beatUntilInterrupted);
  }

  /// The first beat is on disk when this returns.
  public static Heartbeat start(RunFolder run) {
    var heartbeat = new Heartbeat(run);
    heartbeat.beat();
    heartbeat.thread.start();
    return heartbeat;
  }

  /// Whether the run's worker lives. Where its process can be asked for, that decides at once, however
  /// old the beat; elsewhere a beat of the last 10 s does.
  public static boolean isAlive(RunFolder run) {
    return Beat.read(run)
        .filter(Beat::isHere)
        .map(beat -> beat.processStart().equals(ProcessIdentity.startOf(beat.pid())))
        .orElseGet(() -> isFresh(run));
  }

  @Override
  public void close() {
    thread.interrupt();
    try {
      thread.join();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private void beatUntilInterrupted() {
    try {
      while (true) {
        Thread.sleep(PERIOD);
        beat();
      }
    } catch (InterruptedException e) {
      // closed
    }
  }

  private void beat() {
    // Moved into place, so that no reader meets half a beat; not forced to the disk, because after
    // a
    // power cut it says nothing.
    Path next = run.path().resolve(".heartbeat.partial");
    try {
      Files.writeString(next, Json.line().writeValueAsString(Beat.now()) + "\n");
      Files.move(
          next,
          run.heartbeat(),
          StandardCopyOption.ATOMIC_MOVE,
          StandardCopyOption.REPLACE_EXISTING);
    } catch (IOException e) {
      // A full disk or a reader on Windows: training goes on, the next beat tries again.
    }
  }

  /// The age is taken between two files of one folder, so that the clocks of two hosts never meet.
  private static boolean isFresh(RunFolder run) {
    try {
      FileTime beat = Files.getLastModifiedTime(run.heartbeat());
      Duration age = Duration.between(beat.toInstant(), clockOf(run));
      // a beat from the future is one from before the clock was set back: who lives has beaten
      // since
      return age.abs().compareTo(SILENCE_OF_THE_DEAD) <= 0;
    } catch (IOException e) {
      return false;
    }
  }

  private static Instant clockOf(RunFolder run) {
    try {
      Path probe = Files.createTempFile(run.path(), ".clock", "");
      try {
        return Files.getLastModifiedTime(probe).toInstant();
      } finally {
        Files.deleteIfExists(probe);
      }
    } catch (IOException e) {
      return Instant.now();
    }
  }
}
