package org.lacis.query.function;

import java.util.Map;
import java.util.TreeMap;
import org.apache.jena.sparql.expr.ExprEvalException;
import org.apache.jena.sparql.expr.NodeValue;
import org.lacis.geometry.Crs;
import org.lacis.geometry.GeometryValue;
import org.lacis.geometry.LengthUnit;
import org.lacis.geometry.Measures;
import org.lacis.geometry.Relation;
import org.lacis.geometry.Wkt;
import org.lacis.vocabulary.Geo;

/// The functions that users of Jena know as `spatialF:`
/// (`http://jena.apache.org/function/spatial#`), meaning what ours mean: distances between places
/// on the Earth are geodesics of its ellipsoid, where Jena takes a sphere.
///
/// Latitude comes before longitude, in degrees; the geometries of `convertLatLon` are in EPSG:4326.
final class SpatialFunctions {
  private static final String NS = "http://jena.apache.org/function/spatial#";
  private static final Crs LAT_LON = Crs.ofEpsg(4326);

  private SpatialFunctions() {}

  /// The table, by IRI.
  static Map<String, GeoFunction.Line> lines() {
    Map<String, GeoFunction.Line> lines = new TreeMap<>();
    lines.put(NS + "convertLatLon", new GeoFunction.Line(2, 2, a -> wkt(point(a, 0))));
    lines.put(NS + "convertLatLonBox", new GeoFunction.Line(4, 4, SpatialFunctions::box));
    lines.put(
        NS + "equals",
        new GeoFunction.Line(
            2, 2, a -> bool(Relation.SF_EQUALS.test(a.geometry(0), a.geometry(1)))));
    lines.put(NS + "distance", new GeoFunction.Line(3, 3, SpatialFunctions::distance));
    lines.put(NS + "greatCircleGeom", new GeoFunction.Line(3, 3, SpatialFunctions::distance));
    lines.put(NS + "nearby", new GeoFunction.Line(4, 4, SpatialFunctions::near));
    lines.put(NS + "withinCircle", new GeoFunction.Line(4, 4, SpatialFunctions::near));
    lines.put(
        NS + "greatCircle",
        new GeoFunction.Line(
            5,
            5,
            a -> GeoFunctions.number(GeoFunctions.distance(point(a, 0), point(a, 2), a.unit(4)))));
    angles(lines);
    transforms(lines);
    return lines;
  }

  private static void angles(Map<String, GeoFunction.Line> lines) {
    lines.put(NS + "angle", new GeoFunction.Line(4, 4, a -> GeoFunctions.number(angle(a))));
    lines.put(
        NS + "angleDeg",
        new GeoFunction.Line(4, 4, a -> GeoFunctions.number(Math.toDegrees(angle(a)))));
    lines.put(
        NS + "azimuth",
        new GeoFunction.Line(
            4,
            4,
            a -> GeoFunctions.number(Math.toRadians(Measures.azimuth(point(a, 0), point(a, 2))))));
    lines.put(
        NS + "azimuthDeg",
        new GeoFunction.Line(
            4, 4, a -> GeoFunctions.number(Measures.azimuth(point(a, 0), point(a, 2)))));
  }

  private static void transforms(Map<String, GeoFunction.Line> lines) {
    lines.put(
        NS + "transform",
        new GeoFunction.Line(
            3, 3, a -> GeometryLiterals.write(a.geometry(0).to(a.crs(2)), a.datatype(1))));
    lines.put(
        NS + "transformDatatype",
        new GeoFunction.Line(2, 2, a -> GeometryLiterals.write(a.geometry(0), a.datatype(1))));
    lines.put(
        NS + "transformSRS", new GeoFunction.Line(2, 2, a -> a.like(a.geometry(0).to(a.crs(1)))));
  }

  private static NodeValue distance(Arguments a) {
    return GeoFunctions.number(GeoFunctions.distance(a.geometry(0), a.geometry(1), a.unit(2)));
  }

  private static NodeValue near(Arguments a) {
    LengthUnit unit = a.unit(3);
    return bool(GeoFunctions.distance(a.geometry(0), a.geometry(1), unit) <= a.number(2));
  }

  /// Clockwise from the y axis, of a plane, from 0 to 2π.
  private static double angle(Arguments a) {
    double angle = Math.atan2(a.number(2) - a.number(0), a.number(3) - a.number(1));
    return angle < 0 ? angle + 2 * Math.PI : angle;
  }

  private static GeometryValue point(Arguments a, int first) {
    return Wkt.parse(
        "<%s> POINT(%s %s)".formatted(LAT_LON.iri(), latitude(a, first), longitude(a, first + 1)));
  }

  private static NodeValue box(Arguments a) {
    double south = latitude(a, 0);
    double west = turned(a.number(1));
    double north = latitude(a, 2);
    double east = turned(a.number(3));
    if (south > north) {
      throw new ExprEvalException("a box whose south is above its north");
    }
    // RFC 7946 § 3.1.9 has boxes across the antimeridian so; they become two.
    String form =
        west <= east
            ? "POLYGON" + ring(south, west, north, east)
            : "MULTIPOLYGON("
                + ring(south, west, north, 180)
                + ", "
                + ring(south, -180, north, east)
                + ")";
    return wkt(Wkt.parse("<" + LAT_LON.iri() + "> " + form));
  }

  private static String ring(double south, double west, double north, double east) {
    return "((%1$s %2$s, %1$s %4$s, %3$s %4$s, %3$s %2$s, %1$s %2$s))"
        .formatted(south, west, north, east);
  }

  /// A longitude once more round the Earth, as half of the Earth east of a place has one.
  private static double turned(double longitude) {
    double turn = longitude > 180 ? -360 : longitude < -180 ? 360 : 0;
    return degrees(longitude + turn, 180);
  }

  private static double latitude(Arguments a, int i) {
    return degrees(a.number(i), 90);
  }

  private static double longitude(Arguments a, int i) {
    return degrees(a.number(i), 180);
  }

  private static double degrees(double value, double most) {
    if (!(Math.abs(value) <= most)) {
      throw new ExprEvalException("not between " + -most + " and " + most + " degrees: " + value);
    }
    return value;
  }

  private static NodeValue wkt(GeometryValue value) {
    return GeometryLiterals.write(value, Geo.WKT_LITERAL);
  }

  private static NodeValue bool(boolean value) {
    return NodeValue.booleanReturn(value);
  }
}
