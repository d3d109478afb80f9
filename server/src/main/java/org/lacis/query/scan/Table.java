package org.lacis.query.scan;

import java.util.Arrays;

/// Rows that are kept, found again by the first of their columns, which are the key. With
/// `distinct` each key is kept once.
final class Table {
  private final int keys;
  private final long[][] columns;
  private int[] next;
  private int[] heads;
  private int size;
  private int last = -1;

  /// @param keys how many of the columns, from the first, are the key
  Table(int keys, int columns) {
    this.keys = keys;
    this.columns = new long[columns][64];
    this.next = new int[64];
    this.heads = new int[128];
    Arrays.fill(heads, -1);
  }

  int size() {
    return size;
  }

  long value(int column, int row) {
    return columns[column][row];
  }

  long[][] columns() {
    return columns;
  }

  /// Keeps a row.
  ///
  /// @param from the columns of the row, in the order of this table
  int add(long[][] from, int row) {
    if (size == next.length) {
      grow();
    }
    for (int i = 0; i < columns.length; i++) {
      columns[i][size] = from[i][row];
    }
    int head = hash(from, row) & (heads.length - 1);
    next[size] = heads[head];
    heads[head] = size;
    return size++;
  }

  /// The row of a key, which is kept when it is new; then the size has grown.
  int place(long[][] from, int row) {
    // What is read from an index comes in runs.
    if (last >= 0 && equal(last, from, row)) {
      return last;
    }
    int found = first(from, row);
    last = found >= 0 ? found : add(from, row);
    return last;
  }

  /// The first row with the key of the given row, or -1.
  int first(long[][] from, int row) {
    return matching(heads[hash(from, row) & (heads.length - 1)], from, row);
  }

  /// The row after the given one with the same key, or -1.
  int after(int found, long[][] from, int row) {
    return matching(next[found], from, row);
  }

  private int matching(int candidate, long[][] from, int row) {
    int here = candidate;
    while (here >= 0 && !equal(here, from, row)) {
      here = next[here];
    }
    return here;
  }

  private boolean equal(int mine, long[][] from, int row) {
    for (int i = 0; i < keys; i++) {
      if (columns[i][mine] != from[i][row]) {
        return false;
      }
    }
    return true;
  }

  private int hash(long[][] from, int row) {
    long hash = 0;
    for (int i = 0; i < keys; i++) {
      hash = (hash ^ from[i][row]) * 0x9E3779B97F4A7C15L;
      hash ^= hash >>> 29;
    }
    return (int) (hash >>> 20);
  }

  private void grow() {
    int room = 2 * next.length;
    next = Arrays.copyOf(next, room);
    for (int i = 0; i < columns.length; i++) {
      columns[i] = Arrays.copyOf(columns[i], room);
    }
    heads = new int[2 * room];
    Arrays.fill(heads, -1);
    for (int row = 0; row < size; row++) {
      int head = hash(columns, row) & (heads.length - 1);
      next[row] = heads[head];
      heads[head] = row;
    }
  }
}
