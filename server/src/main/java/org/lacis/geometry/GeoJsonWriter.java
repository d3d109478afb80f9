package org.lacis.geometry;

import com.fasterxml.jackson.core.JsonGenerator;
import java.io.IOException;
import org.locationtech.jts.geom.CoordinateSequence;
import org.locationtech.jts.geom.Geometry;
import org.locationtech.jts.geom.GeometryCollection;
import org.locationtech.jts.geom.LineString;
import org.locationtech.jts.geom.MultiLineString;
import org.locationtech.jts.geom.MultiPoint;
import org.locationtech.jts.geom.MultiPolygon;
import org.locationtech.jts.geom.Point;
import org.locationtech.jts.geom.Polygon;

/// Writes GeoJSON objects; numbers as plain decimals.
final class GeoJsonWriter {
  private final JsonGenerator json;
  private final StringBuilder number = new StringBuilder();

  GeoJsonWriter(JsonGenerator json) {
    this.json = json;
  }

  void write(Geometry shape) throws IOException {
    json.writeStartObject();
    json.writeStringField("type", type(shape));
    if (shape.getClass() == GeometryCollection.class) {
      json.writeArrayFieldStart("geometries");
      for (int i = 0; i < shape.getNumGeometries(); i++) {
        write(shape.getGeometryN(i));
      }
      json.writeEndArray();
    } else {
      json.writeFieldName("coordinates");
      coordinates(shape);
    }
    json.writeEndObject();
  }

  private static String type(Geometry shape) {
    return switch (shape) {
      case Point _ -> "Point";
      case LineString _ -> "LineString";
      case Polygon _ -> "Polygon";
      case MultiPoint _ -> "MultiPoint";
      case MultiLineString _ -> "MultiLineString";
      case MultiPolygon _ -> "MultiPolygon";
      default -> "GeometryCollection";
    };
  }

  private void coordinates(Geometry shape) throws IOException {
    switch (shape) {
      case Point point when point.isEmpty() -> empty();
      case Point point -> position(point.getCoordinateSequence(), 0);
      case LineString line -> line(line);
      case Polygon polygon -> rings(polygon);
      default -> {
        json.writeStartArray();
        for (int i = 0; i < shape.getNumGeometries(); i++) {
          coordinates(shape.getGeometryN(i));
        }
        json.writeEndArray();
      }
    }
  }

  private void empty() throws IOException {
    json.writeStartArray();
    json.writeEndArray();
  }

  private void rings(Polygon polygon) throws IOException {
    json.writeStartArray();
    if (!polygon.isEmpty()) {
      line(polygon.getExteriorRing());
      for (int i = 0; i < polygon.getNumInteriorRing(); i++) {
        line(polygon.getInteriorRingN(i));
      }
    }
    json.writeEndArray();
  }

  private void line(LineString line) throws IOException {
    CoordinateSequence points = line.getCoordinateSequence();
    json.writeStartArray();
    for (int i = 0; i < points.size(); i++) {
      position(points, i);
    }
    json.writeEndArray();
  }

  private void position(CoordinateSequence points, int i) throws IOException {
    json.writeStartArray();
    number(points.getX(i));
    number(points.getY(i));
    if (points.hasZ() && !Double.isNaN(points.getZ(i))) {
      number(points.getZ(i));
    }
    json.writeEndArray();
  }

  private void number(double value) throws IOException {
    number.setLength(0);
    Decimals.append(number, value);
    json.writeNumber(number.toString());
  }
}
