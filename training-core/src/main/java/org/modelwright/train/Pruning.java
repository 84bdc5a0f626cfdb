package org.modelwright.train;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.attribute.FileTime;
import java.time.Instant;
import org.modelwright.file.InputException;
import org.modelwright.file.IoReason;
import org.modelwright.run.Heartbeat;
import org.modelwright.run.RunFolder;

/// What a user does to the checkpoints of a run that is over, to free space.
public final class Pruning {

  private Pruning() {}

  /// Removes the checkpoints of a run that are neither its best nor among its newest.
  ///
  /// @param keep how many of the newest stay, 1 or more, so that the run can be resumed
  /// @return how many bytes that freed
  /// @throws InputException where the run's worker lives, which prunes by itself, or a checkpoint
  ///     cannot be removed
  public static long prune(RunFolder run, int keep) {
    if (keep < 1) {
      throw new InputException(
          "Keeping " + keep + " checkpoints leaves nothing to resume from; keep 1 or more.");
    }
    if (Heartbeat.isAlive(run)) {
      throw new InputException(
          "Run " + run.name() + " is running and prunes its own checkpoints; stop it first.");
    }
    try {
      long freed = Checkpoints.of(run).prune(keep);
      if (freed > 0) {
        // whoever lists runs looks at this folder's time, whatever tier the checkpoints lay in
        Files.setLastModifiedTime(run.checkpoints(), FileTime.from(Instant.now()));
      }
      return freed;
    } catch (IOException e) {
      throw new InputException(
          "Checkpoints of run "
              + run.name()
              + " cannot be removed ("
              + IoReason.withFile(e)
              + "); check the permissions.",
          e);
    }
  }
}
