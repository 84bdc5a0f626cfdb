package org.modelwright.app.data;

import java.io.File;
import java.nio.file.Path;
import java.util.Optional;
import javafx.scene.Node;
import javafx.stage.DirectoryChooser;
import javafx.stage.FileChooser;
import javafx.stage.Window;
import org.jspecify.annotations.Nullable;

/// The system's dialogs, which begin in the project's folder.
final class DialogChooser implements SourceChooser {

  private final Node owner;
  private final File folder;

  /// @param owner whose window the dialogs belong to
  DialogChooser(Node owner, Path folder) {
    this.owner = owner;
    this.folder = folder.toFile();
  }

  private @Nullable Window window() {
    return owner.getScene() == null ? null : owner.getScene().getWindow();
  }

  private FileChooser files(String title) {
    var chooser = new FileChooser();
    chooser.setTitle(title);
    if (folder.isDirectory()) {
      chooser.setInitialDirectory(folder);
    }
    return chooser;
  }

  @Override
  public Optional<Path> file(String title) {
    return Optional.ofNullable(files(title).showOpenDialog(window())).map(File::toPath);
  }

  @Override
  public Optional<Path> file(String title, String words, String... patterns) {
    FileChooser chooser = files(title);
    chooser.getExtensionFilters().add(new FileChooser.ExtensionFilter(words, patterns));
    return Optional.ofNullable(chooser.showOpenDialog(window())).map(File::toPath);
  }

  @Override
  public Optional<Path> folder(String title) {
    var chooser = new DirectoryChooser();
    chooser.setTitle(title);
    if (folder.isDirectory()) {
      chooser.setInitialDirectory(folder);
    }
    return Optional.ofNullable(chooser.showDialog(window())).map(File::toPath);
  }
}
