package org.modelwright.data.duplicate;

/// Runs of n words as hashes.
public final class NGrams {

  private static final long BASE = 0x9e3779b97f4a7c15L;

  private NGrams() {}

  /// One hash for each run of `n` words, `max(0, words - n + 1)` of them, by a rolling polynomial
  /// (Karp and Rabin 1987) modulo 2^64.
  ///
  /// @param words their hashes
  public static long[] of(long[] words, int n) {
    if (n < 1 || words.length < n) {
      return new long[0];
    }
    long[] grams = new long[words.length - n + 1];
    long leaving = 1;
    for (int i = 0; i < n; i++) {
      leaving *= BASE;
    }
    long hash = 0;
    for (int i = 0; i < words.length; i++) {
      hash = hash * BASE + words[i];
      if (i >= n) {
        hash -= words[i - n] * leaving;
      }
      if (i >= n - 1) {
        grams[i - n + 1] = Words.mix(hash);
      }
    }
    return grams;
  }
}
