package org.modelwright.data;

import java.nio.file.Path;
import java.util.List;
import org.modelwright.file.InputException;
import org.modelwright.file.YamlReader;

/// Where text comes from.
public sealed interface SourceSettings {

  /// Which of the source's files are taken.
  NameFilter filter();

  /// A file, a folder or a zip.
  record Files(Path path, NameFilter filter) implements SourceSettings {}

  /// The Java sources of a JDK on this machine (src.zip), or, where there is none, the declarations
  /// of the running JDK's classes.
  record Jdk(NameFilter filter) implements SourceSettings {}

  /// The words that `jdk` may be.
  enum JdkPart {
    SOURCES
  }

  /// All the text of one file, folder or zip.
  static SourceSettings of(Path path) {
    return new Files(path, new NameFilter(List.of(), List.of()));
  }

  /// @param folder what a relative `path` is relative to
  static SourceSettings read(YamlReader reader, Path folder) {
    if (reader.has("path") == reader.has("jdk")) {
      throw new InputException(
          reader.mapping().place()
              + ": a source has either a `path` (a file, a folder or a zip) or `jdk: sources`.");
    }
    NameFilter filter = NameFilter.read(reader);
    SourceSettings settings;
    if (reader.has("path")) {
      settings = new Files(reader.requiredPath("path", folder), filter);
    } else {
      reader.choice("jdk", JdkPart.SOURCES);
      settings = new Jdk(filter);
    }
    reader.finish();
    return settings;
  }
}
