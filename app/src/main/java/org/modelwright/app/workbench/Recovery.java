package org.modelwright.app.workbench;

import java.io.IOException;
import java.nio.file.DirectoryNotEmptyException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.modelwright.app.common.FileStamp;
import org.modelwright.app.design.canvas.OpeningLayout;
import org.modelwright.file.AtomicFile;
import org.modelwright.file.InputException;
import org.modelwright.file.IoReason;
import org.modelwright.file.Yaml;
import org.modelwright.file.YamlText;
import org.modelwright.file.YamlValue.Mapping;
import org.modelwright.graph.Architecture;
import org.modelwright.graph.ArchitectureYaml;
import org.modelwright.project.Project;
import org.modelwright.run.ProcessIdentity;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Unsaved work on disk, in case the window dies: the drawing and the settings files that differ, each
/// under its own name, in a folder of this process in the project's `.recovery`. They are there only
/// while something is unsaved, so what is found of a process that has ended was left by a crash. Writes
/// come from threads of their own; safe for use by several.
final class Recovery {

  private static final Logger LOG = LoggerFactory.getLogger(Recovery.class);

  private static final List<String> SETTINGS =
      List.of(Project.DATA, Project.TRAINING, Project.HARDWARE);

  private final Path project;
  private final Path all;
  private final Path own;
  private long newest;

  Recovery(Path project) {
    this.project = project;
    all = project.resolve(".recovery");
    own = all.resolve(name(ProcessHandle.current().pid()));
  }

  /// A process number is given again one day: with the process's start it is not.
  private static String name(long pid) {
    return pid + "-" + ProcessIdentity.startOf(pid).replaceAll("\\W", "");
  }

  /// Work that is not saved.
  ///
  /// @param drawing empty where it is saved
  /// @param settings the text of the settings files that differ, by name
  record Work(Optional<Architecture> drawing, Map<String, String> settings) {

    boolean isEmpty() {
      return drawing.isEmpty() && settings.isEmpty();
    }

    /// All of it, by the names of the files.
    Map<String, String> texts() {
      var texts = new TreeMap<>(settings);
      drawing.ifPresent(d -> texts.put(Project.ARCHITECTURE, ArchitectureYaml.write(d)));
      return texts;
    }
  }

  /// What a crash left, where it differs from the project's files.
  ///
  /// @param folder where it is
  /// @param drawing as it is shown first: laid out
  /// @param settings by the names of their files
  /// @param written when the newest of it was
  record Found(
      Path folder, Optional<Architecture> drawing, Map<String, Mapping> settings, Instant written) {

    /// The names of the files that there is work on.
    List<String> files() {
      return Recovery.files(drawing, settings);
    }
  }

  /// The newest of what was left; empty where nothing was, or nothing that can be read: that is only
  /// said in the log, and stays.
  ///
  /// @param onDisk the drawing as its file has it
  Optional<Found> find(Architecture onDisk) {
    return left().stream()
        .flatMap(folder -> find(folder, onDisk).stream())
        .max(Comparator.comparing(Found::written));
  }

  /// The folders of which no other process may still say that they are its own.
  private List<Path> left() {
    if (!Files.isDirectory(all)) {
      return List.of();
    }
    try (Stream<Path> folders = Files.list(all)) {
      return folders.filter(folder -> folder.equals(own) || !isInUse(folder)).toList();
    } catch (IOException e) {
      LOG.warn("{} cannot be read ({}).", all, IoReason.of(e));
      return List.of();
    }
  }

  private static boolean isInUse(Path folder) {
    String name = String.valueOf(folder.getFileName());
    String pid = name.replaceFirst("-.*", "");
    return pid.matches("\\d{1,18}") && name.equals(name(Long.parseLong(pid)));
  }

  private Optional<Found> find(Path folder, Architecture onDisk) {
    Optional<Architecture> drawing =
        read(
                folder.resolve(Project.ARCHITECTURE),
                file -> ArchitectureYaml.read(file).architecture())
            .filter(left -> !left.equals(onDisk))
            .map(OpeningLayout::of);
    var settings = new TreeMap<String, Mapping>();
    for (String name : SETTINGS) {
      String original = project.resolve(name).toString();
      read(folder.resolve(name), file -> Yaml.parse(Files.readString(file), original))
          .filter(left -> !isOnDisk(name, left))
          .ifPresent(left -> settings.put(name, left));
    }
    return files(drawing, settings).stream()
        .map(name -> Instant.ofEpochMilli(FileStamp.of(folder.resolve(name)).modified()))
        .max(Comparator.naturalOrder())
        .map(newest -> new Found(folder, drawing, settings, newest));
  }

  private static List<String> files(Optional<Architecture> drawing, Map<String, ?> settings) {
    return Stream.concat(
            drawing.map(_ -> Project.ARCHITECTURE).stream(), settings.keySet().stream())
        .toList();
  }

  private boolean isOnDisk(String name, Mapping left) {
    try {
      return YamlText.same(Yaml.read(project.resolve(name)), left);
    } catch (InputException e) {
      return false;
    }
  }

  private interface Reading<T> {
    T of(Path file) throws IOException;
  }

  private static <T> Optional<T> read(Path file, Reading<T> reading) {
    if (!Files.isRegularFile(file)) {
      return Optional.empty();
    }
    try {
      return Optional.of(reading.of(file));
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

  /// Keeps work in place of what was kept before, unless other work was kept or all removed since the
  /// number was drawn.
  synchronized void write(Work work, long number) {
    if (number != newest) {
      return;
    }
    Map<String, String> texts = work.texts();
    try {
      Files.createDirectories(own);
      for (String name : names()) {
        String text = texts.get(name);
        if (text == null) {
          Files.deleteIfExists(own.resolve(name));
        } else {
          AtomicFile.write(own.resolve(name), text);
        }
      }
    } catch (IOException e) {
      LOG.warn("{} cannot be written ({}); unsaved work is not safe.", own, IoReason.of(e));
    }
  }

  /// All is saved, or given up.
  synchronized void remove() {
    newest++;
    remove(own);
  }

  /// What was found is unsaved work of this window from now on.
  synchronized void adopt(Found found) {
    if (!found.folder().equals(own)) {
      try {
        Files.move(found.folder(), own);
      } catch (IOException e) {
        LOG.warn("{} stays as it is ({}).", found.folder(), IoReason.of(e));
      }
    }
  }

  /// What was found is not wanted.
  synchronized void discard(Found found) {
    if (!found.folder().equals(own) || newest == 0) {
      remove(found.folder());
    }
  }

  private void remove(Path folder) {
    try {
      for (String name : names()) {
        Files.deleteIfExists(folder.resolve(name));
      }
      Files.deleteIfExists(folder);
      Files.deleteIfExists(all);
    } catch (DirectoryNotEmptyException e) {
      // another window's work, or somebody else's files
    } catch (IOException e) {
      LOG.warn("{} cannot be removed ({}).", folder, IoReason.of(e));
    }
  }

  private static List<String> names() {
    return Stream.concat(Stream.of(Project.ARCHITECTURE), SETTINGS.stream()).toList();
  }
}
