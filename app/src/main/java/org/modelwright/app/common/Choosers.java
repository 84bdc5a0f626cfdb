package org.modelwright.app.common;

import java.io.File;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import javafx.stage.DirectoryChooser;
import javafx.stage.FileChooser;
import javafx.stage.Window;
import org.jspecify.annotations.Nullable;

/// Asks the user for files and folders. The system's own dialogs need a desktop, so tests put others in
/// their place. Everything is empty where the user gives up.
public interface Choosers {

  /// Which files are offered.
  ///
  /// @param words what such files are
  /// @param pattern such as `*.zip`
  record Kind(String words, String pattern) {}

  /// An existing folder.
  ///
  /// @param start where the search begins
  Optional<Path> folder(String title, Path start);

  /// An existing file.
  ///
  /// @param kinds none for files of any kind
  Optional<Path> file(String title, Path start, Kind... kinds);

  /// A name that need not exist.
  ///
  /// @param name suggested, with its ending
  /// @param kinds none for files of any kind
  Optional<Path> newName(String title, Path start, String name, Kind... kinds);

  /// Where a search begins that has nothing better.
  static Path home() {
    return Path.of(System.getProperty("user.home", ".")).toAbsolutePath();
  }

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
      public Optional<Path> file(String title, Path start, Kind... kinds) {
        return path(files(title, start, kinds).showOpenDialog(owner));
      }

      @Override
      public Optional<Path> newName(String title, Path start, String name, Kind... kinds) {
        FileChooser chooser = files(title, start, kinds);
        chooser.setInitialFileName(name);
        return path(chooser.showSaveDialog(owner));
      }

      private FileChooser files(String title, Path start, Kind... kinds) {
        var chooser = new FileChooser();
        chooser.setTitle(title);
        existing(start).ifPresent(chooser::setInitialDirectory);
        for (Kind kind : kinds) {
          chooser
              .getExtensionFilters()
              .add(new FileChooser.ExtensionFilter(kind.words(), kind.pattern()));
        }
        return chooser;
      }

      private Optional<Path> path(@Nullable File file) {
        return Optional.ofNullable(file).map(File::toPath);
      }

      private Optional<File> existing(Path folder) {
        return Files.isDirectory(folder) ? Optional.of(folder.toFile()) : Optional.empty();
      }
    };
  }
}
