package org.lacis.bench.geo;

import java.util.SplittableRandom;
import org.locationtech.jts.geom.Coordinate;

/// Random numbers that depend only on a seed and on what they are thrown for, so that a larger
/// territory holds the smaller one with the same content.
final class Dice {
  private final SplittableRandom random;

  private Dice(long seed) {
    this.random = new SplittableRandom(seed);
  }

  static Dice of(long seed, long... purpose) {
    long mixed = seed;
    for (long part : purpose) {
      mixed = mix(mixed ^ mix(part + 0x9E3779B97F4A7C15L));
    }
    return new Dice(mixed);
  }

  // The finaliser of SplitMix64 (Steele, Lea, Flood 2014).
  private static long mix(long z) {
    long once = (z ^ (z >>> 30)) * 0xBF58476D1CE4E5B9L;
    long twice = (once ^ (once >>> 27)) * 0x94D049BB133111EBL;
    return twice ^ (twice >>> 31);
  }

  /// In [from, to).
  double between(double from, double to) {
    return from + (to - from) * random.nextDouble();
  }

  double gaussian() {
    return random.nextGaussian();
  }

  int below(int bound) {
    return random.nextInt(bound);
  }

  /// A point around another, normally distributed on either axis.
  Coordinate around(Coordinate centre, double deviation) {
    return new Coordinate(centre.x + deviation * gaussian(), centre.y + deviation * gaussian());
  }

  /// Rounded to centimetres, so that text and binary forms hold the same numbers.
  static Coordinate rounded(double x, double y) {
    return new Coordinate(Math.round(x * 100) / 100.0, Math.round(y * 100) / 100.0);
  }
}
