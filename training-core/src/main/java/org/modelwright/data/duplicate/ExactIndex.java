package org.modelwright.data.duplicate;

import java.util.Arrays;

/// Which document was the first with the same digest, by 128 bits of it: an open-addressing table of
/// 28 to 56 bytes a document.
final class ExactIndex {

  private static final int NONE = -1;

  private long[] high = new long[1 << 10];
  private long[] low = new long[1 << 10];
  private int[] first = new int[1 << 10];
  private int[] table = empty(1 << 11);
  private int size;

  private static int[] empty(int length) {
    int[] table = new int[length];
    Arrays.fill(table, NONE);
    return table;
  }

  /// Adds the next document.
  ///
  /// @return whether no earlier one has this digest
  boolean add(long digestHigh, long digestLow) {
    if (size == high.length) {
      grow();
    }
    high[size] = digestHigh;
    low[size] = digestLow;
    first[size] = place(size);
    return first[size++] == size - 1;
  }

  /// Adds a document that is compared with no other.
  void skip() {
    if (size == high.length) {
      grow();
    }
    first[size] = size;
    size++;
  }

  /// For each document the first one with its digest.
  int[] firsts() {
    return Arrays.copyOf(first, size);
  }

  private int place(int document) {
    int mask = table.length - 1;
    int slot = (int) high[document] & mask;
    while (table[slot] != NONE) {
      int other = table[slot];
      if (high[other] == high[document] && low[other] == low[document]) {
        return other;
      }
      slot = (slot + 1) & mask;
    }
    table[slot] = document;
    return document;
  }

  private void grow() {
    int[] old = table;
    high = Arrays.copyOf(high, 2 * size);
    low = Arrays.copyOf(low, 2 * size);
    first = Arrays.copyOf(first, 2 * size);
    table = empty(4 * size);
    for (int document : old) {
      if (document != NONE) {
        place(document);
      }
    }
  }
}
