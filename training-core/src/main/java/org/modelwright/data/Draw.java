package org.modelwright.data;

import java.util.List;
import java.util.SplittableRandom;

/// Chooses places by hashes: source i with probability proportional to its weight times its length, and
/// then each of its places alike. Where all weights are equal every place is as likely as any other.
final class Draw {

  private final long places;
  private final List<Range> ranges;
  private final double[] until;
  private final boolean even;

  /// One source's tokens, `[from, to)`.
  record Range(long from, long to, double weight) {}

  /// @param places how many there are to choose from; the last range may reach beyond
  /// @param ranges one behind the other, from 0 on
  Draw(long places, List<Range> ranges) {
    this.places = places;
    this.ranges = List.copyOf(ranges);
    even = ranges.stream().mapToDouble(Range::weight).distinct().count() <= 1;
    until = new double[ranges.size()];
    double sum = 0;
    for (int i = 0; i < until.length; i++) {
      Range range = ranges.get(i);
      sum += range.weight() * (range.to() - range.from());
      until[i] = sum;
    }
  }

  /// @param hash 64 bits, each as likely 0 as 1
  long place(long hash) {
    if (even) {
      return scale(hash, places);
    }
    double at = (hash >>> 11) * 0x1p-53 * until[until.length - 1];
    int chosen = 0;
    while (chosen + 1 < until.length && until[chosen] <= at) {
      chosen++;
    }
    Range range = ranges.get(chosen);
    long count = Math.min(range.to(), places) - range.from();
    // a source shorter than a window, at the very end, is seen by the last window of all
    return count <= 0 ? places - 1 : range.from() + scale(mix(~hash), count);
  }

  /// The high half of a 64 by 64 bit product: uniform over `[0, count)` without a division.
  private static long scale(long hash, long count) {
    return Math.unsignedMultiplyHigh(hash, count);
  }

  static long mix(long value) {
    return new SplittableRandom(value).nextLong();
  }
}
