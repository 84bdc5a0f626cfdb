package org.modelwright.app.data;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import org.modelwright.data.table.TableColumns;
import org.modelwright.file.InputException;

/// What lies where a source says that text is.
///
/// @param table what a table's columns are; null for what is no table
/// @param trouble why it cannot be used, in one sentence; empty where it can
record SourceFacts(Kind kind, @Nullable TableColumns table, String trouble) {

  /// What kind of source.
  enum Kind {
    FILE,
    TABLE,
    FOLDER,
    ZIP,
    JDK,
    MISSING;

    /// Whether it has many files, of which some can be taken.
    boolean holdsFiles() {
      return this == FOLDER || this == ZIP || this == JDK;
    }

    String word() {
      return name().toLowerCase(Locale.ROOT);
    }
  }

  static final SourceFacts OF_JDK = new SourceFacts(Kind.JDK, null, "");

  /// Looks at a file's beginning. May take a moment.
  static SourceFacts of(Path path) {
    if (Files.isDirectory(path)) {
      return new SourceFacts(Kind.FOLDER, null, "");
    }
    if (!Files.exists(path)) {
      return new SourceFacts(
          Kind.MISSING, null, "The source " + path + " does not exist; correct its path.");
    }
    if (isZip(path)) {
      return new SourceFacts(Kind.ZIP, null, "");
    }
    try {
      return TableColumns.of(path)
          .map(table -> new SourceFacts(Kind.TABLE, table, ""))
          .orElseGet(() -> new SourceFacts(Kind.FILE, null, ""));
    } catch (InputException e) {
      return new SourceFacts(Kind.TABLE, null, String.valueOf(e.getMessage()));
    }
  }

  private static boolean isZip(Path file) {
    try (var in = Files.newInputStream(file)) {
      byte[] head = in.readNBytes(4);
      return head.length == 4 && head[0] == 'P' && head[1] == 'K' && head[2] < 8 && head[3] < 8;
    } catch (IOException e) {
      return false;
    }
  }
}
