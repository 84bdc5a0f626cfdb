package org.modelwright.data;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// What a project's data is, in figures.
///
/// @param fingerprint as in the provenance of runs
/// @param vocabulary the tokenizer's number of ids
/// @param validation empty where nothing is held out
/// @param sample the text of one training window, the first of a run with the seed asked for
public record DataReport(
    String fingerprint,
    int vocabulary,
    Part training,
    Part validation,
    List<Source> sources,
    long binaryFiles,
    long skippedRows,
    Duplicates duplicates,
    Overlap overlap,
    String sample) {

  /// @param tokensPerCharacter null where there is no text
  /// @param bytesPerToken how far the tokenizer compresses; null where there is no text
  /// @param lengths of the documents that begin in this part
  public record Part(
      long documents,
      long characters,
      long tokens,
      long bytes,
      @Nullable Double tokensPerCharacter,
      @Nullable Double bytesPerToken,
      List<Length> lengths) {}

  /// @param from documents of this many tokens and less than twice as many
  public record Length(long from, long documents) {}

  /// @param drawn the share of training windows that begin in this source, by its weight
  public record Source(
      String origin,
      double weight,
      double drawn,
      DataStatistics.Part training,
      DataStatistics.Part validation,
      DataStatistics.LeftOut leftOut) {}

  /// @param dropped documents in neither part
  public record Duplicates(long exact, @Nullable Long near, long dropped) {}

  /// @param documentShare of the validation documents, those that equal or nearly equal a training
  ///     document; null where there are none
  /// @param ngramShare of their different word 13-grams, those that the training part has; null where
  ///     there are none
  /// @param ngramsOneIn 1 where all 13-grams were looked for, else one in so many was
  public record Overlap(
      long documents,
      long exact,
      @Nullable Long near,
      @Nullable Double documentShare,
      long ngrams,
      long ngramsFound,
      long ngramsOneIn,
      @Nullable Double ngramShare) {}

  /// @param seed of the sample
  public static DataReport of(Dataset dataset, DataSettings settings, long seed) {
    DataStatistics statistics = dataset.statistics();
    return new DataReport(
        dataset.fingerprint(),
        dataset.tokenizer().vocabularySize(),
        part(statistics.training(), dataset.lengths(false)),
        part(statistics.validation(), dataset.lengths(true)),
        sources(statistics, settings),
        statistics.skippedBinaryFiles(),
        statistics.sources().stream().mapToLong(s -> s.leftOut().rows()).sum(),
        new Duplicates(
            statistics.duplicates().exact(),
            statistics.duplicates().near(),
            statistics.sources().stream().mapToLong(s -> s.leftOut().duplicates()).sum()),
        overlap(statistics),
        Preview.firstBatch(dataset, 1, settings.context(), seed).getFirst());
  }

  private static Part part(DataStatistics.Part part, long[] lengths) {
    List<Length> bins = new ArrayList<>();
    for (int i = 0; i < lengths.length; i++) {
      bins.add(new Length(1L << i, lengths[i]));
    }
    return new Part(
        part.documents(),
        part.characters(),
        part.tokens(),
        part.bytes(),
        ratio(part.tokens(), part.characters()),
        ratio(part.bytes(), part.tokens()),
        bins);
  }

  private static List<Source> sources(DataStatistics statistics, DataSettings settings) {
    double all = 0;
    for (int i = 0; i < settings.sources().size(); i++) {
      all += mass(statistics, settings, i);
    }
    List<Source> sources = new ArrayList<>();
    for (int i = 0; i < settings.sources().size(); i++) {
      DataStatistics.Source source = statistics.sources().get(i);
      sources.add(
          new Source(
              source.origin(),
              settings.sources().get(i).weight(),
              mass(statistics, settings, i) / all,
              source.training(),
              source.validation(),
              source.leftOut()));
    }
    return sources;
  }

  private static double mass(DataStatistics statistics, DataSettings settings, int source) {
    return settings.sources().get(source).weight()
        * statistics.sources().get(source).training().tokens();
  }

  private static Overlap overlap(DataStatistics statistics) {
    DataStatistics.Overlap overlap = statistics.overlap();
    long near = overlap.near() == null ? 0 : overlap.near();
    return new Overlap(
        overlap.documents(),
        overlap.exact(),
        overlap.near(),
        ratio(overlap.exact() + near, overlap.documents()),
        statistics.ngrams().ngrams(),
        statistics.ngrams().found(),
        statistics.ngrams().oneIn(),
        ratio(statistics.ngrams().found(), statistics.ngrams().ngrams()));
  }

  private static @Nullable Double ratio(long part, long whole) {
    return whole == 0 ? null : (double) part / whole;
  }
}
