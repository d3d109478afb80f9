package org.lacis.bench.geo;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/// Answers as sorted numbers: each row is one or two ids of features.
final class Rows {
  private Rows() {}

  static long of(int first, int second) {
    return ((long) first << 32) | second;
  }

  /// Which rows one answer has and the other has not, with doubles counted.
  ///
  /// @param some changed: sorted
  /// @param others changed: sorted
  static List<Long> onlyIn(long[] some, long[] others) {
    Arrays.sort(some);
    Arrays.sort(others);
    List<Long> only = new ArrayList<>();
    int j = 0;
    for (long row : some) {
      while (j < others.length && others[j] < row) {
        j++;
      }
      if (j < others.length && others[j] == row) {
        j++;
      } else {
        only.add(row);
      }
    }
    return only;
  }

  static String words(long row) {
    return (row >> 32) + "/" + (int) row;
  }
}
