package org.modelwright.data;

import java.util.List;
import java.util.Objects;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.modelwright.data.duplicate.NGramOverlap;

/// What a dataset holds.
///
/// @param sources in the order of data.yaml, which is that of their text
/// @param ngrams word 13-grams of the validation part that the training part has too
public record DataStatistics(
    List<Source> sources, Duplicates duplicates, Overlap overlap, NGramOverlap.Count ngrams) {

  public DataStatistics {
    Objects.requireNonNull(sources, "sources");
    Objects.requireNonNull(duplicates, "duplicates");
    Objects.requireNonNull(overlap, "overlap");
    Objects.requireNonNull(ngrams, "ngrams");
  }

  /// @param documents the documents that begin in this part; empty ones do not count
  /// @param characters code points
  /// @param tokens ids, `<|endoftext|>` included
  /// @param bytes of the text in UTF-8
  public record Part(long documents, long characters, long tokens, long bytes) {

    static final Part EMPTY = new Part(0, 0, 0, 0);

    /// More than any disk holds.
    private static final long TOO_MANY = 1L << 48;

    public Part {
      if (Math.min(Math.min(documents, characters), Math.min(tokens, bytes)) < 0
          || Math.max(Math.max(documents, characters), Math.max(tokens, bytes)) > TOO_MANY) {
        throw new IllegalArgumentException("not the counts of a text");
      }
    }

    Part plus(Part other) {
      return new Part(
          documents + other.documents,
          characters + other.characters,
          tokens + other.tokens,
          bytes + other.bytes);
    }
  }

  /// One source. Its tokens are one stretch of each part, behind those of the sources before it.
  ///
  /// @param origin where its text was found, in words
  public record Source(String origin, Part training, Part validation, LeftOut leftOut) {
    public Source {
      Objects.requireNonNull(origin, "origin");
      Objects.requireNonNull(training, "training");
      Objects.requireNonNull(validation, "validation");
      Objects.requireNonNull(leftOut, "leftOut");
    }
  }

  /// What is in neither part.
  ///
  /// @param binaryFiles files that are not UTF-8 text
  /// @param rows rows of tables without text
  /// @param duplicates documents dropped because they are there twice
  public record LeftOut(int binaryFiles, long rows, long duplicates) {}

  /// @param exact documents whose text an earlier one has
  /// @param near others that are nearly the same as an earlier one; null where they were not looked for
  public record Duplicates(long exact, @Nullable Long near) {}

  /// @param documents of the validation part
  /// @param exact those of them whose text a training document has
  /// @param near others that are nearly the same as a training document; null where they were not
  ///     looked for
  public record Overlap(long documents, long exact, @Nullable Long near) {}

  public Part training() {
    return sum(Source::training);
  }

  public Part validation() {
    return sum(Source::validation);
  }

  private Part sum(Function<Source, Part> part) {
    return sources.stream().map(part).reduce(Part.EMPTY, Part::plus);
  }

  /// Where each source's text was found, in words.
  public List<String> origins() {
    return sources.stream().map(Source::origin).toList();
  }

  /// Files left out because they are not UTF-8 text.
  public int skippedBinaryFiles() {
    return sources.stream().mapToInt(source -> source.leftOut().binaryFiles()).sum();
  }
}
