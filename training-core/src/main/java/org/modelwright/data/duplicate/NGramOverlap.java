package org.modelwright.data.duplicate;

/// How many of the held-out part's word 13-grams the training part has too: the measure of Brown et
/// al., "Language Models are Few-Shot Learners", 2020, appendix C. Beyond a million different 13-grams
/// it goes by a sample of them. Runs across the pieces of a very large document are not looked at.
public final class NGramOverlap {

  /// Words in a run.
  public static final int WORDS = 13;

  private static final int LIMIT = 1 << 20;

  private final HashSample heldOut = new HashSample(LIMIT);

  /// @param ngrams different ones of the held-out part that were looked for
  /// @param found how many of them the training part has
  /// @param oneIn how large the sample is: 1 where all were looked for
  public record Count(long ngrams, long found, long oneIn) {}

  /// The hashes of a piece's 13-grams; from any thread.
  public static long[] examine(String text) {
    return NGrams.of(Words.hashes(text), WORDS);
  }

  /// Adds 13-grams of the held-out part.
  public void hold(long[] ngrams) {
    for (long ngram : ngrams) {
      heldOut.add(ngram);
    }
  }

  /// Ends the held-out part.
  public void freeze() {
    heldOut.freeze();
  }

  /// Looks for the held-out 13-grams in a piece of the training part; from any thread, once frozen.
  public void look(String text) {
    if (heldOut.size() > 0) {
      for (long ngram : examine(text)) {
        heldOut.mark(ngram);
      }
    }
  }

  public Count count() {
    return new Count(heldOut.size(), heldOut.marked(), heldOut.oneIn());
  }
}
