package org.modelwright.app.workbench;

import java.io.IOException;
import java.nio.file.Path;
import java.util.function.Consumer;
import javafx.beans.property.ReadOnlyBooleanProperty;
import javafx.beans.property.ReadOnlyBooleanWrapper;
import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.beans.property.ReadOnlyObjectWrapper;
import org.jspecify.annotations.Nullable;
import org.modelwright.app.common.Disposable;
import org.modelwright.app.data.DataModel;
import org.modelwright.app.design.DesignModel;
import org.modelwright.app.design.analyzer.AnalyzerModel.Machine;
import org.modelwright.app.design.canvas.OpeningLayout;
import org.modelwright.file.AtomicFile;
import org.modelwright.file.InputException;
import org.modelwright.file.IoReason;
import org.modelwright.file.Words;
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
  private @Nullable Architecture kept;
  private @Nullable DataModel data;

  /// @param refusals told why an edit could not be done
  ProjectSession(ProjectOnDisk read, Consumer<Words> refusals) {
    folder = read.folder();
    name = read.name();
    this.refusals = refusals;
    design = new DesignModel(read.laidOut(), read.surroundings().setting(), refusals);
    recovery = new Recovery(folder);
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

  /// Made when first asked for: a window that only draws reads no data.
  public DataModel data() {
    if (data == null) {
      data = new DataModel(folder);
      data.dirtyProperty().addListener(_ -> look());
    }
    return data;
  }

  /// What hardware.yaml and training.yaml say that it is to be trained on.
  public ReadOnlyObjectProperty<Machine> machineProperty() {
    return machine.getReadOnlyProperty();
  }

  /// Whether anything, drawing or data settings, differs from its file.
  public ReadOnlyBooleanProperty dirtyProperty() {
    return dirty.getReadOnlyProperty();
  }

  public boolean dirty() {
    return dirty.get();
  }

  private boolean dataDirty() {
    return data != null && data.dirtyProperty().get();
  }

  private void look() {
    dirty.set(design.dirtyProperty().get() || dataDirty());
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

  /// Writes what has changed; a file whose content has not stays as it is, comments included.
  ///
  /// @throws InputException where a data setting is not valid, or a file cannot be written
  void save() {
    if (data != null && dataDirty()) {
      data.save();
    }
    if (!design.dirtyProperty().get()) {
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
  void restore(Architecture drawing) {
    design.replace(drawing);
    design.markUnsaved();
  }

  /// Takes over data.yaml as the file has it.
  void revertData() {
    if (data != null) {
      data.reload();
    }
  }

  void surroundedBy(ProjectOnDisk.Surroundings now) {
    machine.set(now.machine());
    design.analyzeFor(now.setting());
    now.problem().map(Words::plain).ifPresent(refusals);
    if (!dataDirty()) {
      revertData();
    }
  }

  /// Keeps unsaved work on disk, on a thread of its own, unless nothing has changed since.
  void keepUnsaved() {
    Architecture drawing = design.architecture();
    if (design.dirtyProperty().get() && !drawing.equals(kept)) {
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
