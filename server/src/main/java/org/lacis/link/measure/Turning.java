package org.lacis.link.measure;

import java.util.Arrays;
import org.locationtech.jts.algorithm.Orientation;
import org.locationtech.jts.geom.Coordinate;
import org.locationtech.jts.geom.Geometry;
import org.locationtech.jts.geom.Polygon;
import org.locationtech.jts.simplify.DouglasPeuckerSimplifier;

/// Distance of the turning functions of two outlines (Arkin and others, « An efficiently computable
/// metric for comparing polygonal shapes », 1991): how the direction changes as one walks round,
/// each outline taken as one long. 0 for shapes that differ by place, size and rotation alone.
///
/// The outer ring of the largest part is compared. With the best rotation for each start, the least
/// distance is found where a corner of one meets a corner of the other; all of these are tried.
public final class Turning {
  private static final int MOST = 64;

  /// Where each side ends, as a share of the length, and its direction in radians, unwound.
  @SuppressWarnings("ArrayRecordComponent") // read once
  private record Walk(double[] ends, double[] directions) {}

  private Turning() {}

  /// Radians (root of the mean square), from 0; a square and a rectangle of 1 to 4 are 0.47 apart.
  /// NaN where one has no area. An outline of more than 64 corners is simplified first.
  public static double distance(Geometry one, Geometry other) {
    Polygon first = largest(one);
    Polygon second = largest(other);
    if (first.isEmpty() || second.isEmpty()) {
      return Double.NaN;
    }
    Walk a = walk(first);
    Walk b = walk(second);
    double least = Double.POSITIVE_INFINITY;
    for (double corner : a.ends) {
      for (double meets : b.ends) {
        least = Math.min(least, meanSquare(a, b, corner - meets));
      }
    }
    return Math.sqrt(Math.max(0, least));
  }

  private static Polygon largest(Geometry shape) {
    Polygon largest = shape.getFactory().createPolygon();
    for (int i = 0; i < shape.getNumGeometries(); i++) {
      if (shape.getGeometryN(i) instanceof Polygon polygon
          && polygon.getArea() > largest.getArea()) {
        largest = polygon;
      }
    }
    return largest;
  }

  private static Walk walk(Polygon polygon) {
    Coordinate[] ring = polygon.getExteriorRing().getCoordinates();
    double side = Math.sqrt(polygon.getArea());
    for (double tolerance = 0.002; ring.length > MOST + 1; tolerance *= 2) {
      Geometry simpler =
          DouglasPeuckerSimplifier.simplify(polygon.getExteriorRing(), tolerance * side);
      if (simpler.getNumPoints() < 4) {
        break;
      }
      ring = simpler.getCoordinates();
    }
    boolean backwards = !Orientation.isCCW(ring);
    int sides = ring.length - 1;
    double[] ends = new double[sides];
    double[] directions = new double[sides];
    double length = 0;
    int count = 0;
    for (int i = 0; i < sides; i++) {
      Coordinate from = backwards ? ring[sides - i] : ring[i];
      Coordinate to = backwards ? ring[sides - i - 1] : ring[i + 1];
      double step = from.distance(to);
      if (step > 0) {
        double direction = Math.atan2(to.y - from.y, to.x - from.x);
        if (count > 0) {
          // The turn at a corner lies between a half turn to either side.
          direction =
              directions[count - 1]
                  + Math.IEEEremainder(direction - directions[count - 1], 2 * Math.PI);
        }
        length += step;
        ends[count] = length;
        directions[count++] = direction;
      }
    }
    double whole = length;
    return new Walk(
        Arrays.stream(ends, 0, count).map(end -> end / whole).toArray(),
        Arrays.copyOf(directions, count));
  }

  /// Mean square of the difference of directions, the best rotation taken away, when the walk round
  /// `a` begins `shift` later.
  private static double meanSquare(Walk a, Walk b, double shift) {
    double start = shift - Math.floor(shift);
    int i = Arrays.binarySearch(a.ends, start);
    i = i >= 0 ? i + 1 : -i - 1;
    double unwound = 0;
    if (i >= a.ends.length) {
      i = 0;
      unwound = 2 * Math.PI;
    }
    int j = 0;
    double at = 0;
    double sum = 0;
    double squares = 0;
    int steps = a.ends.length + b.ends.length + 2;
    for (int step = 0; step < steps && j < b.ends.length; step++) {
      // How much of the walk is left on this side of either.
      double leftA = a.ends[i] + (unwound > 0 ? 1 : 0) - start - at;
      double leftB = b.ends[j] - at;
      double length = Math.max(0, Math.min(leftA, leftB));
      double apart = a.directions[i] + unwound - b.directions[j];
      sum += length * apart;
      squares += length * apart * apart;
      at += length;
      if (leftA <= leftB) {
        i++;
        if (i >= a.ends.length) {
          i = 0;
          unwound += 2 * Math.PI;
        }
      }
      if (leftB <= leftA) {
        j++;
      }
    }
    return squares - sum * sum;
  }
}
