package org.modelwright.app;

import java.nio.file.Files;
import java.nio.file.Path;
import org.modelwright.file.InputException;
import org.modelwright.file.Yaml;
import org.modelwright.file.YamlReader;

/// The project that the window shows.
///
/// @param name as written in the project file; the folder's name where none is written
/// @param folder absolute
record OpenProject(String name, Path folder) {

  static final String FILE = "modelwright.yaml";

  /// @throws InputException where the folder holds no project file, or one that is not valid
  static OpenProject read(Path folder) {
    Path absolute = folder.toAbsolutePath().normalize();
    Path file = absolute.resolve(FILE);
    if (!Files.isRegularFile(file)) {
      throw new InputException(
          folder
              + " is not a project (it has no "
              + FILE
              + "); create one with `modelwright new "
              + folder
              + " --template java-lm`.");
    }
    Path last = absolute.getFileName();
    String ifUnnamed = last == null ? absolute.toString() : last.toString();
    return new OpenProject(new YamlReader(Yaml.read(file), "").text("name", ifUnnamed), absolute);
  }
}
