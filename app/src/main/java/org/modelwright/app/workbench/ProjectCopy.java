package org.modelwright.app.workbench;

import java.io.IOException;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.Map;
import java.util.Set;
import org.modelwright.file.AtomicFile;
import org.modelwright.file.FileTree;
import org.modelwright.file.InputException;
import org.modelwright.file.IoReason;
import org.modelwright.file.Json;
import org.modelwright.progress.Progress;
import org.modelwright.project.Project;

/// A copy of a project under another name, without what was made from it.
final class ProjectCopy {

  /// Runs, token cache, exports, and what is only for a crash.
  private static final Set<String> LEFT_OUT = Set.of("runs", "cache", "exports", ".recovery");

  private ProjectCopy() {}

  /// @param target must not exist, or be empty
  /// @param unsaved texts in place of those in the folder, by the names of the files
  /// @throws InputException where it cannot be made; nothing of it is left then
  static void make(Path source, Path target, Map<String, String> unsaved, Progress progress) {
    Path copy = target.toAbsolutePath().normalize();
    if (copy.startsWith(source)) {
      throw new InputException(
          copy + " lies in the project itself; choose a folder outside of it.");
    }
    boolean done = false;
    boolean ours = false;
    try {
      requireFree(copy);
      ours = true;
      Files.walkFileTree(source, new Copier(source, copy, progress));
      Files.writeString(
          copy.resolve(Project.FILE),
          "format: 1\nname: "
              + Json.line().writeValueAsString(String.valueOf(copy.getFileName()))
              + "\n");
      for (var file : unsaved.entrySet()) {
        AtomicFile.write(copy.resolve(file.getKey()), file.getValue());
      }
      done = true;
    } catch (IOException e) {
      throw new InputException(
          copy + " cannot be made (" + IoReason.withFile(e) + "); check the path and the disk.", e);
    } finally {
      if (ours && !done) {
        discard(copy);
      }
    }
  }

  private static void requireFree(Path copy) throws IOException {
    if (!FileTree.exists(copy)) {
      return;
    }
    boolean empty = false;
    if (Files.isDirectory(copy)) {
      try (var entries = Files.list(copy)) {
        empty = entries.findAny().isEmpty();
      }
    }
    if (!empty) {
      throw new InputException(copy + " exists and is not empty; choose a new folder.");
    }
  }

  private static void discard(Path copy) {
    try {
      FileTree.delete(copy);
    } catch (IOException e) {
      // what could not be made can often not be removed either; the first reason is the one to say
    }
  }

  private static final class Copier extends SimpleFileVisitor<Path> {
    private final Path source;
    private final Path copy;
    private final Progress progress;
    private int files;

    private Copier(Path source, Path copy, Progress progress) {
      this.source = source;
      this.copy = copy;
      this.progress = progress;
    }

    @Override
    public FileVisitResult preVisitDirectory(Path folder, BasicFileAttributes attributes)
        throws IOException {
      if (source.equals(folder.getParent())
          && LEFT_OUT.contains(String.valueOf(folder.getFileName()))) {
        return FileVisitResult.SKIP_SUBTREE;
      }
      Files.createDirectories(copy.resolve(source.relativize(folder).toString()));
      return FileVisitResult.CONTINUE;
    }

    @Override
    public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) throws IOException {
      progress.check();
      progress.report(String.valueOf(file.getFileName()), ++files, 0);
      Files.copy(file, copy.resolve(source.relativize(file).toString()), LinkOption.NOFOLLOW_LINKS);
      return FileVisitResult.CONTINUE;
    }
  }
}
