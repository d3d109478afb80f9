package org.lacis.app.sample;

import java.util.List;

/// Chance that can be told again: SplitMix64 (Steele, Lea and Flood 2014), written out here because
/// the library's generators promise no sequence across releases, and the sample's files must be the
/// same everywhere.
final class SplitRandom {
  private static final long GOLDEN = 0x9E3779B97F4A7C15L;

  private long state;

  SplitRandom(long seed) {
    state = seed;
  }

  /// A generator of its own for the thing with these numbers; does not depend on what was drawn
  /// from any other.
  static SplitRandom of(long seed, long... numbers) {
    long mixed = mix(seed + GOLDEN);
    for (long number : numbers) {
      mixed = mix(mixed ^ mix(number + GOLDEN));
    }
    return new SplitRandom(mixed);
  }

  long nextLong() {
    state += GOLDEN;
    return mix(state);
  }

  /// From 0 (included) to 1 (excluded).
  double nextDouble() {
    return (nextLong() >>> 11) * 0x1.0p-53;
  }

  double between(double least, double most) {
    return least + (most - least) * nextDouble();
  }

  /// From 0 to `bound - 1`.
  int nextInt(int bound) {
    return (int) (nextDouble() * bound);
  }

  boolean chance(double probability) {
    return nextDouble() < probability;
  }

  <T> T pick(List<T> choices) {
    return choices.get(nextInt(choices.size()));
  }

  private static long mix(long z) {
    z = (z ^ (z >>> 30)) * 0xBF58476D1CE4E5B9L;
    z = (z ^ (z >>> 27)) * 0x94D049BB133111EBL;
    return z ^ (z >>> 31);
  }
}
