package org.modelwright.app.workbench;

import java.io.IOException;
import java.nio.file.DirectoryNotEmptyException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Optional;
import org.modelwright.file.AtomicFile;
import org.modelwright.file.InputException;
import org.modelwright.file.IoReason;
import org.modelwright.graph.Architecture;
import org.modelwright.graph.ArchitectureYaml;
import org.modelwright.project.Project;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// The unsaved drawing on disk, in case the window dies: `.recovery/architecture.yaml` in the project.
/// It is there only while a drawing is unsaved, so one that is found when a project opens was left by
/// a crash. Writes come from threads of their own; safe for use by several.
final class Recovery {

  private static final Logger LOG = LoggerFactory.getLogger(Recovery.class);

  private final Path folder;
  private final Path file;
  private long newest;

  Recovery(Path project) {
    folder = project.resolve(".recovery");
    file = folder.resolve(Project.ARCHITECTURE);
  }

  /// What a crash left.
  ///
  /// @param written when
  record Found(Architecture architecture, Instant written) {}

  /// Empty where nothing was left, or nothing that can be read: that is only said in the log, and stays.
  Optional<Found> find() {
    if (!Files.isRegularFile(file)) {
      return Optional.empty();
    }
    try {
      Instant written = Files.getLastModifiedTime(file).toInstant();
      return Optional.of(new Found(ArchitectureYaml.read(file).architecture(), written));
    } catch (InputException e) {
      LOG.warn("What was recovered cannot be read: {}", e.getMessage());
    } catch (IOException e) {
      LOG.warn("{} cannot be read ({}).", file, IoReason.of(e));
    }
    return Optional.empty();
  }

  /// A number for `write`, from which an older write can be told.
  synchronized long next() {
    return ++newest;
  }

  /// Keeps a drawing, unless another was kept or the file removed since the number was drawn.
  synchronized void write(Architecture architecture, long number) {
    if (number != newest) {
      return;
    }
    try {
      Files.createDirectories(folder);
      AtomicFile.write(file, ArchitectureYaml.write(architecture));
    } catch (IOException e) {
      LOG.warn("{} cannot be written ({}); unsaved work is not safe.", file, IoReason.of(e));
    }
  }

  /// The drawing is saved, or given up.
  synchronized void remove() {
    newest++;
    try {
      Files.deleteIfExists(file);
      Files.deleteIfExists(folder);
    } catch (DirectoryNotEmptyException e) {
      // somebody else's files stay
    } catch (IOException e) {
      LOG.warn("{} cannot be removed ({}).", file, IoReason.of(e));
    }
  }
}
