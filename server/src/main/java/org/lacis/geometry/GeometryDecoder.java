package org.lacis.geometry;

import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import org.locationtech.jts.geom.Coordinate;
import org.locationtech.jts.geom.Geometry;
import org.locationtech.jts.geom.GeometryFactory;
import org.locationtech.jts.geom.LineString;
import org.locationtech.jts.geom.LinearRing;
import org.locationtech.jts.geom.Point;
import org.locationtech.jts.geom.Polygon;

/// Reads one record of [GeometryBytes]: counts with one cursor, positions with another.
final class GeometryDecoder {
  private static final GeometryFactory FACTORY = Shapes.FACTORY;
  private static final ValueLayout.OfByte BYTE = ValueLayout.JAVA_BYTE;
  private static final ValueLayout.OfLong LONG =
      ValueLayout.JAVA_LONG_UNALIGNED.withOrder(ByteOrder.LITTLE_ENDIAN);
  private static final Coordinate[] NONE = {};

  private final MemorySegment memory;
  private long at;
  private long row;
  private int axes;

  // An ordinate each: decimals, bytes a step, and the value so far.
  private double perX;
  private int widthX;
  private long x;
  private double perY;
  private int widthY;
  private long y;
  private double perThird;
  private int widthThird;
  private long third;
  private double perFourth;
  private int widthFourth;
  private long fourth;

  GeometryDecoder(MemorySegment memory, long at) {
    this.memory = memory;
    this.at = at;
  }

  GeometryValue value() {
    int head = memory.get(BYTE, at++) & 0xFF;
    axes = head >>> 6;
    Crs crs = crs();
    int counts = count();
    if ((counts & 1) != 0) {
      columns();
    }
    row = at + (counts >>> 1);
    GeometryValue.Body body =
        switch ((head >>> 4) & 3) {
          case 0 -> GeometryValue.Body.PLAIN;
          case 1 -> GeometryValue.Body.SURFACE;
          case 2 -> GeometryValue.Body.SOLID;
          default -> throw noRecord();
        };
    return new GeometryValue(shape(head & 0xF), crs, body);
  }

  private Crs crs() {
    int code = count();
    if (code == 0) {
      return Crs.CRS84;
    }
    if (code != GeometryEncoder.NAMED_CRS) {
      return Crs.ofEpsg(code - GeometryEncoder.NAMED_CRS);
    }
    int length = count();
    byte[] name = memory.asSlice(at, length).toArray(BYTE);
    at += length;
    return Crs.of(new String(name, StandardCharsets.UTF_8));
  }

  private void columns() {
    int places = memory.get(BYTE, at++) & 0xFF;
    perX = per(places);
    widthX = width(places);
    x = first(places);
    places = memory.get(BYTE, at++) & 0xFF;
    perY = per(places);
    widthY = width(places);
    y = first(places);
    if (axes > 0) {
      places = memory.get(BYTE, at++) & 0xFF;
      perThird = per(places);
      widthThird = width(places);
      third = first(places);
    }
    if (axes > 2) {
      places = memory.get(BYTE, at++) & 0xFF;
      perFourth = per(places);
      widthFourth = width(places);
      fourth = first(places);
    }
  }

  /// Zero for doubles that are kept as they are.
  private static double per(int places) {
    return places == GeometryEncoder.RAW ? 0 : Decimals.power(places);
  }

  private int width(int places) {
    return places == GeometryEncoder.RAW ? Long.BYTES : memory.get(BYTE, at++) & 7;
  }

  private long first(int places) {
    if (places == GeometryEncoder.RAW) {
      return 0;
    }
    long folded = number();
    return (folded >>> 1) ^ -(folded & 1);
  }

  private Geometry shape(int kind) {
    return switch (kind) {
      case GeometryEncoder.POINT -> point();
      case GeometryEncoder.LINE -> FACTORY.createLineString(positions());
      case GeometryEncoder.RING -> FACTORY.createLinearRing(positions());
      case GeometryEncoder.POLYGON -> polygon();
      case GeometryEncoder.MULTI_POINT -> {
        Point[] parts = new Point[count()];
        for (int i = 0; i < parts.length; i++) {
          parts[i] = point();
        }
        yield FACTORY.createMultiPoint(parts);
      }
      case GeometryEncoder.MULTI_LINE -> {
        LineString[] parts = new LineString[count()];
        for (int i = 0; i < parts.length; i++) {
          parts[i] = FACTORY.createLineString(positions());
        }
        yield FACTORY.createMultiLineString(parts);
      }
      case GeometryEncoder.MULTI_POLYGON -> {
        Polygon[] parts = new Polygon[count()];
        for (int i = 0; i < parts.length; i++) {
          parts[i] = polygon();
        }
        yield FACTORY.createMultiPolygon(parts);
      }
      case GeometryEncoder.COLLECTION -> {
        Geometry[] parts = new Geometry[count()];
        for (int i = 0; i < parts.length; i++) {
          parts[i] = shape(memory.get(BYTE, at++));
        }
        yield FACTORY.createGeometryCollection(parts);
      }
      default -> throw noRecord();
    };
  }

  private Point point() {
    return count() == 0 ? FACTORY.createPoint() : FACTORY.createPoint(position());
  }

  private Polygon polygon() {
    int rings = count();
    if (rings == 0) {
      return FACTORY.createPolygon();
    }
    LinearRing shell = FACTORY.createLinearRing(positions());
    LinearRing[] holes = new LinearRing[rings - 1];
    for (int i = 0; i < holes.length; i++) {
      holes[i] = FACTORY.createLinearRing(positions());
    }
    return FACTORY.createPolygon(shell, holes);
  }

  private Coordinate[] positions() {
    int count = count();
    if (count == 0) {
      return NONE;
    }
    Coordinate[] positions = new Coordinate[count];
    for (int i = 0; i < count; i++) {
      positions[i] = position();
    }
    return positions;
  }

  private Coordinate position() {
    x = next(x, widthX);
    double first = value(x, perX);
    y = next(y, widthY);
    double second = value(y, perY);
    if (axes == 0) {
      return Shapes.Axes.XY.coordinate(first, second, Double.NaN, Double.NaN);
    }
    third = next(third, widthThird);
    double more = value(third, perThird);
    if (axes < 3) {
      Shapes.Axes three = axes == 1 ? Shapes.Axes.XYZ : Shapes.Axes.XYM;
      return three.coordinate(first, second, more, Double.NaN);
    }
    fourth = next(fourth, widthFourth);
    return Shapes.Axes.XYZM.coordinate(first, second, more, value(fourth, perFourth));
  }

  private long next(long before, int width) {
    if (width == 0) {
      return before;
    }
    long bits = memory.get(LONG, row);
    row += width;
    if (width == Long.BYTES) {
      return bits;
    }
    int unused = 64 - 8 * width;
    return before + ((bits << unused) >> unused);
  }

  private static double value(long kept, double per) {
    return per == 0 ? Double.longBitsToDouble(kept) : kept / per;
  }

  private int count() {
    long count = number();
    if (count < 0 || count > Integer.MAX_VALUE / 8) {
      throw noRecord();
    }
    return (int) count;
  }

  private long number() {
    long number = 0;
    for (int shift = 0; shift < 64; shift += 7) {
      byte b = memory.get(BYTE, at++);
      number |= (b & 0x7FL) << shift;
      if (b >= 0) {
        return number;
      }
    }
    throw noRecord();
  }

  private static IllegalArgumentException noRecord() {
    return new IllegalArgumentException("no geometry record");
  }
}
