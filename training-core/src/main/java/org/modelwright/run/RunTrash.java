package org.modelwright.run;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;
import org.modelwright.file.AtomicFile;
import org.modelwright.file.FileTree;
import org.modelwright.file.InputException;
import org.modelwright.file.IoReason;

/// Deleted runs of a project, which can come back: `.trash` beside the runs, on the same disk, so that
/// deleting is one move whatever the run's size.
public final class RunTrash {

  private final Path runs;

  /// @param runs the project's `runs` folder
  public RunTrash(Path runs) {
    this.runs = runs;
  }

  static Path folder(Path runs) {
    return runs.resolve(".trash");
  }

  /// The deleted runs, the oldest first.
  public List<RunFolder> list() {
    return RunFolder.list(folder(runs));
  }

  /// Moves a run here.
  ///
  /// @throws InputException where its worker lives, or it cannot be moved
  public void delete(RunFolder run) {
    if (Heartbeat.isAlive(run)) {
      throw new InputException("Run " + run.name() + " is running; stop it before deleting it.");
    }
    try {
      Files.createDirectories(folder(runs));
    } catch (IOException e) {
      throw failure(run.name(), "deleted", e);
    }
    move(run.name(), runs, folder(runs), "deleted");
  }

  /// Moves a run back to where it was.
  ///
  /// @param name of a deleted run, or `last` for the newest of them
  /// @return the run, where it is again
  /// @throws InputException where none of that name is here, or it cannot be moved
  public RunFolder restore(String name) {
    RunFolder run = RunFolder.find(folder(runs), name, "No run has been deleted.");
    move(run.name(), folder(runs), runs, "restored");
    return RunFolder.open(runs.resolve(run.name()));
  }

  /// Removes the deleted runs for good.
  ///
  /// @return how many bytes that freed
  /// @throws InputException where something cannot be removed
  public long empty() {
    Path trash = folder(runs);
    try {
      long size = FileTree.exists(trash) ? FileTree.size(trash) : 0;
      FileTree.delete(trash);
      return size;
    } catch (IOException e) {
      throw new InputException(
          trash + " cannot be emptied (" + IoReason.withFile(e) + "); check the permissions.", e);
    }
  }

  private static void move(String name, Path from, Path to, String what) {
    try {
      if (FileTree.exists(to.resolve(name))) {
        throw new InputException(
            "Run "
                + name
                + " cannot be "
                + what
                + ": "
                + to.resolve(name)
                + " is in the way; move that elsewhere.");
      }
      Files.move(from.resolve(name), to.resolve(name), StandardCopyOption.ATOMIC_MOVE);
      AtomicFile.forceFolder(from);
      AtomicFile.forceFolder(to);
    } catch (IOException e) {
      throw failure(name, what, e);
    }
  }

  private static InputException failure(String name, String what, IOException e) {
    return new InputException(
        "Run "
            + name
            + " cannot be "
            + what
            + " ("
            + IoReason.withFile(e)
            + "); check the permissions, and that no program has its files open.",
        e);
  }
}
