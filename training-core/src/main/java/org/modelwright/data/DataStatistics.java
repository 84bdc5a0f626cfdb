package org.modelwright.data;

import java.util.List;
import java.util.Objects;

/// What a dataset holds.
///
/// @param origins where each source's text was found, in words
/// @param skippedBinaryFiles files left out because they are not UTF-8 text
public record DataStatistics(
    Part training, Part validation, List<String> origins, int skippedBinaryFiles) {

  public DataStatistics {
    Objects.requireNonNull(training, "training");
    Objects.requireNonNull(validation, "validation");
    Objects.requireNonNull(origins, "origins");
  }

  /// @param documents the documents that begin in this part; empty ones do not count
  /// @param characters code points
  /// @param tokens ids, `<|endoftext|>` included
  /// @param bytes of the text in UTF-8
  public record Part(long documents, long characters, long tokens, long bytes) {}
}
