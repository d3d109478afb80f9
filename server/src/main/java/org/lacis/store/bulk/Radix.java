package org.lacis.store.bulk;

import it.unimi.dsi.fastutil.ints.IntArrays;

/// Sorts records of longs by way of their places: an order is an array of record numbers, and one
/// sort brings it into the order of one column, leaving alone what is equal there.
final class Radix {
  private static final int BITS = 11;
  private static final int BUCKETS = 1 << BITS;
  private static final int SMALL = 48;

  private Radix() {}

  static int[] asTheyCame(int count) {
    int[] order = new int[count];
    for (int i = 0; i < count; i++) {
      order[i] = i;
    }
    return order;
  }

  /// Sorts by one column, stably.
  ///
  /// @param words records, `width` longs each
  /// @param column compared as an unsigned number
  static void sort(long[] words, int width, int column, int[] order) {
    int count = order.length;
    long[] keys = new long[count];
    boolean sorted = true;
    int small = 0;
    for (int i = 0; i < count; i++) {
      keys[i] = words[width * order[i] + column];
      sorted &= i == 0 || Long.compareUnsigned(keys[i - 1], keys[i]) <= 0;
      small += keys[i] >= 0 ? 1 : 0;
    }
    if (sorted) {
      return;
    }
    long[] keys2 = new long[count];
    int[] order2 = new int[count];
    // Places in a file come before values that are numbers themselves, and the two differ in other
    // bits: apart, each needs fewer passes.
    int low = 0;
    int high = small;
    for (int i = 0; i < count; i++) {
      int to = keys[i] >= 0 ? low++ : high++;
      keys2[to] = keys[i];
      order2[to] = order[i];
    }
    int[] starts = new int[BUCKETS];
    if (!part(keys2, order2, keys, order, 0, small, starts)) {
      System.arraycopy(order2, 0, order, 0, small);
    }
    if (!part(keys2, order2, keys, order, small, count, starts)) {
      System.arraycopy(order2, small, order, small, count - small);
    }
  }

  /// @return whether the result is in the second pair of arrays
  private static boolean part(
      long[] keys, int[] order, long[] keys2, int[] order2, int from, int to, int[] starts) {
    long varying = 0;
    for (int i = from; i < to; i++) {
      varying |= keys[i] ^ keys[from];
    }
    boolean second = false;
    for (int shift = 0; shift < Long.SIZE; shift += BITS) {
      if (((varying >>> shift) & (BUCKETS - 1)) != 0) {
        if (second) {
          pass(keys2, order2, keys, order, from, to, shift, starts);
        } else {
          pass(keys, order, keys2, order2, from, to, shift, starts);
        }
        second = !second;
      }
    }
    return second;
  }

  private static void pass(
      long[] keys,
      int[] order,
      long[] keys2,
      int[] order2,
      int from,
      int to,
      int shift,
      int[] starts) {
    java.util.Arrays.fill(starts, 0);
    for (int i = from; i < to; i++) {
      starts[(int) (keys[i] >>> shift) & (BUCKETS - 1)]++;
    }
    int start = from;
    for (int bucket = 0; bucket < BUCKETS; bucket++) {
      int size = starts[bucket];
      starts[bucket] = start;
      start += size;
    }
    for (int i = from; i < to; i++) {
      int place = starts[(int) (keys[i] >>> shift) & (BUCKETS - 1)]++;
      keys2[place] = keys[i];
      order2[place] = order[i];
    }
  }

  /// Sorts what is equal in one column by the columns that follow, and drops equal records.
  ///
  /// @param order sorted by `columns[0]`
  /// @param columns in the order they are compared in, all of a record
  static int[] refine(long[] words, int[] columns, int[] order) {
    int width = columns.length;
    int kept = 0;
    for (int from = 0; from < order.length; ) {
      long key = words[width * order[from] + columns[0]];
      int to = from + 1;
      while (to < order.length && words[width * order[to] + columns[0]] == key) {
        to++;
      }
      sortGroup(words, columns, order, from, to);
      for (int i = from; i < to; i++) {
        if (i == from || compare(words, columns, order[kept - 1], order[i]) != 0) {
          order[kept++] = order[i];
        }
      }
      from = to;
    }
    return kept == order.length ? order : java.util.Arrays.copyOf(order, kept);
  }

  private static void sortGroup(long[] words, int[] columns, int[] order, int from, int to) {
    if (to - from > SMALL) {
      IntArrays.quickSort(order, from, to, (a, b) -> compare(words, columns, a, b));
      return;
    }
    for (int i = from + 1; i < to; i++) {
      int record = order[i];
      int place = i;
      while (place > from && compare(words, columns, order[place - 1], record) > 0) {
        order[place] = order[place - 1];
        place--;
      }
      order[place] = record;
    }
  }

  private static int compare(long[] words, int[] columns, int a, int b) {
    int width = columns.length;
    for (int column : columns) {
      int order = Long.compareUnsigned(words[width * a + column], words[width * b + column]);
      if (order != 0) {
        return order;
      }
    }
    return 0;
  }
}
