package org.lacis.geometry;

import org.locationtech.jts.geom.CoordinateSequence;
import org.locationtech.jts.geom.Geometry;
import org.locationtech.jts.geom.LineString;
import org.locationtech.jts.geom.MultiLineString;
import org.locationtech.jts.geom.MultiPoint;
import org.locationtech.jts.geom.MultiPolygon;
import org.locationtech.jts.geom.Point;
import org.locationtech.jts.geom.Polygon;

/// Appends GML 3.2 to a builder.
final class GmlWriter {
  private final StringBuilder text;
  private final Crs crs;

  GmlWriter(StringBuilder text, Crs crs) {
    this.text = text;
    this.crs = crs;
  }

  void write(GeometryValue value) {
    Geometry shape = value.shape();
    String attributes = " xmlns:gml=\"" + Gml.NAMESPACE_32 + "\" srsName=\"" + crs.iri() + "\"";
    if (shape instanceof MultiPolygon faces && value.body() != GeometryValue.Body.PLAIN) {
      boolean solid = value.body() == GeometryValue.Body.SOLID;
      String outer = solid ? "Solid" : "CompositeSurface";
      text.append("<gml:").append(outer).append(attributes).append('>');
      text.append(solid ? "<gml:exterior><gml:Shell>" : "");
      members(faces, "surfaceMember");
      text.append(solid ? "</gml:Shell></gml:exterior>" : "");
      text.append("</gml:").append(outer).append('>');
      return;
    }
    element(shape, attributes);
  }

  private void element(Geometry shape, String attributes) {
    String name = name(shape);
    text.append("<gml:").append(name).append(attributes).append('>');
    switch (shape) {
      case Point point -> {
        if (!point.isEmpty()) {
          positions(point.getCoordinateSequence(), "pos");
        }
      }
      case LineString line -> {
        if (!line.isEmpty()) {
          positions(line.getCoordinateSequence(), "posList");
        }
      }
      case Polygon polygon -> rings(polygon);
      default -> members(shape, member(shape));
    }
    text.append("</gml:").append(name).append('>');
  }

  private static String name(Geometry shape) {
    return switch (shape) {
      case Point _ -> "Point";
      case LineString _ -> "LineString";
      case Polygon _ -> "Polygon";
      case MultiPoint _ -> "MultiPoint";
      case MultiLineString _ -> "MultiCurve";
      case MultiPolygon _ -> "MultiSurface";
      default -> "MultiGeometry";
    };
  }

  private static String member(Geometry shape) {
    return switch (shape) {
      case MultiPoint _ -> "pointMember";
      case MultiLineString _ -> "curveMember";
      case MultiPolygon _ -> "surfaceMember";
      default -> "geometryMember";
    };
  }

  private void members(Geometry all, String property) {
    for (int i = 0; i < all.getNumGeometries(); i++) {
      text.append("<gml:").append(property).append('>');
      element(all.getGeometryN(i), "");
      text.append("</gml:").append(property).append('>');
    }
  }

  private void rings(Polygon polygon) {
    if (polygon.isEmpty()) {
      return;
    }
    ring(polygon.getExteriorRing(), "exterior");
    for (int i = 0; i < polygon.getNumInteriorRing(); i++) {
      ring(polygon.getInteriorRingN(i), "interior");
    }
  }

  private void ring(LineString ring, String property) {
    text.append("<gml:").append(property).append("><gml:LinearRing>");
    positions(ring.getCoordinateSequence(), "posList");
    text.append("</gml:LinearRing></gml:").append(property).append('>');
  }

  private void positions(CoordinateSequence points, String element) {
    boolean z = allHigh(points);
    text.append("<gml:").append(element);
    text.append(z ? " srsDimension=\"3\">" : ">");
    for (int i = 0; i < points.size(); i++) {
      if (i > 0) {
        text.append(' ');
      }
      Decimals.append(text, crs.northFirst() ? points.getY(i) : points.getX(i));
      text.append(' ');
      Decimals.append(text, crs.northFirst() ? points.getX(i) : points.getY(i));
      if (z) {
        text.append(' ');
        Decimals.append(text, points.getZ(i));
      }
    }
    text.append("</gml:").append(element).append('>');
  }

  private static boolean allHigh(CoordinateSequence points) {
    for (int i = 0; i < points.size(); i++) {
      if (!points.hasZ() || Double.isNaN(points.getZ(i))) {
        return false;
      }
    }
    return true;
  }
}
