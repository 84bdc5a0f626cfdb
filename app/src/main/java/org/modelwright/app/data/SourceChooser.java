package org.modelwright.app.data;

import java.nio.file.Path;
import java.util.Optional;

/// Asks the user where a source is.
interface SourceChooser {

  /// Any file.
  ///
  /// @param title of the dialog
  Optional<Path> file(String title);

  Optional<Path> folder(String title);

  /// A file whose name ends so.
  ///
  /// @param words what such files are
  /// @param patterns such as `*.zip`
  Optional<Path> file(String title, String words, String... patterns);
}
