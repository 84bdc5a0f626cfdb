package org.modelwright.data.duplicate;

import java.util.Arrays;
import java.util.SplittableRandom;

/// Signatures that estimate how much two sets have in common (Broder, "On the resemblance and
/// containment of documents", 1997). The share of equal places of two signatures has the sets' Jaccard
/// index J as its mean and sqrt(J (1 - J) / 128) as its standard error.
public final class MinHash {

  public static final int PERMUTATIONS = 128;

  /// Words in a shingle.
  static final int SHINGLE = 5;

  private static final long SEED = 1997;

  private final long[] factors = new long[PERMUTATIONS];
  private final long[] offsets = new long[PERMUTATIONS];

  /// The same permutations every time.
  public MinHash() {
    var random = new SplittableRandom(SEED);
    for (int i = 0; i < PERMUTATIONS; i++) {
      factors[i] = random.nextLong() | 1;
      offsets[i] = random.nextLong();
    }
  }

  /// The signature of a set of well mixed 64-bit values; an empty set has the largest int everywhere.
  /// Each permutation is a multiply-shift hash (Dietzfelbinger et al. 1997).
  public int[] signature(long[] set) {
    int[] least = new int[PERMUTATIONS];
    Arrays.fill(least, Integer.MAX_VALUE);
    for (long value : set) {
      for (int i = 0; i < PERMUTATIONS; i++) {
        least[i] = Math.min(least[i], (int) ((factors[i] * value + offsets[i]) >>> 32));
      }
    }
    return least;
  }

  /// The signature of a text: of its runs of 5 words, or of all its words where there are fewer.
  int[] signature(String text) {
    long[] words = Words.hashes(text);
    return signature(NGrams.of(words, Math.min(SHINGLE, words.length)));
  }

  /// Makes a signature that of the union of its set with another's.
  static void merge(int[] into, int[] other) {
    for (int i = 0; i < PERMUTATIONS; i++) {
      into[i] = Math.min(into[i], other[i]);
    }
  }

  /// The estimated Jaccard index, 0 to 1.
  public static double similarity(int[] one, int[] other) {
    int equal = 0;
    for (int i = 0; i < PERMUTATIONS; i++) {
      equal += one[i] == other[i] ? 1 : 0;
    }
    return (double) equal / PERMUTATIONS;
  }
}
