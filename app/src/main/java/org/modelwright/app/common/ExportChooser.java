package org.modelwright.app.common;

import java.nio.file.Path;
import java.util.Locale;
import java.util.Optional;
import javafx.scene.Node;
import javafx.stage.FileChooser;

/// Asks the user for a file to write.
@FunctionalInterface
public interface ExportChooser {

  /// @param name suggested, with its ending: `decoder.svg`
  /// @return empty where the user gave up
  Optional<Path> choose(String name);

  /// The system's dialog, over the window that shows a node.
  static ExportChooser over(Node node) {
    return name -> {
      var dialog = new FileChooser();
      dialog.setInitialFileName(name);
      String ending = name.substring(name.lastIndexOf('.') + 1);
      dialog
          .getExtensionFilters()
          .add(new FileChooser.ExtensionFilter(ending.toUpperCase(Locale.ROOT), "*." + ending));
      return Optional.ofNullable(dialog.showSaveDialog(node.getScene().getWindow()))
          .map(java.io.File::toPath);
    };
  }
}
