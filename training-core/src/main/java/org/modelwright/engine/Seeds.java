package org.modelwright.engine;

/// Seeds as a function of place: mixing the numbers that say where one is (run, step, micro-batch)
/// gives a seed that depends on nothing else, so that resuming finds the same random numbers.
public final class Seeds {

  private Seeds() {}

  /// A 31-bit seed, by the finalizer of SplitMix64 (Steele et al., "Fast Splittable Pseudorandom Number
  /// Generators", 2014) over each number in turn.
  public static long at(long... place) {
    long hash = 0;
    for (long number : place) {
      hash += number + 0x9e3779b97f4a7c15L;
      hash = (hash ^ (hash >>> 30)) * 0xbf58476d1ce4e5b9L;
      hash = (hash ^ (hash >>> 27)) * 0x94d049bb133111ebL;
      hash ^= hash >>> 31;
    }
    return hash >>> 33;
  }
}
