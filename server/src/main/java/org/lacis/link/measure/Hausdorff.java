package org.lacis.link.measure;

import java.util.ArrayList;
import java.util.List;
import java.util.PriorityQueue;
import org.locationtech.jts.geom.Coordinate;
import org.locationtech.jts.geom.Geometry;
import org.locationtech.jts.geom.GeometryComponentFilter;
import org.locationtech.jts.geom.LineSegment;
import org.locationtech.jts.geom.LineString;
import org.locationtech.jts.geom.Point;
import org.locationtech.jts.operation.distance.IndexedFacetDistance;

/// Hausdorff distance of the outlines of two shapes: how far a point of one may lie from the other.
///
/// Not only the corners count: the farthest point may lie within a side, where two sides of the
/// other shape are equally near. A side is halved as long as it may hold a farther point than the
/// farthest known, which the distances of its ends and its length tell. Points and lines are
/// compared as they are, areas by their rings.
public final class Hausdorff {
  private Hausdorff() {}

  /// A piece of a side, and how far a point of it may lie at most.
  private record Piece(Coordinate from, double fromFar, Coordinate to, double toFar, double most) {
    static Piece of(Coordinate from, double fromFar, Coordinate to, double toFar) {
      // Distance changes by no more than one moves.
      double most = (fromFar + toFar + from.distance(to)) / 2;
      return new Piece(from, fromFar, to, toFar, most);
    }
  }

  /// Metres, from 0, right to `precision`. NaN where a shape is empty.
  ///
  /// @param precision metres, more than 0
  public static double distance(Geometry one, Geometry other, double precision) {
    if (one.isEmpty() || other.isEmpty()) {
      return Double.NaN;
    }
    double there = directed(one, other, 0, precision);
    return directed(other, one, there, precision);
  }

  /// @param known what is known to be reached already
  private static double directed(Geometry of, Geometry from, double known, double precision) {
    IndexedFacetDistance nearest = new IndexedFacetDistance(from);
    double far = known;
    PriorityQueue<Piece> open = new PriorityQueue<>((a, b) -> Double.compare(b.most, a.most));
    for (Coordinate[] line : lines(of)) {
      double before = to(line[0], of, nearest);
      far = Math.max(far, before);
      for (int i = 1; i < line.length; i++) {
        double here = to(line[i], of, nearest);
        far = Math.max(far, here);
        Piece piece = Piece.of(line[i - 1], before, line[i], here);
        if (piece.most > far + precision) {
          open.add(piece);
        }
        before = here;
      }
    }
    while (!open.isEmpty() && open.element().most > far + precision) {
      Piece piece = open.remove();
      Coordinate middle = LineSegment.midPoint(piece.from, piece.to);
      double here = to(middle, of, nearest);
      far = Math.max(far, here);
      open.add(Piece.of(piece.from, piece.fromFar, middle, here));
      open.add(Piece.of(middle, here, piece.to, piece.toFar));
    }
    return far;
  }

  private static double to(Coordinate point, Geometry of, IndexedFacetDistance nearest) {
    Point at = of.getFactory().createPoint(point);
    return nearest.distance(at);
  }

  private static List<Coordinate[]> lines(Geometry shape) {
    List<Coordinate[]> lines = new ArrayList<>();
    GeometryComponentFilter each =
        part -> {
          if ((part instanceof LineString || part instanceof Point) && !part.isEmpty()) {
            lines.add(part.getCoordinates());
          }
        };
    shape.apply(each);
    return lines;
  }
}
