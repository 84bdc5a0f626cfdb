package org.modelwright.data;

import java.nio.file.Path;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.modelwright.data.table.TableSettings;
import org.modelwright.file.InputException;
import org.modelwright.file.YamlReader;

/// Where text comes from.
public sealed interface SourceSettings {

  /// Which of the source's files are taken.
  NameFilter filter();

  /// How often the source's training text is drawn, as a multiple of its share of the tokens.
  double weight();

  /// A file, a folder or a zip.
  ///
  /// @param table where the text is in tables; null for plain text
  record Files(Path path, NameFilter filter, @Nullable TableSettings table, double weight)
      implements SourceSettings {

    /// Plain text, drawn as often as it is long.
    Files(Path path, NameFilter filter) {
      this(path, filter, null, 1);
    }
  }

  /// The Java sources of a JDK on this machine (src.zip), or, where there is none, the declarations
  /// of the running JDK's classes.
  record Jdk(NameFilter filter, double weight) implements SourceSettings {

    /// Drawn as often as it is long.
    Jdk(NameFilter filter) {
      this(filter, 1);
    }
  }

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
    double weight = reader.number("weight", 1, 0.001, 1000);
    SourceSettings settings;
    if (reader.has("path")) {
      settings =
          new Files(
              reader.requiredPath("path", folder),
              filter,
              TableSettings.read(reader).orElse(null),
              weight);
    } else {
      reader.choice("jdk", JdkPart.SOURCES);
      settings = new Jdk(filter, weight);
    }
    reader.finish();
    return settings;
  }
}
