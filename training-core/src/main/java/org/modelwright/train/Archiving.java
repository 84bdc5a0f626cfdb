package org.modelwright.train;

import java.io.IOException;
import java.nio.file.Path;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.modelwright.file.IoReason;

/// Moves a run's older checkpoints from the fast tier to the archive, one at a time, on a thread of its
/// own while training goes on. What cannot be moved stays where it is, is tried again after the next
/// checkpoint, and is told once.
final class Archiving implements AutoCloseable {

  private final Checkpoints checkpoints;
  private final Consumer<String> messages;
  private final ExecutorService thread =
      Executors.newSingleThreadExecutor(
          work -> Thread.ofPlatform().daemon().name("archive").unstarted(work));

  /// Why the last move failed; empty where it did not. Belongs to the moving thread.
  private String trouble = "";

  private Archiving(Checkpoints checkpoints, Consumer<String> messages) {
    this.checkpoints = checkpoints;
    this.messages = messages;
  }

  /// Moves what an earlier worker left behind, and from then on after each checkpoint what is due.
  ///
  /// @param messages told, a sentence, where the archive takes nothing
  static Archiving begin(Checkpoints checkpoints, Consumer<String> messages) {
    var archiving = new Archiving(checkpoints, messages);
    Runnable soon = () -> archiving.thread.execute(archiving::moveWhatIsDue);
    checkpoints.afterSave(soon);
    soon.run();
    return archiving;
  }

  private void moveWhatIsDue() {
    for (Path checkpoint : checkpoints.overdue()) {
      try {
        checkpoints.archive(checkpoint);
        trouble = "";
      } catch (IOException e) {
        String why = IoReason.withFile(e);
        if (!why.equals(trouble)) {
          messages.accept(
              "Older checkpoints cannot be moved to the archive ("
                  + why
                  + "); they stay in the fast tier.");
        }
        trouble = why;
        return;
      }
    }
  }

  /// Waits for what is being moved.
  @Override
  public void close() {
    checkpoints.afterSave(() -> {});
    thread.shutdown();
    try {
      while (!thread.awaitTermination(1, TimeUnit.MINUTES)) {
        // a large checkpoint on a slow disk; the run has had its last word
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
