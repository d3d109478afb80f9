package org.lacis.geometry;

import net.sf.geographiclib.Geodesic;
import net.sf.geographiclib.GeodesicMask;
import net.sf.geographiclib.PolygonArea;
import org.lacis.vocabulary.Finding;
import org.lacis.vocabulary.Place;
import org.locationtech.jts.geom.Coordinate;
import org.locationtech.jts.geom.CoordinateSequence;
import org.locationtech.jts.geom.CoordinateSequenceFilter;
import org.locationtech.jts.geom.Envelope;
import org.locationtech.jts.geom.Geometry;
import org.locationtech.jts.geom.GeometryCollection;
import org.locationtech.jts.geom.LineString;
import org.locationtech.jts.geom.Polygon;
import org.locationtech.jts.operation.distance.DistanceOp;

/// Areas, lengths and distances, in metres and square metres.
///
/// In a projected CRS they are taken in its plane: what French law and practice mean by the area of
/// a parcel. In a geographic CRS, and in Web Mercator whose plane is no measure of anything, they
/// are geodesic on the ellipsoid. Shapes are seen from above: heights take no part, surfaces and
/// solids count by their footprint. Empty shapes measure 0; a distance to one is NaN.
///
/// Functions of their arguments only; callable from any thread.
public final class Measures {
  private static final Geodesic EARTH = Geodesic.WGS84;

  private Measures() {}

  /// The area in square metres, holes left out; 0 for points and lines.
  public static double area(GeometryValue value) {
    Geometry shape = measured(value);
    return value.crs().planar() ? shape.getArea() : geodesicArea(shape);
  }

  /// The length of lines, and of the rings of areas, in metres.
  public static double length(GeometryValue value) {
    Geometry shape = measured(value);
    return value.crs().planar() ? shape.getLength() : geodesicLength(shape);
  }

  /// The length of the rings of areas, in metres; 0 for points and lines.
  public static double perimeter(GeometryValue value) {
    Geometry shape = measured(value);
    if (shape.getDimension() < 2) {
      return 0;
    }
    Geometry rings = shape.getBoundary();
    return value.crs().planar() ? rings.getLength() : geodesicLength(rings);
  }

  /// The shortest distance between two shapes in metres, 0 when they meet. The second is
  /// transformed to the CRS of the first. Between geographic shapes the nearest points are found on
  /// an azimuthal equidistant map about them, and the geodesic between these is measured.
  public static double distance(GeometryValue a, GeometryValue b) {
    if (a.shape().isEmpty() || b.shape().isEmpty()) {
      return Double.NaN;
    }
    if (a.crs().planar()) {
      return a.planar().distance(b.to(a.crs()).planar());
    }
    return geodesicDistance(degrees(a), degrees(b));
  }

  /// The direction in which the geodesic from the middle of one shape to the middle of another sets
  /// out, in degrees clockwise from north, from 0 to 360; NaN for an empty shape.
  public static double azimuth(GeometryValue a, GeometryValue b) {
    if (a.shape().isEmpty() || b.shape().isEmpty()) {
      return Double.NaN;
    }
    Coordinate from = degrees(a).getCentroid().getCoordinate();
    Coordinate to = degrees(b).getCentroid().getCoordinate();
    double azimuth = EARTH.Inverse(from.y, from.x, to.y, to.x, GeodesicMask.AZIMUTH).azi1;
    return azimuth < 0 ? azimuth + 360 : azimuth;
  }

  /// The shortest distance in degrees of longitude and latitude, as on a plane: what a query means
  /// that asks for degrees.
  public static double distanceInDegrees(GeometryValue a, GeometryValue b) {
    if (a.shape().isEmpty() || b.shape().isEmpty()) {
      return Double.NaN;
    }
    return degrees(a).distance(degrees(b));
  }

  /// The shape in degrees, for measures on the ellipsoid.
  ///
  /// @throws GeometryException `geometry.outside-crs` when some of it lies nowhere on the Earth
  static Geometry degrees(GeometryValue value) {
    Geometry degrees = value.to(Crs.CRS84).planar();
    Envelope box = degrees.getEnvelopeInternal();
    if (!box.isNull()
        && !(box.getMinY() >= -90
            && box.getMaxY() <= 90
            && box.getMinX() >= -360
            && box.getMaxX() <= 360)) {
      throw new GeometryException(
          Finding.violation(
              "geometry.outside-crs",
              Place.of(value.crs().iri()),
              "longitudes from "
                  + box.getMinX()
                  + " to "
                  + box.getMaxX()
                  + ", latitudes from "
                  + box.getMinY()
                  + " to "
                  + box.getMaxY(),
              "degrees of a place on the Earth",
              "Check that the declared CRS and axis order are those of the data."));
    }
    return degrees;
  }

  private static Geometry measured(GeometryValue value) {
    return value.crs().planar() ? value.planar() : degrees(value);
  }

  private static double geodesicArea(Geometry shape) {
    return switch (shape) {
      case Polygon polygon -> {
        double area = ringArea(polygon.getExteriorRing());
        for (int i = 0; i < polygon.getNumInteriorRing(); i++) {
          area -= ringArea(polygon.getInteriorRingN(i));
        }
        yield area;
      }
      case GeometryCollection all -> {
        double area = 0;
        for (int i = 0; i < all.getNumGeometries(); i++) {
          area += geodesicArea(all.getGeometryN(i));
        }
        yield area;
      }
      default -> 0;
    };
  }

  private static double ringArea(LineString ring) {
    PolygonArea area = new PolygonArea(EARTH, false);
    CoordinateSequence points = ring.getCoordinateSequence();
    for (int i = 0; i < points.size() - 1; i++) {
      area.AddPoint(points.getY(i), points.getX(i));
    }
    return Math.abs(area.Compute(false, true).area);
  }

  private static double geodesicLength(Geometry shape) {
    Path path = new Path();
    shape.apply(path);
    return path.length;
  }

  /// Adds up the edges of every sequence it is shown.
  private static final class Path implements CoordinateSequenceFilter {
    private double length;

    @Override
    public void filter(CoordinateSequence points, int i) {
      if (i > 0) {
        length += metres(points.getY(i - 1), points.getX(i - 1), points.getY(i), points.getX(i));
      }
    }

    @Override
    public boolean isDone() {
      return false;
    }

    @Override
    public boolean isGeometryChanged() {
      return false;
    }
  }

  private static double metres(double lat1, double lon1, double lat2, double lon2) {
    return EARTH.Inverse(lat1, lon1, lat2, lon2, GeodesicMask.DISTANCE).s12;
  }

  private static double geodesicDistance(Geometry a, Geometry b) {
    Envelope both = new Envelope(a.getEnvelopeInternal());
    both.expandToInclude(b.getEnvelopeInternal());
    Coordinate centre = both.centre();
    Coordinate[] nearest = {a.getCoordinate(), b.getCoordinate()};
    if (a.getNumPoints() > 1 || b.getNumPoints() > 1) {
      // The second map is about the nearest points themselves, where it is true to scale.
      for (int pass = 0; pass < 2; pass++) {
        nearest = nearest(a, b, centre);
        if (nearest[0].equals2D(nearest[1])) {
          return 0;
        }
        centre =
            new Coordinate((nearest[0].x + nearest[1].x) / 2, (nearest[0].y + nearest[1].y) / 2);
      }
    }
    return metres(nearest[0].y, nearest[0].x, nearest[1].y, nearest[1].x);
  }

  /// The nearest points of two shapes, in degrees, found on a map about a centre.
  private static Coordinate[] nearest(Geometry a, Geometry b, Coordinate centre) {
    Azimuthal chart = new Azimuthal(centre);
    Coordinate[] onMap = DistanceOp.nearestPoints(chart.map(a), chart.map(b));
    return new Coordinate[] {chart.degrees(onMap[0]), chart.degrees(onMap[1])};
  }
}
