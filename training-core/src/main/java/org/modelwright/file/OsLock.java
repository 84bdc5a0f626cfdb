package org.modelwright.file;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// A lock between processes, that the operating system takes back when the one that holds it ends,
/// however that happens. The file has nothing in it.
///
/// On POSIX systems a process that closes any handle of the file lets go of its lock, so within one
/// process a file is locked by one owner alone.
public final class OsLock implements AutoCloseable {

  private static final Duration PATIENCE = Duration.ofSeconds(30);
  private static final Duration BETWEEN_TRIES = Duration.ofMillis(10);

  private final FileChannel channel;

  private OsLock(FileChannel channel) {
    this.channel = channel;
  }

  /// The lock, or nothing where another process has it.
  ///
  /// @throws InputException where the file cannot be written
  public static Optional<OsLock> tryTake(Path file) {
    try {
      FileChannel channel = open(file);
      if (isFree(channel)) {
        return Optional.of(new OsLock(channel));
      }
      channel.close();
      return Optional.empty();
    } catch (IOException e) {
      throw refused(file, e);
    }
  }

  /// The lock, as soon as whoever has it lets go of it.
  ///
  /// @throws InputException where that takes more than 30 s, or the file cannot be written
  public static OsLock take(Path file) {
    long end = System.nanoTime() + PATIENCE.toNanos();
    try {
      FileChannel channel = open(file);
      try {
        while (!isFree(channel)) {
          if (System.nanoTime() > end) {
            throw refused(file, new IOException("another program holds it"));
          }
          Thread.sleep(BETWEEN_TRIES);
        }
        return new OsLock(channel);
      } catch (IOException | RuntimeException e) {
        channel.close();
        throw e;
      } catch (InterruptedException e) {
        channel.close();
        Thread.currentThread().interrupt();
        throw refused(file, new IOException("interrupted while waiting"));
      }
    } catch (IOException e) {
      throw refused(file, e);
    }
  }

  private static FileChannel open(Path file) throws IOException {
    @Nullable Path folder = file.toAbsolutePath().getParent();
    Files.createDirectories(Objects.requireNonNull(folder, "a file has a folder"));
    return FileChannel.open(file, StandardOpenOption.CREATE, StandardOpenOption.WRITE);
  }

  private static boolean isFree(FileChannel channel) throws IOException {
    try {
      return channel.tryLock() != null;
    } catch (OverlappingFileLockException e) {
      return false;
    }
  }

  private static InputException refused(Path file, IOException e) {
    return new InputException(
        file
            + " cannot be locked ("
            + IoReason.of(e)
            + "); check the permissions and the disk, and that no other program holds it.",
        e);
  }

  @Override
  public void close() {
    try {
      channel.close();
    } catch (IOException e) {
      // the end of the process lets go of the lock in any case
    }
  }
}
