package org.lacis.validate.shacl;

import it.unimi.dsi.fastutil.longs.LongArrayList;
import java.util.Arrays;

/// Sets of numbers as arrays in the order of the store, which takes numbers as unsigned; each
/// number once.
final class Ordered {
  static final long[] NONE = {};

  private Ordered() {}

  /// @param numbers in any order, any number of times; changed
  static long[] of(LongArrayList numbers) {
    return of(numbers.elements(), numbers.size());
  }

  private static long[] of(long[] numbers, int count) {
    if (count == 0) {
      return NONE;
    }
    for (int i = 0; i < count; i++) {
      numbers[i] ^= Long.MIN_VALUE;
    }
    Arrays.sort(numbers, 0, count);
    int kept = 0;
    for (int i = 0; i < count; i++) {
      if (i == 0 || numbers[i] != numbers[i - 1]) {
        numbers[kept++] = numbers[i];
      }
    }
    for (int i = 0; i < kept; i++) {
      numbers[i] ^= Long.MIN_VALUE;
    }
    return Arrays.copyOf(numbers, kept);
  }

  static boolean contains(long[] set, long number) {
    int low = 0;
    int high = set.length - 1;
    while (low <= high) {
      int middle = (low + high) >>> 1;
      int order = Long.compareUnsigned(set[middle], number);
      if (order == 0) {
        return true;
      }
      if (order < 0) {
        low = middle + 1;
      } else {
        high = middle - 1;
      }
    }
    return false;
  }

  static long[] union(long[] one, long[] other) {
    if (one.length == 0) {
      return other;
    }
    if (other.length == 0) {
      return one;
    }
    long[] all = Arrays.copyOf(one, one.length + other.length);
    System.arraycopy(other, 0, all, one.length, other.length);
    return of(all, all.length);
  }
}
