package org.lacis.geometry;

import org.locationtech.jts.geom.Geometry;

/// A shape and the CRS its coordinates are in.
///
/// @param shape coordinates with x = east or longitude, y = north or latitude, z = height in metres
///   or NaN; never changed after construction; its SRID is not used
/// @param crs the coordinate reference system
/// @param body what a multi-polygon stands for
public record GeometryValue(Geometry shape, Crs crs, Body body) {

  /// What a collection of polygons stands for; JTS has no own types for it.
  public enum Body {
    /// points, lines and areas as JTS knows them
    PLAIN,
    /// polygons that touch along edges, open: `POLYHEDRALSURFACE Z`
    SURFACE,
    /// polygons that close a volume: `POLYHEDRALSURFACE Z` of a solid
    SOLID
  }

  public GeometryValue(Geometry shape, Crs crs) {
    this(shape, crs, Body.PLAIN);
  }
}
