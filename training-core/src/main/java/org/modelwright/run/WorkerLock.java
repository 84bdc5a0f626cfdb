package org.modelwright.run;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.StandardOpenOption;
import org.jspecify.annotations.Nullable;
import org.modelwright.file.InputException;
import org.modelwright.file.IoReason;

/// Holding it makes this process the run's one worker; the operating system lets go of it when the
/// process ends, however that happens. Only the worker itself may touch `worker.lock`: on POSIX
/// systems closing any handle of the file drops the lock of the whole process, which is why a
/// `RunStatus` looks at the heartbeat instead.
public final class WorkerLock implements AutoCloseable {

  // The locked byte lies far behind the text, because Windows forbids others to read what is
  // locked.
  private static final long LOCKED_BYTE = 1L << 30;

  private final FileChannel channel;

  private WorkerLock(FileChannel channel) {
    this.channel = channel;
  }

  /// @throws InputException naming the run and the process that holds it, or where the run's folder
  ///     cannot be written
  public static WorkerLock acquire(RunFolder run) {
    try {
      var channel =
          FileChannel.open(
              run.lock(),
              StandardOpenOption.CREATE,
              StandardOpenOption.READ,
              StandardOpenOption.WRITE);
      try {
        if (tryLock(channel) == null) {
          throw new InputException(
              "Run "
                  + run.name()
                  + " is being trained by "
                  + holder(channel)
                  + "; stop that one first (`modelwright stop`) or wait for its end.");
        }
        String me = "process " + ProcessHandle.current().pid() + " on " + ProcessIdentity.host();
        channel.truncate(0);
        channel.write(ByteBuffer.wrap(me.getBytes(UTF_8)), 0);
        return new WorkerLock(channel);
      } catch (IOException | RuntimeException e) {
        channel.close();
        throw e;
      }
    } catch (IOException e) {
      throw new InputException(
          "Run "
              + run.name()
              + " cannot be trained, because its lock cannot be taken ("
              + IoReason.withFile(e)
              + "); check the permissions and the disk.",
          e);
    }
  }

  @Override
  public void close() {
    try {
      channel.close();
    } catch (IOException e) {
      // the end of the process lets go of the lock in any case
    }
  }

  private static @Nullable FileLock tryLock(FileChannel channel) throws IOException {
    try {
      return channel.tryLock(LOCKED_BYTE, 1, false);
    } catch (OverlappingFileLockException e) {
      return null;
    }
  }

  private static String holder(FileChannel channel) throws IOException {
    var text = ByteBuffer.allocate(512);
    int length = channel.read(text, 0);
    return length > 0 ? new String(text.array(), 0, length, UTF_8) : "another process";
  }
}
