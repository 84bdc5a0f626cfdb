package org.modelwright.data.tokenizer;

import java.util.Arrays;

/// Numbers the distinct slices of text that it is shown: 0, 1, 2, ... Looking up a known slice
/// allocates nothing, which is what makes counting and encoding fast. For one thread.
final class PreTokenTable {

  private String[] keys = new String[1 << 10];
  private int[] hashes = new int[1 << 10];
  // index + 1 of the key in a slot, 0 for an empty slot; a power of two, at most half full
  private int[] slots = new int[1 << 12];
  private int size;

  int size() {
    return size;
  }

  String key(int index) {
    return keys[index];
  }

  /// The number of `text[from, to)`; equal to the former `size()` where the slice is new.
  int index(String text, int from, int to) {
    int hash = 0;
    for (int i = from; i < to; i++) {
      hash = 31 * hash + text.charAt(i);
    }
    hash *= 0x9E3779B1;
    int mask = slots.length - 1;
    int slot = (hash ^ (hash >>> 15)) & mask;
    while (slots[slot] != 0) {
      int index = slots[slot] - 1;
      String key = keys[index];
      if (hashes[index] == hash && key.length() == to - from && text.startsWith(key, from)) {
        return index;
      }
      slot = (slot + 1) & mask;
    }
    slots[slot] = size + 1;
    if (size == keys.length) {
      keys = Arrays.copyOf(keys, 2 * size);
      hashes = Arrays.copyOf(hashes, 2 * size);
    }
    keys[size] = text.substring(from, to);
    hashes[size] = hash;
    size++;
    if (2 * size > slots.length) {
      grow();
    }
    return size - 1;
  }

  private void grow() {
    slots = new int[2 * slots.length];
    int mask = slots.length - 1;
    for (int index = 0; index < size; index++) {
      int slot = (hashes[index] ^ (hashes[index] >>> 15)) & mask;
      while (slots[slot] != 0) {
        slot = (slot + 1) & mask;
      }
      slots[slot] = index + 1;
    }
  }
}
