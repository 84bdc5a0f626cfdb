package org.modelwright.app.workbench;

import java.io.File;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import javafx.stage.DirectoryChooser;
import javafx.stage.FileChooser;
import javafx.stage.Window;

/// The system's own dialogs for files. They need a desktop, so tests put others in their place.
public interface Choosers {

  /// An existing folder.
  Optional<Path> folder(String title, Path start);

  /// An existing file.
  Optional<Path> file(String title, Path start);

  /// A name that need not exist.
  Optional<Path> newName(String title, Path start, String name);

  /// Those of the system, over a window.
  static Choosers of(Window owner) {
    return new Choosers() {
      @Override
      public Optional<Path> folder(String title, Path start) {
        var chooser = new DirectoryChooser();
        chooser.setTitle(title);
        existing(start).ifPresent(chooser::setInitialDirectory);
        return path(chooser.showDialog(owner));
      }

      @Override
      public Optional<Path> file(String title, Path start) {
        var chooser = new FileChooser();
        chooser.setTitle(title);
        existing(start).ifPresent(chooser::setInitialDirectory);
        return path(chooser.showOpenDialog(owner));
      }

      @Override
      public Optional<Path> newName(String title, Path start, String name) {
        var chooser = new FileChooser();
        chooser.setTitle(title);
        chooser.setInitialFileName(name);
        existing(start).ifPresent(chooser::setInitialDirectory);
        return path(chooser.showSaveDialog(owner));
      }

      private Optional<Path> path(@org.jspecify.annotations.Nullable File file) {
        return Optional.ofNullable(file).map(File::toPath);
      }

      private Optional<File> existing(Path folder) {
        return Files.isDirectory(folder) ? Optional.of(folder.toFile()) : Optional.empty();
      }
    };
  }
}
