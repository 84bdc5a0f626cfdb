package org.modelwright.data;

import java.io.IOException;
import java.lang.foreign.Arena;
import java.nio.file.Files;
import java.nio.file.Path;

/// The files of one part in a dataset's folder: its tokens, and where its documents begin.
///
/// @param name what the files' names begin with
record PartFiles(String name) {

  static final PartFiles TRAINING = new PartFiles("training");
  static final PartFiles VALIDATION = new PartFiles("validation");

  private Path tokens(Path folder) {
    return folder.resolve(name + ".tokens");
  }

  private Path starts(Path folder) {
    return folder.resolve(name + ".documents");
  }

  /// @param width bytes an id
  TokenFileWriter writer(Path folder, int width, int sources) throws IOException {
    return new TokenFileWriter(tokens(folder), starts(folder), width, sources);
  }

  /// Whether the files are as long as they should be, and all documents in the part.
  boolean hold(Path folder, DataStatistics.Part part, int width) throws IOException {
    if (Files.size(tokens(folder)) != part.tokens() * width
        || Files.size(starts(folder)) != part.documents() * Long.BYTES) {
      return false;
    }
    try (Arena arena = Arena.ofConfined()) {
      return mapStarts(folder, part, arena).areInOrder();
    }
  }

  TokenSequence map(
      Path folder, DataStatistics.Part part, int width, int vocabularySize, Arena arena)
      throws IOException {
    return new MappedTokens(tokens(folder), width, vocabularySize, part.bytes(), arena);
  }

  DocumentStarts mapStarts(Path folder, DataStatistics.Part part, Arena arena) throws IOException {
    return new DocumentStarts(starts(folder), part.tokens(), arena);
  }
}
