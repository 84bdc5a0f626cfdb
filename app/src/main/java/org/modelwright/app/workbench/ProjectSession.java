package org.modelwright.app.workbench;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Consumer;
import javafx.beans.property.ReadOnlyBooleanProperty;
import javafx.beans.property.ReadOnlyBooleanWrapper;
import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.beans.property.ReadOnlyObjectWrapper;
import org.jspecify.annotations.Nullable;
import org.modelwright.app.common.Disposable;
import org.modelwright.app.common.FileStamp;
import org.modelwright.app.common.Latest;
import org.modelwright.app.data.DataModel;
import org.modelwright.app.design.DesignModel;
import org.modelwright.app.design.analyzer.AnalyzerModel.Machine;
import org.modelwright.app.design.canvas.OpeningLayout;
import org.modelwright.app.settings.ProjectSettings;
import org.modelwright.app.settings.SettingsFile;
import org.modelwright.file.AtomicFile;
import org.modelwright.file.InputException;
import org.modelwright.file.IoReason;
import org.modelwright.file.Words;
import org.modelwright.file.YamlValue.Mapping;
import org.modelwright.graph.Architecture;
import org.modelwright.graph.ArchitectureYaml;
import org.modelwright.project.Project;

/// One open project: its drawing under edit, and how that stands to the files. Asks no questions;
/// `Projects` does. Belongs to the FX thread.
public final class ProjectSession implements Disposable {

  private final Path folder;
  private final String name;
  private final DesignModel design;
  private final Recovery recovery;
  private final ReadOnlyObjectWrapper<Machine> machine =
      new ReadOnlyObjectWrapper<>(Machine.TYPICAL);
  private final ReadOnlyBooleanWrapper dirty = new ReadOnlyBooleanWrapper();
  private final Consumer<Words> refusals;
  private Architecture onDisk;
  private FileStamp stamp;
  private Recovery.@Nullable Work kept;
  private Recovery.@Nullable Work givenUp;
  private final Latest<ProjectSettings, Optional<ProjectOnDisk.Surroundings>> surroundings;
  private @Nullable DataModel data;
  private @Nullable ProjectSettings settings;

  /// @param refusals told why an edit could not be done
  ProjectSession(ProjectOnDisk read, Consumer<Words> refusals) {
    folder = read.folder();
    name = read.name();
    this.refusals = refusals;
    design = new DesignModel(read.laidOut(), read.surroundings().setting(), refusals);
    recovery = new Recovery(folder);
    surroundings = new Latest<>(ProjectSession::edited, now -> now.ifPresent(this::analyzeFor));
    onDisk = read.drawing();
    stamp = read.stamp();
    design.dirtyProperty().addListener(_ -> look());
    surroundedBy(read.surroundings());
  }

  /// Absolute.
  public Path folder() {
    return folder;
  }

  public String name() {
    return name;
  }

  public DesignModel design() {
    return design;
  }

  public DataModel data() {
    settings();
    return Objects.requireNonNull(data);
  }

  /// Made when first asked for: a window that only draws reads no settings.
  public ProjectSettings settings() {
    if (settings == null) {
      data = new DataModel(folder);
      var made =
          new ProjectSettings(
              folder, name, design.architectureProperty(), design.dirtyProperty(), data);
      settings = made;
      made.dirtyProperty().addListener(_ -> look());
      made.files().forEach(file -> file.treeProperty().addListener(_ -> surroundings.submit(made)));
    }
    return settings;
  }

  /// What the drawing is analysed for, by the settings under edit; empty while they are not valid.
  private static Optional<ProjectOnDisk.Surroundings> edited(ProjectSettings settings) {
    try {
      return Optional.of(ProjectOnDisk.Surroundings.of(settings.read()));
    } catch (InputException e) {
      return Optional.empty();
    }
  }

  /// What hardware.yaml and training.yaml say that it is to be trained on.
  public ReadOnlyObjectProperty<Machine> machineProperty() {
    return machine.getReadOnlyProperty();
  }

  /// Whether anything, drawing or settings, differs from its file.
  public ReadOnlyBooleanProperty dirtyProperty() {
    return dirty.getReadOnlyProperty();
  }

  public boolean dirty() {
    return dirty.get();
  }

  private void look() {
    dirty.set(design.dirtyProperty().get() || (settings != null && settings.dirtyProperty().get()));
  }

  /// The settings files that have been read.
  List<SettingsFile<?>> settingsFiles() {
    return settings == null ? List.of() : settings.files();
  }

  /// The drawing as the file had it when it was last read or written.
  Architecture onDisk() {
    return onDisk;
  }

  Path drawingFile() {
    return folder.resolve(Project.ARCHITECTURE);
  }

  /// The files with unsaved work here that another program has written since they were last read or
  /// written here.
  List<Path> contested() {
    var contested = new ArrayList<Path>();
    if (design.dirtyProperty().get() && !FileStamp.of(drawingFile()).equals(stamp)) {
      contested.add(drawingFile());
    }
    settingsFiles().stream()
        .filter(file -> file.dirtyProperty().get() && file.changedElsewhere())
        .forEach(file -> contested.add(file.file()));
    return contested;
  }

  /// What `save` would write, by the names of the files.
  Map<String, String> unsaved() {
    return work().texts();
  }

  private Recovery.Work work() {
    var texts = new TreeMap<String, String>();
    settingsFiles().stream()
        .filter(file -> file.dirtyProperty().get())
        .forEach(file -> texts.put(String.valueOf(file.file().getFileName()), file.text()));
    return new Recovery.Work(
        Optional.of(design.architecture()).filter(_ -> design.dirtyProperty().get()), texts);
  }

  FileStamp stamp() {
    return stamp;
  }

  /// Writes what has changed; a file whose content has not stays as it is, comments included.
  ///
  /// @throws InputException where a setting is not valid, or a file cannot be written
  void save() {
    if (settings != null) {
      settings.save();
    }
    if (design.dirtyProperty().get()) {
      saveDrawing();
    }
    forgetUnsaved();
  }

  private void saveDrawing() {
    Architecture drawing = design.architecture();
    try {
      AtomicFile.write(drawingFile(), ArchitectureYaml.write(drawing));
    } catch (IOException e) {
      throw new InputException(
          drawingFile()
              + " cannot be written ("
              + IoReason.of(e)
              + "); check the permissions and the disk, or save a copy elsewhere.",
          e);
    }
    stamp = FileStamp.of(drawingFile());
    onDisk = drawing;
    design.markSaved();
  }

  /// Takes over the file's drawing.
  ///
  /// @param anew whether it differs from the one under edit, which it then replaces
  void load(Architecture drawing, FileStamp read, boolean anew) {
    stamp = read;
    onDisk = drawing;
    if (anew) {
      design.replace(OpeningLayout.of(drawing));
    } else {
      design.markSaved();
    }
    forgetUnsaved();
  }

  /// The file was written again with the same drawing.
  void seen(FileStamp read) {
    stamp = read;
  }

  /// The file is another now, but the drawing under edit is to be kept: as unsaved work on top of it.
  void keepAgainst(Architecture drawing, FileStamp read) {
    stamp = read;
    onDisk = drawing;
    design.markUnsaved();
  }

  /// Goes on from what a crash left.
  void restore(Recovery.Found found) {
    found
        .drawing()
        .ifPresent(drawing -> {
          design.replace(drawing);
          design.markUnsaved();
        });
    if (!found.settings().isEmpty()) {
      for (SettingsFile<?> file : settings().files()) {
        Mapping left = found.settings().get(String.valueOf(file.file().getFileName()));
        if (left != null) {
          file.restore(left);
        }
      }
    }
    recovery.adopt(found);
    kept = work();
  }

  /// What a crash left is not wanted.
  void discard(Recovery.Found found) {
    recovery.discard(found);
  }

  /// Takes over the settings as their files have them.
  void revertSettings() {
    if (settings != null) {
      settings.reload();
    }
  }

  /// The other files are as they were read just now.
  void surroundedBy(ProjectOnDisk.Surroundings now) {
    now.problem().map(Words::plain).ifPresent(refusals);
    if (settings == null) {
      analyzeFor(now);
    }
  }

  private void analyzeFor(ProjectOnDisk.Surroundings now) {
    machine.set(now.machine());
    design.analyzeFor(now.setting());
  }

  /// Keeps unsaved work on disk, on a thread of its own, unless nothing has changed since; what was undone
  /// or given up is not kept.
  void keepUnsaved() {
    Recovery.Work work = work();
    if (work.isEmpty()) {
      if (kept != null) {
        forgetUnsaved();
      }
    } else if (!work.equals(kept) && !work.equals(givenUp)) {
      kept = work;
      long number = recovery.next();
      Thread.ofVirtual().name("recovery").start(() -> recovery.write(work, number));
    }
  }

  /// All is saved, or its changes are given up.
  private void forgetUnsaved() {
    kept = null;
    recovery.remove();
  }

  /// The user has decided against what is unsaved, which stays on screen until something else is there.
  void giveUp() {
    forgetUnsaved();
    givenUp = work();
  }

  /// Whether something is unsaved that the user has not decided against.
  boolean hasWork() {
    return dirty() && !work().equals(givenUp);
  }

  @Override
  public void dispose() {
    if (kept != null && work().isEmpty()) {
      forgetUnsaved();
    }
    Disposable.release(settings);
  }
}
