package org.modelwright.data.duplicate;

/// A set of 64-bit hashes of bounded size. When it is full it keeps every second value from then on,
/// by the values' own low bits, so that what is in it is a fair sample of all that were added,
/// whatever their order; and each value can be marked.
final class HashSample {

  private final int limit;
  private long[] values;
  private byte[] marks = new byte[0];
  private int size;
  private long mask;

  /// @param limit the most values, a power of two
  HashSample(int limit) {
    this.limit = limit;
    values = new long[2 * limit];
  }

  void add(long value) {
    if (value == 0 || (value & mask) != 0) {
      return;
    }
    int slot = slot(value);
    if (values[slot] == value) {
      return;
    }
    values[slot] = value;
    size++;
    while (size > limit) {
      halve();
    }
  }

  private void halve() {
    long[] old = values;
    mask = 2 * mask + 1;
    values = new long[old.length];
    size = 0;
    for (long value : old) {
      if (value != 0 && (value & mask) == 0) {
        values[slot(value)] = value;
        size++;
      }
    }
  }

  /// The low bits are alike in a sample, so the high ones choose the place.
  private int slot(long value) {
    int slot = (int) (value >>> 33) & (values.length - 1);
    while (values[slot] != 0 && values[slot] != value) {
      slot = (slot + 1) & (values.length - 1);
    }
    return slot;
  }

  /// Ends the adding; marking may then come from several threads.
  void freeze() {
    marks = new byte[values.length];
  }

  /// Marks a value, if it is there.
  void mark(long value) {
    if (value != 0 && (value & mask) == 0) {
      int slot = slot(value);
      if (values[slot] == value) {
        marks[slot] = 1;
      }
    }
  }

  int size() {
    return size;
  }

  long marked() {
    long count = 0;
    for (byte mark : marks) {
      count += mark;
    }
    return count;
  }

  /// One value in so many is in the sample.
  long oneIn() {
    return mask + 1;
  }
}
