package org.lacis.geometry;

import java.nio.BufferUnderflowException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.ArrayList;
import java.util.List;
import org.lacis.vocabulary.Finding;
import org.lacis.vocabulary.Place;
import org.locationtech.jts.geom.Coordinate;
import org.locationtech.jts.geom.Geometry;
import org.locationtech.jts.geom.GeometryFactory;
import org.locationtech.jts.geom.LineString;
import org.locationtech.jts.geom.LinearRing;
import org.locationtech.jts.geom.Point;
import org.locationtech.jts.geom.Polygon;

/// Well-known binary: ISO (types + 1000, 2000, 3000 for Z, M, ZM) and PostGIS's EWKB (flags, SRID).
///
/// Ordinates are x then y as databases and GeoPackage store them: longitude or easting first,
/// whatever the CRS. Polyhedral surfaces and TINs become a [GeometryValue.Body#SURFACE]. A point
/// whose ordinates are NaN is an empty point. Counts are checked against the bytes that are there.
///
/// Functions of their arguments only; callable from any thread.
public final class Wkb {
  private static final GeometryFactory FACTORY = Shapes.FACTORY;
  private static final int DEEPEST = 100;

  private final ByteBuffer bytes;
  private Crs crs;
  private GeometryValue.Body body = GeometryValue.Body.PLAIN;

  private Wkb(ByteBuffer bytes, Crs crs) {
    this.bytes = bytes;
    this.crs = crs;
  }

  /// Reads one geometry from the buffer's position on; the position ends behind it.
  ///
  /// @param crs the system where the bytes name no SRID
  /// @throws GeometryException `geometry.malformed-wkb` (the message counts bytes from 0),
  ///   `geometry.unknown-crs`
  public static GeometryValue parse(ByteBuffer bytes, Crs crs) {
    ByteOrder before = bytes.order();
    Wkb reader = new Wkb(bytes, crs);
    try {
      Geometry shape = reader.geometry(0);
      return new GeometryValue(shape, reader.crs, reader.body);
    } catch (BufferUnderflowException _) {
      throw reader.malformed("the end", "more bytes");
    } catch (IllegalArgumentException e) {
      throw reader.malformed(String.valueOf(e.getMessage()), "closed rings and whole lines");
    } finally {
      bytes.order(before);
    }
  }

  /// @see #parse(ByteBuffer, Crs)
  public static GeometryValue parse(byte[] bytes, Crs crs) {
    return parse(ByteBuffer.wrap(bytes), crs);
  }

  private Geometry geometry(int depth) {
    if (depth > DEEPEST) {
      throw malformed("nesting of " + depth, "at most " + DEEPEST);
    }
    byte order = bytes.get();
    if (order != 0 && order != 1) {
      throw malformed("byte order " + order, "0 or 1");
    }
    bytes.order(order == 0 ? ByteOrder.BIG_ENDIAN : ByteOrder.LITTLE_ENDIAN);
    int code = bytes.getInt();
    int type = code & 0x1FFFFFFF;
    int iso = type / 1000;
    if (iso > 3) {
      throw malformed("type " + code, "a geometry type");
    }
    boolean z = (code & 0x80000000) != 0 || iso == 1 || iso == 3;
    boolean m = (code & 0x40000000) != 0 || iso == 2 || iso == 3;
    if ((code & 0x20000000) != 0) {
      int srid = bytes.getInt();
      // 0 is PostGIS's "not told".
      crs = srid == 0 ? crs : Crs.ofEpsg(srid);
    }
    return shape(type % 1000, axes(z, m), depth);
  }

  private static Shapes.Axes axes(boolean z, boolean m) {
    if (z) {
      return m ? Shapes.Axes.XYZM : Shapes.Axes.XYZ;
    }
    return m ? Shapes.Axes.XYM : Shapes.Axes.XY;
  }

  private Geometry shape(int type, Shapes.Axes axes, int depth) {
    return switch (type) {
      case 1 -> point(axes);
      case 2 -> FACTORY.createLineString(positions(axes));
      case 3, 17 -> polygon(axes);
      case 4 -> FACTORY.createMultiPoint(parts(Point.class, depth).toArray(Point[]::new));
      case 5 ->
          FACTORY.createMultiLineString(parts(LineString.class, depth).toArray(LineString[]::new));
      case 6 -> Shapes.multiPolygon(parts(Polygon.class, depth));
      case 7 ->
          FACTORY.createGeometryCollection(parts(Geometry.class, depth).toArray(Geometry[]::new));
      case 15, 16 -> {
        if (depth == 0) {
          body = GeometryValue.Body.SURFACE;
        }
        yield Shapes.multiPolygon(parts(Polygon.class, depth));
      }
      default -> throw malformed("type " + type, "a type of OGC Simple Features without arcs");
    };
  }

  private Point point(Shapes.Axes axes) {
    double x = bytes.getDouble();
    double y = bytes.getDouble();
    double third = axes.count > 2 ? bytes.getDouble() : Double.NaN;
    double fourth = axes.count > 3 ? bytes.getDouble() : Double.NaN;
    if (Double.isNaN(x) && Double.isNaN(y)) {
      return FACTORY.createPoint();
    }
    return FACTORY.createPoint(checked(axes.coordinate(x, y, third, fourth)));
  }

  private Polygon polygon(Shapes.Axes axes) {
    int rings = count(4);
    if (rings == 0) {
      return FACTORY.createPolygon();
    }
    LinearRing shell = FACTORY.createLinearRing(positions(axes));
    LinearRing[] holes = new LinearRing[rings - 1];
    for (int i = 0; i < holes.length; i++) {
      holes[i] = FACTORY.createLinearRing(positions(axes));
    }
    return FACTORY.createPolygon(shell, holes);
  }

  private <G extends Geometry> List<G> parts(Class<G> kind, int depth) {
    int count = count(5);
    List<G> parts = new ArrayList<>(count);
    for (int i = 0; i < count; i++) {
      Geometry part = geometry(depth + 1);
      if (!kind.isInstance(part)) {
        throw malformed(part.getGeometryType(), kind.getSimpleName());
      }
      parts.add(kind.cast(part));
    }
    return parts;
  }

  private Coordinate[] positions(Shapes.Axes axes) {
    Coordinate[] positions = new Coordinate[count(8 * axes.count)];
    for (int i = 0; i < positions.length; i++) {
      double x = bytes.getDouble();
      double y = bytes.getDouble();
      double third = axes.count > 2 ? bytes.getDouble() : Double.NaN;
      double fourth = axes.count > 3 ? bytes.getDouble() : Double.NaN;
      positions[i] = checked(axes.coordinate(x, y, third, fourth));
    }
    return positions;
  }

  private Coordinate checked(Coordinate position) {
    if (!Double.isFinite(position.x) || !Double.isFinite(position.y)) {
      throw malformed(position.x + " " + position.y, "finite numbers");
    }
    return position;
  }

  /// A count, believed only when that many parts can still follow.
  private int count(int least) {
    long count = Integer.toUnsignedLong(bytes.getInt());
    if (count * least > bytes.remaining()) {
      throw malformed(count + " parts", "at most what " + bytes.remaining() + " bytes can hold");
    }
    return (int) count;
  }

  private GeometryException malformed(String found, String expected) {
    return new GeometryException(
        Finding.violation(
            "geometry.malformed-wkb",
            Place.of("WKB, byte " + bytes.position()),
            found,
            expected,
            "Correct the geometry at its source."));
  }
}
