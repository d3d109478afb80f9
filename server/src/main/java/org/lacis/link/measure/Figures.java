package org.lacis.link.measure;

import org.locationtech.jts.algorithm.MinimumAreaRectangle;
import org.locationtech.jts.geom.Coordinate;
import org.locationtech.jts.geom.Geometry;
import org.locationtech.jts.geom.LineString;
import org.locationtech.jts.geom.Polygon;

/// Figures of one shape that do not hang on where it lies: how compact, how long, how convex, which
/// way it looks. Lengths in metres, areas in square metres, angles in degrees.
///
/// Each is worked out when it is first asked for; of one thread.
public final class Figures {
  private static final double UNKNOWN = -1;

  private final Geometry shape;
  private double area = UNKNOWN;
  private double perimeter = UNKNOWN;
  private double convexity = UNKNOWN;
  private double elongation = UNKNOWN;
  private double direction = UNKNOWN;
  private double walls = UNKNOWN;

  /// @param shape in a metric CRS
  public Figures(Geometry shape) {
    this.shape = shape;
  }

  public Geometry shape() {
    return shape;
  }

  /// Square metres; 0 for points and lines.
  public double area() {
    if (area < 0) {
      area = shape.getArea();
    }
    return area;
  }

  /// Length of all rings, metres.
  public double perimeter() {
    if (perimeter < 0) {
      perimeter = shape.getLength();
    }
    return perimeter;
  }

  /// 4π · area / perimeter², more than 0, to 1 for a circle (Polsby and Popper); π/4 for a square.
  /// NaN without an area.
  public double compactness() {
    double around = perimeter();
    return area() > 0 ? Math.min(1, 4 * Math.PI * area() / (around * around)) : Double.NaN;
  }

  /// Area over that of the convex hull, more than 0, to 1. NaN without an area.
  public double convexity() {
    if (convexity == UNKNOWN) {
      convexity = area() > 0 ? Math.min(1, area() / shape.convexHull().getArea()) : Double.NaN;
    }
    return convexity;
  }

  /// The shorter side of the smallest rectangle over the longer one, more than 0, to 1. NaN without
  /// an area.
  public double elongation() {
    rectangle();
    return elongation;
  }

  /// Where the longer side of the smallest rectangle points, degrees from the x axis, 0 to less
  /// than 180. NaN without an area, and for a square (sides alike to a hundredth), which points
  /// nowhere.
  public double direction() {
    rectangle();
    return direction;
  }

  private void rectangle() {
    if (elongation != UNKNOWN) {
      return;
    }
    elongation = Double.NaN;
    direction = Double.NaN;
    if (area() <= 0) {
      return;
    }
    Coordinate[] corners = MinimumAreaRectangle.getMinimumRectangle(shape).getCoordinates();
    if (corners.length < 4) {
      return;
    }
    double one = corners[0].distance(corners[1]);
    double other = corners[1].distance(corners[2]);
    elongation = Math.min(one, other) / Math.max(one, other);
    if (elongation < 0.99) {
      int from = one > other ? 0 : 1;
      direction = angle(corners[from], corners[from + 1], 180);
    }
  }

  /// The direction of the walls: the mean of the directions of all sides, each weighted by its
  /// length, a right angle counted as none (Duchêne and others 2003). Degrees, 0 to less than 90.
  /// NaN without an area, and where sides point everywhere alike, as a circle's do.
  public double walls() {
    if (walls == UNKNOWN) {
      double[] sum = new double[3];
      for (int i = 0; i < shape.getNumGeometries(); i++) {
        if (shape.getGeometryN(i) instanceof Polygon polygon) {
          add(polygon.getExteriorRing(), sum);
          for (int k = 0; k < polygon.getNumInteriorRing(); k++) {
            add(polygon.getInteriorRingN(k), sum);
          }
        }
      }
      // Four turns of the mean to one of the wall; a sum near nothing has no direction.
      walls =
          Math.hypot(sum[0], sum[1]) > 0.05 * sum[2]
              ? wrapped(Math.toDegrees(Math.atan2(sum[1], sum[0])) / 4, 90)
              : Double.NaN;
    }
    return walls;
  }

  private static void add(LineString ring, double[] sum) {
    Coordinate[] points = ring.getCoordinates();
    for (int i = 1; i < points.length; i++) {
      double dx = points[i].x - points[i - 1].x;
      double dy = points[i].y - points[i - 1].y;
      double length = Math.hypot(dx, dy);
      double turns = 4 * Math.atan2(dy, dx);
      sum[0] += length * Math.cos(turns);
      sum[1] += length * Math.sin(turns);
      sum[2] += length;
    }
  }

  private static double angle(Coordinate from, Coordinate to, double period) {
    return wrapped(Math.toDegrees(Math.atan2(to.y - from.y, to.x - from.x)), period);
  }

  private static double wrapped(double degrees, double period) {
    double rest = degrees % period;
    double positive = rest < 0 ? rest + period : rest;
    // A tiny negative angle is rounded up to the period itself.
    return positive >= period ? 0 : positive;
  }
}
