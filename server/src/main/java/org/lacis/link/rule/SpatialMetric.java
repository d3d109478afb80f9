package org.lacis.link.rule;

import java.util.Locale;

/// What is measured of two shapes in the working CRS, after alignment where the rule asks for it.
///
/// Areas in square metres, lengths in metres, angles in degrees; a figure that is not defined for
/// the pair (an area of a point) is not measurable.
public enum SpatialMetric {
  /// Area of the intersection, square metres.
  COMMON_AREA,
  /// Area of the intersection over that of the smaller shape, 0 to 1.
  INTERSECTION_OVER_SMALLER,
  /// Area of the intersection over that of the larger shape, 0 to 1.
  INTERSECTION_OVER_LARGER,
  /// Area of the intersection over that of the union, 0 to 1.
  INTERSECTION_OVER_UNION,
  /// The part of the source that lies in the target, 0 to 1.
  INTERSECTION_OVER_SOURCE,
  /// The part of the target that lies in the source, 0 to 1.
  INTERSECTION_OVER_TARGET,
  /// 1 less the intersection over the union, 0 to 1.
  SURFACE_DISTANCE,
  /// Least distance between the shapes, metres.
  DISTANCE,
  /// Distance between the centroids, metres.
  CENTROID_DISTANCE,
  /// Distance between the centroids over the root of the smaller area.
  RELATIVE_CENTROID_DISTANCE,
  /// Hausdorff distance of the boundaries, metres, right to a centimetre.
  HAUSDORFF_DISTANCE,
  /// Distance of the turning functions of the outlines, radians.
  TURNING_DISTANCE,
  /// Between the longer sides of the smallest rectangles, degrees, 0 to 90.
  ORIENTATION_DIFFERENCE,
  /// Between the directions of the walls, weighted by their lengths, degrees, 0 to 45.
  WALL_DIFFERENCE,
  /// The smaller area over the larger one, 0 to 1.
  AREA_RATIO,
  /// Difference of compactness, 0 to 1.
  COMPACTNESS_DIFFERENCE,
  /// Difference of elongation, 0 to 1.
  ELONGATION_DIFFERENCE,
  /// Difference of convexity, 0 to 1.
  CONVEXITY_DIFFERENCE;

  /// The word for it in a rule: `intersection-over-smaller`.
  public String key() {
    return name().toLowerCase(Locale.ROOT).replace('_', '-');
  }
}
