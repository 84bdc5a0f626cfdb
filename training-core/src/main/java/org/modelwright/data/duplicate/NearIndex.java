package org.modelwright.data.duplicate;

import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.modelwright.progress.Progress;

/// Finds documents with similar signatures without comparing all pairs, by locality-sensitive hashing
/// (Indyk and Motwani 1998): signatures are cut into bands, and only documents that agree in a whole
/// band are compared. A band has as many places as leave a pair at the threshold unseen once in 200
/// or less: 6 for a threshold of 0.8.
final class NearIndex {

  private static final double MISSED = 0.005;
  private static final int NONE = -1;

  private final List<int @Nullable []> signatures;
  private final int agreeing;
  private final int rows;

  /// @param signatures one for each document; null for one that is not to be compared
  NearIndex(List<int @Nullable []> signatures, double threshold) {
    this.signatures = signatures;
    this.agreeing = (int) Math.ceil(threshold * MinHash.PERMUTATIONS - 1e-9);
    this.rows = rows(threshold);
  }

  /// The most places a band may have.
  static int rows(double threshold) {
    int rows = 1;
    while (rows < 32 && missed(threshold, rows + 1) <= MISSED) {
      rows++;
    }
    return rows;
  }

  /// The probability that a pair of this similarity agrees in no band.
  static double missed(double similarity, int rows) {
    int bands = MinHash.PERMUTATIONS / rows;
    return Math.pow(1 - Math.pow(similarity, rows), bands);
  }

  /// Joins the documents that are similar. In each bucket a document that has found its like stands
  /// back behind it, so that a thousand copies of one page cost a thousand comparisons, not a million.
  void join(Groups groups, Progress progress) {
    int bands = MinHash.PERMUTATIONS / rows;
    int[] table = new int[Integer.highestOneBit(Math.max(1, signatures.size())) * 4];
    int[] previous = new int[signatures.size()];
    for (int band = 0; band < bands; band++) {
      progress.report("comparing documents", band, bands);
      Arrays.fill(table, NONE);
      for (int document = 0; document < signatures.size(); document++) {
        int[] signature = signatures.get(document);
        if (signature != null) {
          if (document % 1024 == 0) {
            progress.check();
          }
          enter(document, signature, band * rows, table, previous, groups);
        }
      }
    }
  }

  private void enter(
      int document, int[] signature, int from, int[] table, int[] previous, Groups groups) {
    int slot = hash(signature, from) & (table.length - 1);
    boolean found = false;
    for (int other = table[slot]; other != NONE; other = previous[other]) {
      int[] theirs = signatures.get(other);
      if (theirs != null
          && Arrays.equals(signature, from, from + rows, theirs, from, from + rows)
          && (groups.first(document) == groups.first(other) || similar(signature, theirs))) {
        groups.join(document, other);
        found = true;
      }
    }
    if (!found) {
      previous[document] = table[slot];
      table[slot] = document;
    }
  }

  private int hash(int[] signature, int from) {
    long hash = 0;
    for (int i = from; i < from + rows; i++) {
      hash = Words.mix(hash + signature[i]);
    }
    return (int) hash;
  }

  private boolean similar(int[] one, int[] other) {
    int different = 0;
    for (int i = 0; i < MinHash.PERMUTATIONS; i++) {
      different += one[i] == other[i] ? 0 : 1;
      if (different > MinHash.PERMUTATIONS - agreeing) {
        return false;
      }
    }
    return true;
  }
}
