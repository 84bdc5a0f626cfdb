package org.modelwright.app;

import java.nio.file.Files;
import java.nio.file.Path;
import org.modelwright.file.InputException;
import org.modelwright.file.Yaml;
import org.modelwright.file.YamlReader;
import org.modelwright.project.Project;

/// A folder that says it is a project; its other files have not been looked at.
///
/// @param name as written in the project file; the folder's name where none is written
/// @param folder absolute
public record OpenProject(String name, Path folder) {

  /// @throws InputException where the folder holds no project file, or one that is not valid or
  ///     of a newer version
  public static OpenProject read(Path folder) {
    Path absolute = folder.toAbsolutePath().normalize();
    Path file = absolute.resolve(Project.FILE);
    if (!Files.isRegularFile(file)) {
      throw new InputException(
          folder
              + " is not a project (it has no "
              + Project.FILE
              + "); create one with `modelwright new "
              + folder
              + " --template java-lm`.");
    }
    Path last = absolute.getFileName();
    String ifUnnamed = last == null ? absolute.toString() : last.toString();
    var reader = new YamlReader(Yaml.read(file), "");
    Project.requireKnownFormat(reader, file);
    return new OpenProject(reader.text("name", ifUnnamed), absolute);
  }
}
