package org.lacis.geometry;

import net.sf.geographiclib.Geodesic;
import net.sf.geographiclib.GeodesicData;
import org.locationtech.jts.geom.Coordinate;
import org.locationtech.jts.geom.CoordinateSequence;
import org.locationtech.jts.geom.CoordinateSequenceFilter;
import org.locationtech.jts.geom.Geometry;

/// The azimuthal equidistant map of the ellipsoid about a centre: distances and directions from the
/// centre are true, those near it almost.
///
/// @param centre longitude and latitude
record Azimuthal(Coordinate centre) {
  private static final Geodesic EARTH = Geodesic.WGS84;

  /// A shape in degrees, drawn on the map in metres.
  Geometry map(Geometry degrees) {
    return changed(degrees, this::onto);
  }

  /// A shape on the map, in degrees again.
  Geometry unmap(Geometry metres) {
    return changed(metres, (points, i) -> set(points, i, degrees(points.getCoordinate(i))));
  }

  /// A point of the map, in degrees.
  Coordinate degrees(Coordinate onMap) {
    double azimuth = Math.toDegrees(Math.atan2(onMap.x, onMap.y));
    GeodesicData end = EARTH.Direct(centre.y, centre.x, azimuth, Math.hypot(onMap.x, onMap.y));
    return new Coordinate(end.lon2, end.lat2);
  }

  private void onto(CoordinateSequence points, int i) {
    GeodesicData way = EARTH.Inverse(centre.y, centre.x, points.getY(i), points.getX(i));
    double azimuth = Math.toRadians(way.azi1);
    set(points, i, new Coordinate(way.s12 * Math.sin(azimuth), way.s12 * Math.cos(azimuth)));
  }

  private static void set(CoordinateSequence points, int i, Coordinate to) {
    points.setOrdinate(i, CoordinateSequence.X, to.x);
    points.setOrdinate(i, CoordinateSequence.Y, to.y);
  }

  private static Geometry changed(Geometry shape, Change change) {
    Geometry copy = shape.copy();
    copy.apply(change);
    return copy;
  }

  @FunctionalInterface
  private interface Change extends CoordinateSequenceFilter {
    @Override
    default boolean isDone() {
      return false;
    }

    @Override
    default boolean isGeometryChanged() {
      return true;
    }
  }
}
