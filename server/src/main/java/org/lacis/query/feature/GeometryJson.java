package org.lacis.query.feature;

import com.fasterxml.jackson.core.JsonGenerator;
import java.io.IOException;
import java.util.Arrays;
import org.lacis.geometry.Crs;
import org.lacis.geometry.GeometryValue;
import org.locationtech.jts.algorithm.Area;
import org.locationtech.jts.geom.CoordinateSequence;
import org.locationtech.jts.geom.Geometry;
import org.locationtech.jts.geom.GeometryCollection;
import org.locationtech.jts.geom.LineString;
import org.locationtech.jts.geom.MultiLineString;
import org.locationtech.jts.geom.MultiPoint;
import org.locationtech.jts.geom.MultiPolygon;
import org.locationtech.jts.geom.Point;
import org.locationtech.jts.geom.Polygon;

/// Writes many geometries as objects of GeoJSON (RFC 7946) or JSON-FG: degrees to eight decimals,
/// other units to four, which is a millimetre and less; heights to three. Axes are in the order of
/// the system (OGC API Features Part 2, 6.2), outer rings run anticlockwise on the map.
final class GeometryJson {
  private static final int DEGREES = 8;
  private static final int METRES = 4;
  private static final int HEIGHTS = 3;
  private static final long[] POWERS = {
    1, 10, 100, 1_000, 10_000, 100_000, 1_000_000, 10_000_000, 100_000_000
  };

  /// Larger numbers lose decimals rather than digits.
  private static final double LARGEST = 9e9;

  private final JsonGenerator json;
  private char[] text = new char[1 << 12];
  private int size;
  private int decimals;
  private boolean northFirst;
  private boolean turning;

  GeometryJson(JsonGenerator json) {
    this.json = json;
  }

  /// Writes one geometry in its own system.
  ///
  /// @param solids whether a closed surface may be a `Polyhedron` of JSON-FG
  void write(GeometryValue value, boolean solids) throws IOException {
    Crs crs = value.crs();
    decimals = crs.geographic() ? DEGREES : METRES;
    northFirst = crs.northFirst();
    turning = value.body() == GeometryValue.Body.PLAIN;
    size = 0;
    if (solids && value.body() == GeometryValue.Body.SOLID) {
      put("{\"type\":\"Polyhedron\",\"coordinates\":[");
      coordinates(value.shape());
      put("]}");
    } else {
      shape(value.shape());
    }
    json.writeRawValue(text, 0, size);
  }

  private void shape(Geometry shape) {
    put("{\"type\":\"");
    put(type(shape));
    if (shape.getClass() == GeometryCollection.class) {
      put("\",\"geometries\":[");
      for (int i = 0; i < shape.getNumGeometries(); i++) {
        comma(i);
        shape(shape.getGeometryN(i));
      }
      put("]}");
    } else {
      put("\",\"coordinates\":");
      coordinates(shape);
      put("}");
    }
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

  private void coordinates(Geometry shape) {
    switch (shape) {
      case Point point when point.isEmpty() -> put("[]");
      case Point point -> position(point.getCoordinateSequence(), 0);
      case LineString line -> line(line.getCoordinateSequence(), false);
      case Polygon polygon -> rings(polygon);
      default -> {
        put('[');
        for (int i = 0; i < shape.getNumGeometries(); i++) {
          comma(i);
          coordinates(shape.getGeometryN(i));
        }
        put(']');
      }
    }
  }

  private void rings(Polygon polygon) {
    put('[');
    if (!polygon.isEmpty()) {
      ring(polygon.getExteriorRing(), true);
      for (int i = 0; i < polygon.getNumInteriorRing(); i++) {
        put(',');
        ring(polygon.getInteriorRingN(i), false);
      }
    }
    put(']');
  }

  private void ring(LineString ring, boolean outer) {
    CoordinateSequence points = ring.getCoordinateSequence();
    // Positive where it runs clockwise.
    double area = turning ? Area.ofRingSigned(points) : 0;
    line(points, outer ? area > 0 : area < 0);
  }

  private void line(CoordinateSequence points, boolean backwards) {
    put('[');
    int count = points.size();
    for (int i = 0; i < count; i++) {
      comma(i);
      position(points, backwards ? count - 1 - i : i);
    }
    put(']');
  }

  private void position(CoordinateSequence points, int i) {
    put('[');
    number(northFirst ? points.getY(i) : points.getX(i), decimals);
    put(',');
    number(northFirst ? points.getX(i) : points.getY(i), decimals);
    if (points.hasZ()) {
      double z = points.getZ(i);
      if (!Double.isNaN(z)) {
        put(',');
        number(z, HEIGHTS);
      }
    }
    put(']');
  }

  private void number(double value, int places) {
    if (Math.abs(value) > LARGEST) {
      put(new java.math.BigDecimal(value).setScale(0, java.math.RoundingMode.HALF_EVEN).toString());
      return;
    }
    long digits = Math.round(value * POWERS[places]);
    if (digits < 0) {
      put('-');
      digits = -digits;
    }
    long whole = digits / POWERS[places];
    long fraction = digits % POWERS[places];
    whole(whole);
    if (fraction != 0) {
      int length = places;
      while (fraction % 10 == 0) {
        fraction /= 10;
        length--;
      }
      room(length + 1);
      text[size++] = '.';
      for (int at = size + length - 1; at >= size; at--) {
        text[at] = (char) ('0' + fraction % 10);
        fraction /= 10;
      }
      size += length;
    }
  }

  private void whole(long value) {
    int length = 1;
    for (long rest = value; rest > 9; rest /= 10) {
      length++;
    }
    room(length);
    long rest = value;
    for (int at = size + length - 1; at >= size; at--) {
      text[at] = (char) ('0' + rest % 10);
      rest /= 10;
    }
    size += length;
  }

  private void comma(int i) {
    if (i > 0) {
      put(',');
    }
  }

  private void put(char c) {
    room(1);
    text[size++] = c;
  }

  private void put(String words) {
    room(words.length());
    words.getChars(0, words.length(), text, size);
    size += words.length();
  }

  private void room(int more) {
    if (size + more > text.length) {
      text = Arrays.copyOf(text, Math.max(size + more, 2 * text.length));
    }
  }
}
