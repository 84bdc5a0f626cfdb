package org.modelwright.engine;

import java.util.SplittableRandom;

/// Seeds as a function of place: mixing the numbers that say where one is (run, step, micro-batch)
/// gives a seed that depends on nothing else, so that resuming finds the same random numbers.
public final class Seeds {

  private Seeds() {}

  /// A 31-bit seed, mixed from each number in turn.
  public static long at(long... place) {
    long hash = 0;
    for (long number : place) {
      hash = new SplittableRandom(hash + number).nextLong();
    }
    return hash >>> 33;
  }
}
