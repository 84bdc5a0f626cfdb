package org.modelwright.data.duplicate;

/// Things joined into groups, each known by its first member (union-find with path halving).
final class Groups {

  private final int[] first;

  Groups(int size) {
    first = new int[size];
    for (int i = 0; i < size; i++) {
      first[i] = i;
    }
  }

  int first(int member) {
    int at = member;
    while (first[at] != at) {
      first[at] = first[first[at]];
      at = first[at];
    }
    return at;
  }

  void join(int one, int other) {
    int a = first(one);
    int b = first(other);
    first[Math.max(a, b)] = Math.min(a, b);
  }
}
