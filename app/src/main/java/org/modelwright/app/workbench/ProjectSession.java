package org.modelwright.app.workbench;

import java.io.IOException;
import java.nio.file.Path;
import java.util.function.Consumer;
import javafx.beans.property.ReadOnlyStringProperty;
import javafx.beans.property.ReadOnlyStringWrapper;
import org.jspecify.annotations.Nullable;
import org.modelwright.app.common.Disposable;
import org.modelwright.app.data.DataModel;
import org.modelwright.app.design.DesignModel;
import org.modelwright.file.AtomicFile;
import org.modelwright.file.InputException;
import org.modelwright.file.IoReason;
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
  private final ReadOnlyStringWrapper device = new ReadOnlyStringWrapper();
  private final Consumer<String> refusals;
  private Architecture onDisk;
  private FileStamp stamp;
  private @Nullable Architecture kept;
  private @Nullable DataModel data;

  /// @param refusals told, in a sentence, why an edit could not be done
  ProjectSession(ProjectOnDisk read, Consumer<String> refusals) {
    folder = read.folder();
    name = read.name();
    this.refusals = refusals;
    design = new DesignModel(read.drawing(), read.surroundings().setting(), refusals);
    recovery = new Recovery(folder);
    onDisk = read.drawing();
    stamp = read.stamp();
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

  /// Made when first asked for: a window that only draws reads no data.
  public DataModel data() {
    if (data == null) {
      data = new DataModel(folder);
    }
    return data;
  }

  /// As hardware.yaml names it: `cpu`, `cuda:0`.
  public ReadOnlyStringProperty deviceProperty() {
    return device.getReadOnlyProperty();
  }

  public boolean dirty() {
    return design.dirtyProperty().get();
  }

  /// The drawing as the file had it when it was last read or written.
  Architecture onDisk() {
    return onDisk;
  }

  Path drawingFile() {
    return folder.resolve(Project.ARCHITECTURE);
  }

  /// Whether another program has written the drawing's file since it was last read or written here.
  boolean changedElsewhere() {
    return !FileStamp.of(drawingFile()).equals(stamp);
  }

  FileStamp stamp() {
    return stamp;
  }

  /// Writes the drawing. One that has not changed stays as it is, comments included.
  ///
  /// @throws InputException where it cannot be written
  void save() {
    if (!dirty()) {
      return;
    }
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
    forgetUnsaved();
  }

  /// Takes over the file's drawing.
  ///
  /// @param anew whether it differs from the one under edit, which it then replaces
  void load(Architecture drawing, FileStamp read, boolean anew) {
    stamp = read;
    onDisk = drawing;
    if (anew) {
      design.replace(drawing);
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
  void restore(Architecture drawing) {
    design.replace(drawing);
    design.markUnsaved();
  }

  void surroundedBy(ProjectOnDisk.Surroundings now) {
    device.set(now.device());
    design.analyzeFor(now.setting());
    now.problem().ifPresent(refusals);
  }

  /// Keeps unsaved work on disk, on a thread of its own, unless nothing has changed since.
  void keepUnsaved() {
    Architecture drawing = design.architecture();
    if (dirty() && !drawing.equals(kept)) {
      kept = drawing;
      long number = recovery.next();
      Thread.ofVirtual().name("recovery").start(() -> recovery.write(drawing, number));
    }
  }

  /// The drawing is saved, or its changes are given up.
  void forgetUnsaved() {
    kept = null;
    recovery.remove();
  }

  @Override
  public void dispose() {
    Disposable.release(data);
  }
}
