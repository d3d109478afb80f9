package org.lacis.geometry;

import org.locationtech.jts.algorithm.MinimumBoundingCircle;
import org.locationtech.jts.algorithm.hull.ConcaveHull;
import org.locationtech.jts.geom.Coordinate;
import org.locationtech.jts.geom.Geometry;

/// Shapes that enclose a shape, in its own CRS.
///
/// Functions of their arguments only; callable from any thread.
public final class Hulls {
  /// Corners of a circle's polygon in each quarter.
  private static final int CORNERS = 16;

  private Hulls() {}

  /// The smallest circle around a shape, as a polygon that holds it: its sides touch the circle
  /// from outside. In a geographic CRS (and Web Mercator) it is a circle on the ground, drawn as
  /// [Constructions#buffer] does. A point is its own circle; nothing encloses nothing.
  public static GeometryValue boundingCircle(GeometryValue value) {
    if (value.crs().planar() || value.shape().isEmpty()) {
      return new GeometryValue(circle(value.planar()), value.crs());
    }
    Geometry degrees = Measures.degrees(value);
    Azimuthal chart = new Azimuthal(degrees.getEnvelopeInternal().centre());
    Geometry circle = chart.unmap(circle(chart.map(degrees)));
    return new GeometryValue(circle, Crs.CRS84).to(value.crs());
  }

  private static Geometry circle(Geometry shape) {
    if (shape.isEmpty()) {
      return Shapes.FACTORY.createPolygon();
    }
    MinimumBoundingCircle circle = new MinimumBoundingCircle(shape);
    Coordinate centre = circle.getCentre();
    double outside = circle.getRadius() / Math.cos(Math.PI / (4 * CORNERS));
    Geometry point = Shapes.FACTORY.createPoint(centre);
    return outside == 0 ? point : point.buffer(outside, CORNERS);
  }

  /// A hull that follows the vertices of a shape into its bays.
  ///
  /// @param ratio from 0 (as concave as it can be in one piece without holes) to 1 (convex): the
  ///   longest side that is kept, between the shortest and the longest side of the triangulation
  /// @throws IllegalArgumentException for a ratio outside that
  public static GeometryValue concaveHull(GeometryValue value, double ratio) {
    if (!(ratio >= 0 && ratio <= 1)) {
      throw new IllegalArgumentException("a ratio from 0 to 1, not " + ratio);
    }
    Geometry shape = value.planar();
    Geometry hull =
        shape.getNumPoints() < 4 || shape.isEmpty()
            ? shape.convexHull()
            : ConcaveHull.concaveHullByLengthRatio(shape, ratio);
    return new GeometryValue(hull, value.crs());
  }
}
