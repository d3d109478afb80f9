package org.lacis.link.measure;

import org.locationtech.jts.geom.Envelope;
import org.locationtech.jts.geom.Geometry;
import org.locationtech.jts.geom.Point;
import org.locationtech.jts.operation.overlayng.OverlayNG;
import org.locationtech.jts.operation.overlayng.OverlayNGRobust;

/// What two shapes are to each other. All are symmetric but those that name a side; none changes
/// when both are moved or turned together. Lengths in metres, areas in square metres, angles in
/// degrees; NaN where a shape lacks what is asked for (an area, a direction).
public final class Measures {
  private Measures() {}

  /// Area that both cover, from 0. 0 where one has no area.
  public static double commonArea(Geometry one, Geometry other) {
    Envelope box = one.getEnvelopeInternal();
    if (one.getDimension() < 2
        || other.getDimension() < 2
        || !box.intersects(other.getEnvelopeInternal())) {
      return 0;
    }
    return OverlayNGRobust.overlay(one, other, OverlayNG.INTERSECTION).getArea();
  }

  /// Common area over the smaller area, 0 to 1.
  ///
  /// @param one area, square metres
  /// @param other likewise
  /// @param common area, square metres
  public static double overSmaller(double one, double other, double common) {
    return share(common, Math.min(one, other));
  }

  /// Common area over the larger area, 0 to 1.
  public static double overLarger(double one, double other, double common) {
    return share(common, Math.max(one, other));
  }

  /// Common area over the area of either (Jaccard's index), 0 to 1.
  public static double overUnion(double one, double other, double common) {
    return one > 0 && other > 0 ? share(common, one + other - common) : Double.NaN;
  }

  /// The part of a whole, 0 to 1; NaN of nothing.
  public static double share(double part, double whole) {
    return whole > 0 ? Math.clamp(part / whole, 0, 1) : Double.NaN;
  }

  /// The smaller area over the larger one, more than 0, to 1.
  public static double areaRatio(double one, double other) {
    return share(Math.min(one, other), Math.max(one, other));
  }

  /// Between the centroids, from 0.
  public static double centroidDistance(Geometry one, Geometry other) {
    Point a = one.getCentroid();
    Point b = other.getCentroid();
    return Math.hypot(a.getX() - b.getX(), a.getY() - b.getY());
  }

  /// Distance of the centroids over the side of a square as large as the smaller shape, from 0.
  public static double relativeCentroidDistance(Figures one, Figures other) {
    double smaller = Math.min(one.area(), other.area());
    return smaller > 0
        ? centroidDistance(one.shape(), other.shape()) / Math.sqrt(smaller)
        : Double.NaN;
  }

  /// Between the longer sides of the smallest rectangles, 0 to 90.
  public static double orientationDifference(Figures one, Figures other) {
    return between(one.direction(), other.direction(), 180);
  }

  /// Between the directions of the walls, 0 to 45.
  public static double wallDifference(Figures one, Figures other) {
    return between(one.walls(), other.walls(), 90);
  }

  private static double between(double one, double other, double period) {
    double apart = Math.abs(one - other);
    return Math.min(apart, period - apart);
  }

  /// Difference of compactness, 0 to less than 1.
  public static double compactnessDifference(Figures one, Figures other) {
    return Math.abs(one.compactness() - other.compactness());
  }

  /// Difference of elongation, 0 to less than 1.
  public static double elongationDifference(Figures one, Figures other) {
    return Math.abs(one.elongation() - other.elongation());
  }

  /// Difference of convexity, 0 to less than 1.
  public static double convexityDifference(Figures one, Figures other) {
    return Math.abs(one.convexity() - other.convexity());
  }

  /// The larger height less the smaller, metres, from 0; NaN where one is unknown (NaN).
  public static double heightDifference(double one, double other) {
    return Math.abs(one - other);
  }

  /// The smaller height over the larger, more than 0, to 1; NaN where one is unknown or not
  /// positive.
  public static double heightRatio(double one, double other) {
    return one > 0 && other > 0 ? Math.min(one, other) / Math.max(one, other) : Double.NaN;
  }
}
