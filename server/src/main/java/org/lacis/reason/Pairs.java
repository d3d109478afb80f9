package org.lacis.reason;

import it.unimi.dsi.fastutil.longs.LongArrayList;
import java.util.Arrays;

/// A set of pairs of dense numbers, each packed into one long (first in the upper half), sorted.
///
/// Immutable; the sorted form makes union and difference one merge, and a join a search.
final class Pairs {
  static final Pairs NONE = new Pairs(new long[0]);

  private final long[] sorted;

  private Pairs(long[] sorted) {
    this.sorted = sorted;
  }

  static long pack(int upper, int lower) {
    return ((long) upper << 32) | (lower & 0xffff_ffffL);
  }

  static int first(long pair) {
    return (int) (pair >>> 32);
  }

  static int second(long pair) {
    return (int) pair;
  }

  /// Sorts the list, drops duplicates, and empties it.
  static Pairs of(LongArrayList list) {
    long[] values = list.toLongArray();
    list.clear();
    Arrays.parallelSort(values);
    int kept = 0;
    for (int i = 0; i < values.length; i++) {
      if (i == 0 || values[i] != values[i - 1]) {
        values[kept++] = values[i];
      }
    }
    return new Pairs(kept == values.length ? values : Arrays.copyOf(values, kept));
  }

  int size() {
    return sorted.length;
  }

  boolean isEmpty() {
    return sorted.length == 0;
  }

  long get(int index) {
    return sorted[index];
  }

  /// Index of the first pair whose first number is at least this one.
  int from(int first) {
    int index = Arrays.binarySearch(sorted, pack(first, 0));
    return index >= 0 ? index : -index - 1;
  }

  boolean contains(long pair) {
    return Arrays.binarySearch(sorted, pair) >= 0;
  }

  Pairs union(Pairs other) {
    if (other.isEmpty()) {
      return this;
    }
    if (isEmpty()) {
      return other;
    }
    long[] merged = new long[sorted.length + other.sorted.length];
    int i = 0;
    int j = 0;
    int n = 0;
    while (i < sorted.length && j < other.sorted.length) {
      long a = sorted[i];
      long b = other.sorted[j];
      merged[n++] = Math.min(a, b);
      i += a <= b ? 1 : 0;
      j += b <= a ? 1 : 0;
    }
    while (i < sorted.length) {
      merged[n++] = sorted[i++];
    }
    while (j < other.sorted.length) {
      merged[n++] = other.sorted[j++];
    }
    return new Pairs(n == merged.length ? merged : Arrays.copyOf(merged, n));
  }

  Pairs minus(Pairs other) {
    if (isEmpty() || other.isEmpty()) {
      return this;
    }
    long[] rest = new long[sorted.length];
    int n = 0;
    int j = 0;
    for (long pair : sorted) {
      while (j < other.sorted.length && other.sorted[j] < pair) {
        j++;
      }
      if (j == other.sorted.length || other.sorted[j] != pair) {
        rest[n++] = pair;
      }
    }
    return new Pairs(n == rest.length ? rest : Arrays.copyOf(rest, n));
  }

  /// The same pairs, second number first.
  Pairs turned() {
    LongArrayList turned = new LongArrayList(sorted.length);
    for (long pair : sorted) {
      turned.add(pack(second(pair), first(pair)));
    }
    return of(turned);
  }
}
