package org.modelwright.app.design.canvas;

import java.nio.file.Path;
import java.util.Optional;

/// Asks the user for a file to write.
@FunctionalInterface
public interface ExportChooser {

  /// @param name suggested, with its ending: `decoder.svg`
  /// @return empty where the user gave up
  Optional<Path> choose(String name);
}
