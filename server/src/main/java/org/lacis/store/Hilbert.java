package org.lacis.store;

/// Places of a square grid of 2^16 cells a side along a Hilbert curve, so that what lies together
/// on the ground lies together in a file.
public final class Hilbert {
  /// Cells a side, less one.
  public static final int MAX = (1 << 16) - 1;

  private Hilbert() {}

  /// @param x column, 0 to [#MAX]
  /// @param y row, 0 to [#MAX]
  /// @return place on the curve, 0 to 2^32 - 1
  public static long place(int x, int y) {
    long place = 0;
    int column = x;
    int row = y;
    for (int side = 1 << 15; side > 0; side >>= 1) {
      int right = (column & side) != 0 ? 1 : 0;
      int up = (row & side) != 0 ? 1 : 0;
      place += (long) side * side * ((3 * right) ^ up);
      if (up == 0) {
        if (right == 1) {
          column = MAX - column;
          row = MAX - row;
        }
        int swap = column;
        column = row;
        row = swap;
      }
    }
    return place;
  }
}
