package org.modelwright.run;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.modelwright.file.AtomicFile;
import org.modelwright.file.FileTree;
import org.modelwright.file.InputException;
import org.modelwright.file.IoReason;

/// Deleted runs of a project, which can come back: `.trash` beside the runs, on the same disk, so that
/// deleting is one move whatever the run's size. Checkpoints in other tiers of storage stay where they
/// are until the trash is emptied: no other run takes a deleted one's name.
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

  /// Removes the deleted runs for good, with their checkpoints in whatever tier.
  ///
  /// @return how many bytes that freed
  /// @throws InputException where something cannot be removed, or a tier cannot be reached
  public long empty() {
    Path trash = folder(runs);
    try {
      List<Path> elsewhere = elsewhere();
      long size = FileTree.exists(trash) ? FileTree.size(trash) : 0;
      // first, as run.json in the trash says where they are
      for (Path folder : elsewhere) {
        size += FileTree.size(folder);
        FileTree.delete(folder);
      }
      FileTree.delete(trash);
      return size;
    } catch (IOException e) {
      throw new InputException(
          trash + " cannot be emptied (" + IoReason.withFile(e) + "); check the permissions.", e);
    }
  }

  private List<Path> elsewhere() {
    List<Path> folders = new ArrayList<>();
    for (RunFolder run : list()) {
      for (Path folder : StorageTiers.of(run).elsewhere(run)) {
        // ROOT/PROJECT/RUN, of which the user gave the root
        Path root = Objects.requireNonNull(folder.getParent()).getParent();
        if (root != null && !Files.isDirectory(root)) {
          throw new InputException(
              "Checkpoints of the deleted run "
                  + run.name()
                  + " may lie in "
                  + root
                  + ", which cannot be reached; see that it is there, then empty the trash again.");
        }
        folders.add(folder);
      }
    }
    return folders;
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
