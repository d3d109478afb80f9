package org.lacis.geometry;

import org.lacis.vocabulary.Finding;
import org.lacis.vocabulary.Place;
import org.locationtech.jts.geom.CoordinateSequence;
import org.locationtech.jts.geom.Geometry;
import org.locationtech.jts.geom.LineString;
import org.locationtech.jts.geom.LinearRing;
import org.locationtech.jts.geom.Point;
import org.locationtech.jts.geom.Polygon;

/// Geometries in KML 2.2, as `geo:kmlLiteral` has them: always longitude, latitude and perhaps a
/// height, in CRS84.
///
/// Read: Point, LineString, LinearRing, Polygon, MultiGeometry (as a multi-point, multi-line or
/// multi-polygon where all members are of one kind), in a namespace of KML or in none; altitude
/// modes and the like are passed over. An element without coordinates is an empty geometry.
/// Written: the same; surfaces and solids become polygons.
///
/// Functions of their arguments only; callable from any thread.
public final class Kml {
  private static final String NAMESPACE = "http://www.opengis.net/kml/2.2";

  private Kml() {}

  /// The geometry of a `geo:kmlLiteral`.
  ///
  /// @throws GeometryException `geometry.malformed-kml`
  public static GeometryValue parse(String literal) {
    return new GeometryValue(new KmlReader().geometry(literal), Crs.CRS84);
  }

  /// The geometry as one element of KML 2.2, transformed to CRS84 when it is in another system.
  ///
  /// @throws GeometryException `geometry.outside-crs`
  public static String write(GeometryValue value) {
    StringBuilder text = new StringBuilder();
    element(text, value.to(Crs.CRS84).shape(), " xmlns=\"" + NAMESPACE + '"');
    return text.toString();
  }

  private static void element(StringBuilder text, Geometry shape, String attributes) {
    String name =
        switch (shape) {
          case Point _ -> "Point";
          case LinearRing _ -> "LinearRing";
          case LineString _ -> "LineString";
          case Polygon _ -> "Polygon";
          default -> "MultiGeometry";
        };
    text.append('<').append(name).append(attributes).append('>');
    switch (shape) {
      case Point point -> coordinates(text, point.getCoordinateSequence());
      case LineString line -> coordinates(text, line.getCoordinateSequence());
      case Polygon polygon -> rings(text, polygon);
      default -> {
        for (int i = 0; i < shape.getNumGeometries(); i++) {
          element(text, shape.getGeometryN(i), "");
        }
      }
    }
    text.append("</").append(name).append('>');
  }

  private static void rings(StringBuilder text, Polygon polygon) {
    if (polygon.isEmpty()) {
      return;
    }
    ring(text, polygon.getExteriorRing(), "outerBoundaryIs");
    for (int i = 0; i < polygon.getNumInteriorRing(); i++) {
      ring(text, polygon.getInteriorRingN(i), "innerBoundaryIs");
    }
  }

  private static void ring(StringBuilder text, LinearRing ring, String boundary) {
    text.append('<').append(boundary).append('>');
    element(text, ring, "");
    text.append("</").append(boundary).append('>');
  }

  private static void coordinates(StringBuilder text, CoordinateSequence points) {
    text.append("<coordinates>");
    for (int i = 0; i < points.size(); i++) {
      text.append(i == 0 ? "" : " ");
      Decimals.append(text, points.getX(i));
      text.append(',');
      Decimals.append(text, points.getY(i));
      if (points.hasZ() && !Double.isNaN(points.getZ(i))) {
        text.append(',');
        Decimals.append(text, points.getZ(i));
      }
    }
    text.append("</coordinates>");
  }

  static GeometryException malformed(String found, String expected) {
    return new GeometryException(
        Finding.violation(
            "geometry.malformed-kml",
            Place.of("KML literal"),
            found,
            expected,
            "Correct the KML at its source."));
  }
}
