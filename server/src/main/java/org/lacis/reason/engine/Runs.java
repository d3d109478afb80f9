package org.lacis.reason.engine;

import it.unimi.dsi.fastutil.longs.LongConsumer;
import it.unimi.dsi.fastutil.longs.LongOpenHashSet;
import java.util.Arrays;

/// A set of pairs of numbers, each packed into one long (the first in the upper half), in a few
/// sorted arrays, each at least twice as long as the next; what was taken away lately is kept as a
/// set of its own. Reading is safe for threads while nobody writes.
final class Runs {
  static final long[] NONE = {};

  /// When so much of a set is gone, it is written anew.
  private static final int GONE_SHARE = 8;

  private long[][] runs = new long[4][];
  private int count;
  private long size;
  private final LongOpenHashSet gone = new LongOpenHashSet();

  static long pack(int first, int second) {
    return ((long) first << 32) | (second & 0xffff_ffffL);
  }

  static int first(long pair) {
    return (int) (pair >>> 32);
  }

  static int second(long pair) {
    return (int) pair;
  }

  static long turned(long pair) {
    return (pair << 32) | (pair >>> 32);
  }

  /// The same pairs with their second number first, sorted.
  static long[] turned(long[] pairs) {
    long[] turned = new long[pairs.length];
    for (int i = 0; i < pairs.length; i++) {
      turned[i] = turned(pairs[i]);
    }
    Arrays.sort(turned);
    return turned;
  }

  long size() {
    return size;
  }

  int count() {
    return count;
  }

  long[] run(int i) {
    return runs[i];
  }

  boolean hasGone() {
    return !gone.isEmpty();
  }

  boolean isGone(long pair) {
    return gone.contains(pair);
  }

  /// The first place in a sorted array whose value is not below this one.
  static int from(long[] run, long value) {
    int low = 0;
    int high = run.length;
    while (low < high) {
      int middle = (low + high) >>> 1;
      if (run[middle] < value) {
        low = middle + 1;
      } else {
        high = middle;
      }
    }
    return low;
  }

  boolean contains(long pair) {
    for (int i = 0; i < count; i++) {
      long[] run = runs[i];
      int at = from(run, pair);
      if (at < run.length && run[at] == pair) {
        return gone.isEmpty() || !gone.contains(pair);
      }
    }
    return false;
  }

  /// Whether there is a pair with this first number.
  boolean hasFirst(int first) {
    for (int i = 0; i < count; i++) {
      long[] run = runs[i];
      for (int at = from(run, pack(first, 0)); at < run.length && first(run[at]) == first; at++) {
        if (gone.isEmpty() || !gone.contains(run[at])) {
          return true;
        }
      }
    }
    return false;
  }

  void forEach(LongConsumer pair) {
    for (int i = 0; i < count; i++) {
      for (long each : runs[i]) {
        if (gone.isEmpty() || !gone.contains(each)) {
          pair.accept(each);
        }
      }
    }
  }

  /// Tells the pairs with this first number.
  void forEach(int first, LongConsumer pair) {
    for (int i = 0; i < count; i++) {
      long[] run = runs[i];
      for (int at = from(run, pack(first, 0)); at < run.length && first(run[at]) == first; at++) {
        if (gone.isEmpty() || !gone.contains(run[at])) {
          pair.accept(run[at]);
        }
      }
    }
  }

  /// All pairs, sorted.
  long[] toArray() {
    long[] all = new long[(int) size];
    int[] at = {0};
    forEach(pair -> all[at[0]++] = pair);
    if (count > 1) {
      Arrays.sort(all);
    }
    return all;
  }

  /// Those of some sorted pairs that are held, or that are not.
  long[] of(long[] sorted, boolean held) {
    long[] some = new long[sorted.length];
    int n = 0;
    int[] at = new int[count];
    for (long pair : sorted) {
      boolean found = false;
      for (int i = 0; i < count && !found; i++) {
        long[] run = runs[i];
        at[i] = gallop(run, at[i], pair);
        found = at[i] < run.length && run[at[i]] == pair;
      }
      if (found && !gone.isEmpty()) {
        found = !gone.contains(pair);
      }
      if (found == held) {
        some[n++] = pair;
      }
    }
    return n == some.length ? some : Arrays.copyOf(some, n);
  }

  private static int gallop(long[] run, int from, long value) {
    int step = 1;
    int low = from;
    int high = from;
    while (high < run.length && run[high] < value) {
      low = high + 1;
      high += step;
      step <<= 1;
    }
    high = Math.min(high, run.length);
    while (low < high) {
      int middle = (low + high) >>> 1;
      if (run[middle] < value) {
        low = middle + 1;
      } else {
        high = middle;
      }
    }
    return low;
  }

  /// Adds sorted pairs of which none is held.
  void add(long[] sorted) {
    if (sorted.length == 0) {
      return;
    }
    long[] fresh = sorted;
    if (!gone.isEmpty()) {
      // What comes back stands in a run already.
      fresh = Arrays.stream(sorted).filter(pair -> !gone.remove(pair)).toArray();
    }
    size += sorted.length;
    if (fresh.length == 0) {
      return;
    }
    if (count == runs.length) {
      runs = Arrays.copyOf(runs, count * 2);
    }
    runs[count++] = fresh;
    while (count > 1 && runs[count - 2].length < 2L * runs[count - 1].length) {
      runs[count - 2] = merged(runs[count - 2], runs[count - 1]);
      runs[--count] = NONE;
    }
  }

  /// Takes away sorted pairs that are all held.
  void remove(long[] sorted) {
    for (long pair : sorted) {
      gone.add(pair);
    }
    size -= sorted.length;
    if (gone.size() > 1024 && (long) gone.size() * GONE_SHARE > size) {
      long[] rest = toArray();
      gone.clear();
      gone.trim();
      runs = new long[4][];
      count = 0;
      size = 0;
      add(rest);
    }
  }

  static long[] merged(long[] one, long[] other) {
    long[] merged = new long[one.length + other.length];
    int i = 0;
    int j = 0;
    int n = 0;
    while (i < one.length && j < other.length) {
      merged[n++] = one[i] <= other[j] ? one[i++] : other[j++];
    }
    System.arraycopy(one, i, merged, n, one.length - i);
    System.arraycopy(other, j, merged, n + one.length - i, other.length - j);
    return merged;
  }

  /// Sorted and without doubles, from the first values of an array.
  static long[] distinct(long[] values, int size) {
    long[] sorted = Arrays.copyOf(values, size);
    Arrays.sort(sorted);
    int kept = 0;
    for (int i = 0; i < size; i++) {
      if (i == 0 || sorted[i] != sorted[i - 1]) {
        sorted[kept++] = sorted[i];
      }
    }
    return kept == size ? sorted : Arrays.copyOf(sorted, kept);
  }

  long bytes() {
    long bytes = 16L * gone.size();
    for (int i = 0; i < count; i++) {
      bytes += 8L * runs[i].length;
    }
    return bytes;
  }
}
