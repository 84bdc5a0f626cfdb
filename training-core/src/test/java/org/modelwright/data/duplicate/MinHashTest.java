package org.modelwright.data.duplicate;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.HashSet;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.Test;

class MinHashTest {

  private static long[] array(Set<Long> set) {
    return set.stream().mapToLong(Long::longValue).toArray();
  }

  /// The estimate over many pairs of sets with a known Jaccard index J: its mean is J, and its squared
  /// error J (1 - J) / 128. With 400 pairs the mean may be off by 4 standard errors of a mean, and the
  /// squared error by 35 %, which is more than 4 of its own standard errors, sqrt(2 / 400).
  @Test
  void theEstimateHasTheErrorThatBroderGivesIt() {
    var minHash = new MinHash();
    var random = new Random(1);
    int pairs = 400;
    for (int shared : new int[] {20, 100, 160, 190}) {
      // |A| = |B| = 200: J = shared / (400 - shared)
      double jaccard = shared / (400.0 - shared);
      double sum = 0;
      double squares = 0;
      for (int pair = 0; pair < pairs; pair++) {
        Set<Long> one = new HashSet<>();
        Set<Long> other = new HashSet<>();
        for (int i = 0; i < 400 - shared; i++) {
          long value = random.nextLong();
          if (i < 200) {
            one.add(value);
          }
          if (i >= 200 - shared) {
            other.add(value);
          }
        }
        assertThat(one).hasSize(200);
        assertThat(other).hasSize(200);
        double estimate =
            MinHash.similarity(minHash.signature(array(one)), minHash.signature(array(other)));
        sum += estimate;
        squares += (estimate - jaccard) * (estimate - jaccard);
      }
      double variance = jaccard * (1 - jaccard) / MinHash.PERMUTATIONS;
      assertThat(Math.abs(sum / pairs - jaccard))
          .as("mean at J = %.2f", jaccard)
          .isLessThan(4 * Math.sqrt(variance / pairs));
      assertThat(squares / pairs / variance).as("error at J = %.2f", jaccard).isBetween(0.65, 1.35);
    }
  }

  @Test
  void mergingIsTheSignatureOfTheUnion() {
    var minHash = new MinHash();
    long[] all = new Random(2).longs(50).toArray();
    int[] merged = minHash.signature(java.util.Arrays.copyOfRange(all, 0, 20));
    MinHash.merge(merged, minHash.signature(java.util.Arrays.copyOfRange(all, 15, 50)));
    assertThat(merged).isEqualTo(minHash.signature(all));
  }

  @Test
  void wordsAreRunsOfLettersInLowerCase() {
    assertThat(Words.hashes("The  cat, (the) CAT-2é!")).hasSize(5);
    long[] words = Words.hashes("The  cat, (the) CAT-2é!");
    assertThat(words[2]).isEqualTo(words[0]).isNotEqualTo(words[1]);
    assertThat(words[3]).isEqualTo(words[1]);
    assertThat(Words.hashes("中文字 ok")).hasSize(4);
    assertThat(Words.hashes("ab中cd")).hasSize(3);
    assertThat(Words.hashes(" ,.;")).isEmpty();
  }

  /// The rolling hash of a run is that of the run alone.
  @Test
  void aRollingHashIsThatOfTheRunAlone() {
    long[] words = new Random(3).longs(40).toArray();
    for (int n : new int[] {1, 5, 13, 40}) {
      long[] grams = NGrams.of(words, n);
      assertThat(grams).hasSize(41 - n);
      for (int i = 0; i < grams.length; i++) {
        long[] run = java.util.Arrays.copyOfRange(words, i, i + n);
        assertThat(NGrams.of(run, n)).containsExactly(grams[i]);
      }
    }
    assertThat(NGrams.of(words, 41)).isEmpty();
    assertThat(NGrams.of(new long[0], 0)).isEmpty();
  }
}
