package org.modelwright.data.tokenizer;

import java.util.Arrays;
import org.modelwright.data.tokenizer.BpeVocabulary.Merge;

/// From a pair of ids to the rank of their merge, without boxing: the encoder asks this for every
/// pair of neighbours. Immutable, for any number of threads.
final class MergeTable {

  static final int NONE = -1;

  private final long[] keys;
  private final int[] ranks;
  private final int[] made;

  MergeTable(BpeVocabulary vocabulary) {
    int count = vocabulary.merges().size();
    int slots = Integer.highestOneBit(Math.max(4, 2 * count)) << 1;
    keys = new long[slots];
    ranks = new int[slots];
    made = new int[count];
    Arrays.fill(ranks, NONE);
    int rank = 0;
    for (var entry : vocabulary.merges().entrySet()) {
      Merge merge = entry.getKey();
      int slot = slot(merge.left(), merge.right());
      keys[slot] = key(merge.left(), merge.right());
      ranks[slot] = rank;
      made[rank] = entry.getValue();
      rank++;
    }
  }

  boolean isEmpty() {
    return made.length == 0;
  }

  /// The rank, or `NONE`.
  int rank(int left, int right) {
    return ranks[slot(left, right)];
  }

  /// The id that the merge of a rank makes.
  int made(int rank) {
    return made[rank];
  }

  /// The slot of the pair, or the empty one where it would be.
  private int slot(int left, int right) {
    long key = key(left, right);
    long hash = key * 0x9E3779B97F4A7C15L;
    int slot = (int) (hash >>> 40) & (keys.length - 1);
    while (ranks[slot] != NONE && keys[slot] != key) {
      slot = (slot + 1) & (keys.length - 1);
    }
    return slot;
  }

  private static long key(int left, int right) {
    return ((long) left << 32) | right;
  }
}
