package org.lacis.link.relate;

import org.locationtech.jts.geom.IntersectionMatrix;

/// A DE-9IM matrix as one number: nine cells of two bits (0 = F, else dimension + 1), rows
/// interior, boundary, exterior of the first shape, the first cell in the highest bits.
public final class Matrix {
  private static final int CELLS = 9;
  private static final String SIGNS = "F012";

  static final int FALSE = 0;
  static final int POINT = 1;
  static final int LINE = 2;
  static final int AREA = 3;

  // Which arcs two boundaries have; see the package.
  static final int FIRST_INSIDE = 1;
  static final int FIRST_OUTSIDE = 2;
  static final int SECOND_INSIDE = 4;
  static final int SECOND_OUTSIDE = 8;
  static final int SAME_SIDE = 16;
  static final int OPPOSITE_SIDES = 32;
  static final int CONTACT = 64;

  /// All arcs there can be: no more can be learnt of a pair.
  static final int ALL_APART = FIRST_INSIDE | FIRST_OUTSIDE | SECOND_INSIDE | SECOND_OUTSIDE;

  static final int SHARED = SAME_SIDE | OPPOSITE_SIDES;

  private static final int MEETING = cells(3, 3, 0, 3, 3, 0, 0, 0, 0);
  private static final int FIRST_ALONE = cells(0, 0, 3, 0, 0, 3, 0, 0, 0);
  private static final int SECOND_ALONE = cells(0, 0, 0, 0, 0, 0, 3, 3, 0);
  private static final int DIAGONAL = cells(3, 0, 0, 0, 3, 0, 0, 0, 3);
  private static final int RIGHT_OF_DIAGONAL = cells(0, 3, 0, 0, 0, 3, 0, 0, 0);
  private static final int BELOW_DIAGONAL = cells(0, 0, 0, 3, 0, 0, 0, 3, 0);
  private static final int UPPER_CORNER = cells(0, 0, 3, 0, 0, 0, 0, 0, 0);
  private static final int LOWER_CORNER = cells(0, 0, 0, 0, 0, 0, 3, 0, 0);

  private Matrix() {}

  private static int cells(int... cells) {
    int packed = 0;
    for (int cell : cells) {
      packed = packed << 2 | cell;
    }
    return packed;
  }

  static int of(int ii, int ib, int ie, int bi, int bb, int be, int ei, int eb) {
    int packed = ii << 2 | ib;
    packed = packed << 2 | ie;
    packed = packed << 2 | bi;
    packed = packed << 2 | bb;
    packed = packed << 2 | be;
    packed = packed << 2 | ei;
    packed = packed << 2 | eb;
    return packed << 2 | AREA;
  }

  /// The matrix of two valid areas by the arcs of their boundaries: `FIRST_INSIDE` says that some
  /// part of the first boundary lies in the interior of the second area, and so on.
  static int ofAreas(int arcs) {
    boolean firstIn = (arcs & FIRST_INSIDE) != 0;
    boolean firstOut = (arcs & FIRST_OUTSIDE) != 0;
    boolean secondIn = (arcs & SECOND_INSIDE) != 0;
    boolean secondOut = (arcs & SECOND_OUTSIDE) != 0;
    boolean opposite = (arcs & OPPOSITE_SIDES) != 0;
    int bb = (arcs & SHARED) != 0 ? LINE : (arcs & CONTACT) != 0 ? POINT : FALSE;
    // The common part of two interiors is bounded by arcs of one inside the other, or by shared
    // arcs that have both on one side; what one has alone likewise.
    int ii = firstIn || secondIn || (arcs & SAME_SIDE) != 0 ? AREA : FALSE;
    int ie = firstOut || secondIn || opposite ? AREA : FALSE;
    int ei = secondOut || firstIn || opposite ? AREA : FALSE;
    return of(
        ii,
        secondIn ? LINE : FALSE,
        ie,
        firstIn ? LINE : FALSE,
        bb,
        firstOut ? LINE : FALSE,
        ei,
        secondOut ? LINE : FALSE);
  }

  /// The matrix of two shapes that have no point in common.
  ///
  /// @param boundary of the first: dimension + 1, 0 where it has none
  static int apart(int dimension, int boundary, int otherDimension, int otherBoundary) {
    return of(
        FALSE, FALSE, dimension + 1, FALSE, FALSE, boundary, otherDimension + 1, otherBoundary);
  }

  /// Packs a matrix of JTS.
  public static int of(IntersectionMatrix matrix) {
    int packed = 0;
    for (int cell = 0; cell < CELLS; cell++) {
      packed = packed << 2 | Math.max(0, matrix.get(cell / 3, cell % 3) + 1);
    }
    return packed;
  }

  /// The matrix for JTS.
  public static IntersectionMatrix unpacked(int matrix) {
    return new IntersectionMatrix(text(matrix));
  }

  /// The nine characters, such as `212F11FF2`.
  public static String text(int matrix) {
    StringBuilder text = new StringBuilder(CELLS);
    for (int shift = 2 * (CELLS - 1); shift >= 0; shift -= 2) {
      text.append(SIGNS.charAt(matrix >> shift & 3));
    }
    return text.toString();
  }

  /// The matrix of the same shapes in the other order.
  public static int transposed(int matrix) {
    return (matrix & DIAGONAL)
        | (matrix & RIGHT_OF_DIAGONAL) >> 4
        | (matrix & BELOW_DIAGONAL) << 4
        | (matrix & UPPER_CORNER) >> 8
        | (matrix & LOWER_CORNER) << 8;
  }

  /// Whether the shapes have a point in common.
  public static boolean meet(int matrix) {
    return (matrix & MEETING) != 0;
  }

  /// Whether the interiors have an area in common.
  public static boolean overlap(int matrix) {
    return matrix >> 2 * (CELLS - 1) == AREA;
  }

  /// Whether no point of the first shape lies outside of the second.
  public static boolean coveredBy(int matrix) {
    return meet(matrix) && (matrix & FIRST_ALONE) == 0;
  }

  /// Whether no point of the second shape lies outside of the first.
  public static boolean covers(int matrix) {
    return meet(matrix) && (matrix & SECOND_ALONE) == 0;
  }
}
