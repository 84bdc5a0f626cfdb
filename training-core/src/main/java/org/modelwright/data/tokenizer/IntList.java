package org.modelwright.data.tokenizer;

import java.util.Arrays;

/// A growing array of ids.
final class IntList {

  private int[] items;
  private int size;

  IntList(int capacity) {
    items = new int[capacity];
  }

  void addAll(int[] more) {
    if (size + more.length > items.length) {
      items = Arrays.copyOf(items, Math.max(2 * items.length, size + more.length));
    }
    System.arraycopy(more, 0, items, size, more.length);
    size += more.length;
  }

  int[] toArray() {
    return Arrays.copyOf(items, size);
  }
}
