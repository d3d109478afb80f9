package org.lacis.geometry;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.locationtech.jts.geom.Coordinate;
import org.locationtech.jts.geom.CoordinateXY;
import org.locationtech.jts.geom.Polygon;
import org.locationtech.jts.geom.Triangle;

/// Arcs as chords, and pieces of a path joined.
final class GmlArcs {
  /// A chord spans at most two degrees: it lies within r/6600 of the arc.
  private static final int CHORDS = 180;

  private static final double STEP = 2 * Math.PI / CHORDS;

  private GmlArcs() {}

  /// Arcs by three points each, the end of one the start of the next.
  static Coordinate[] arcs(Coordinate[] control) {
    if (control.length < 3 || control.length % 2 == 0) {
      throw new IllegalArgumentException(control.length + " positions are no arc");
    }
    List<Coordinate> path = new ArrayList<>();
    path.add(control[0]);
    for (int i = 0; i + 2 < control.length; i += 2) {
      arc(control[i], control[i + 1], control[i + 2], path);
    }
    return path.toArray(Coordinate[]::new);
  }

  /// The whole circle through three points.
  static Coordinate[] circle(Coordinate[] control) {
    if (control.length != 3) {
      throw new IllegalArgumentException(control.length + " positions are no circle");
    }
    Coordinate start = control[0];
    Coordinate centre = Triangle.circumcentre(start, control[1], control[2]);
    if (!centre.isValid()) {
      throw new IllegalArgumentException("three positions in a line are no circle");
    }
    Coordinate[] path = new Coordinate[CHORDS + 1];
    for (int i = 0; i <= CHORDS; i++) {
      path[i] = start.copy();
      if (i % CHORDS != 0) {
        rotate(path[i], centre, start, 2 * Math.PI * i / CHORDS);
      }
    }
    return path;
  }

  private static void arc(
      Coordinate start, Coordinate middle, Coordinate end, List<Coordinate> path) {
    Coordinate centre = Triangle.circumcentre(start, middle, end);
    double turn = sweep(centre, start, middle, end);
    if (Double.isFinite(turn)) {
      int steps = Math.max(2, (int) Math.ceil(Math.abs(turn) / STEP));
      for (int i = 1; i < steps; i++) {
        Coordinate on = start.copy();
        rotate(on, centre, start, turn * i / steps);
        if (!Double.isNaN(start.getZ())) {
          on.setZ(start.getZ() + (end.getZ() - start.getZ()) * i / steps);
        }
        path.add(on);
      }
    } else {
      // Three points in a line have no centre: the arc is straight.
      path.add(middle);
    }
    path.add(end);
  }

  /// The angle from start to end on the side where the middle lies; not finite when they are in
  /// line.
  private static double sweep(
      Coordinate centre, Coordinate start, Coordinate middle, Coordinate end) {
    double first = angle(centre, start);
    double toMiddle = positive(angle(centre, middle) - first);
    double toEnd = positive(angle(centre, end) - first);
    return toMiddle <= toEnd ? toEnd : toEnd - 2 * Math.PI;
  }

  private static double angle(Coordinate centre, Coordinate point) {
    return Math.atan2(point.y - centre.y, point.x - centre.x);
  }

  private static double positive(double angle) {
    return angle < 0 ? angle + 2 * Math.PI : angle;
  }

  private static void rotate(Coordinate into, Coordinate centre, Coordinate from, double turn) {
    double x = from.x - centre.x;
    double y = from.y - centre.y;
    into.x = centre.x + x * Math.cos(turn) - y * Math.sin(turn);
    into.y = centre.y + x * Math.sin(turn) + y * Math.cos(turn);
  }

  /// Pieces one after the other; where one begins at the end of the last, the point stands once.
  static Coordinate[] join(List<Coordinate[]> pieces) {
    Coordinate[] joined = new Coordinate[0];
    for (Coordinate[] piece : pieces) {
      boolean meets =
          joined.length > 0 && piece.length > 1 && joined[joined.length - 1].equals2D(piece[0]);
      int from = meets ? 1 : 0;
      int length = joined.length;
      if (length == 0) {
        joined = piece;
      } else {
        joined = Arrays.copyOf(joined, length + piece.length - from);
        System.arraycopy(piece, from, joined, length, piece.length - from);
      }
    }
    return joined;
  }

  /// The rectangle between two corners, flat.
  static Polygon rectangle(Coordinate low, Coordinate high) {
    return Shapes.FACTORY.createPolygon(
        new Coordinate[] {
          new CoordinateXY(low.x, low.y),
          new CoordinateXY(high.x, low.y),
          new CoordinateXY(high.x, high.y),
          new CoordinateXY(low.x, high.y),
          new CoordinateXY(low.x, low.y)
        });
  }
}
