package org.lacis.source.shapefile;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.locationtech.jts.algorithm.Orientation;
import org.locationtech.jts.algorithm.PointLocation;
import org.locationtech.jts.geom.Coordinate;
import org.locationtech.jts.geom.CoordinateXY;
import org.locationtech.jts.geom.Geometry;
import org.locationtech.jts.geom.GeometryFactory;
import org.locationtech.jts.geom.LineString;
import org.locationtech.jts.geom.LinearRing;
import org.locationtech.jts.geom.Polygon;

/// The content of one `.shp` record (ESRI Shapefile Technical Description, 1998). Measures are left
/// out; heights are kept.
final class ShapeBytes {
  private static final GeometryFactory FACTORY = new GeometryFactory();

  private ShapeBytes() {}

  /// @return null for a null shape
  /// @throws IllegalArgumentException when the bytes are no shape
  static @Nullable Geometry read(ByteBuffer bytes) {
    bytes.order(ByteOrder.LITTLE_ENDIAN);
    int type = bytes.getInt();
    boolean high = type > 10 && type < 20;
    return switch (type) {
      case 0 -> null;
      case 1, 21 -> FACTORY.createPoint(new CoordinateXY(bytes.getDouble(), bytes.getDouble()));
      case 11 ->
          FACTORY.createPoint(
              new Coordinate(bytes.getDouble(), bytes.getDouble(), bytes.getDouble()));
      case 8, 18, 28 -> FACTORY.createMultiPointFromCoords(points(bytes, high));
      case 3, 13, 23 -> lines(parts(bytes, high));
      case 5, 15, 25 -> areas(parts(bytes, high));
      default -> throw new IllegalArgumentException("shape type " + type);
    };
  }

  private static Coordinate[] points(ByteBuffer bytes, boolean high) {
    bytes.position(bytes.position() + 32);
    return coordinates(bytes, count(bytes, 16), high);
  }

  private static int count(ByteBuffer bytes, int size) {
    int count = bytes.getInt();
    if (count < 0 || (long) count * size > bytes.remaining()) {
      throw new IllegalArgumentException(count + " where the record ends earlier");
    }
    return count;
  }

  private static Coordinate[] coordinates(ByteBuffer bytes, int count, boolean high) {
    Coordinate[] points = new Coordinate[count];
    for (int i = 0; i < count; i++) {
      double x = bytes.getDouble();
      double y = bytes.getDouble();
      points[i] = high ? new Coordinate(x, y) : new CoordinateXY(x, y);
    }
    if (high) {
      bytes.position(bytes.position() + 16);
      for (Coordinate point : points) {
        point.setZ(bytes.getDouble());
      }
    }
    return points;
  }

  private static List<Coordinate[]> parts(ByteBuffer bytes, boolean high) {
    bytes.position(bytes.position() + 32);
    int parts = count(bytes, 4);
    int points = bytes.getInt();
    int[] starts = new int[parts + 1];
    for (int i = 0; i < parts; i++) {
      starts[i] = bytes.getInt();
    }
    starts[parts] = points;
    if ((long) points * 16 > bytes.remaining()) {
      throw new IllegalArgumentException(points + " points where the record ends earlier");
    }
    Coordinate[] all = coordinates(bytes, points, high);
    List<Coordinate[]> lists = new ArrayList<>();
    for (int i = 0; i < parts; i++) {
      if (starts[i] < 0 || starts[i + 1] < starts[i] || starts[i + 1] > all.length) {
        throw new IllegalArgumentException("part " + i + " lies outside the points");
      }
      lists.add(java.util.Arrays.copyOfRange(all, starts[i], starts[i + 1]));
    }
    return lists;
  }

  private static Geometry lines(List<Coordinate[]> parts) {
    LineString[] lines = parts.stream().map(FACTORY::createLineString).toArray(LineString[]::new);
    return lines.length == 1 ? lines[0] : FACTORY.createMultiLineString(lines);
  }

  /// Outer rings run clockwise, holes counter-clockwise and lie in the outer ring around them.
  private static Geometry areas(List<Coordinate[]> parts) {
    List<LinearRing> shells = new ArrayList<>();
    List<LinearRing> holes = new ArrayList<>();
    for (Coordinate[] part : parts) {
      LinearRing ring = FACTORY.createLinearRing(part);
      boolean hole = part.length > 3 && Orientation.isCCW(part);
      (hole ? holes : shells).add(ring);
    }
    if (shells.isEmpty()) {
      // Written by a program that does not know the rule: every ring is an area.
      shells = holes;
      holes = List.of();
    }
    List<List<LinearRing>> inside = new ArrayList<>();
    for (int i = 0; i < shells.size(); i++) {
      inside.add(new ArrayList<>());
    }
    for (LinearRing hole : holes) {
      inside.get(around(hole, shells)).add(hole);
    }
    Polygon[] polygons = new Polygon[shells.size()];
    for (int i = 0; i < polygons.length; i++) {
      polygons[i] = FACTORY.createPolygon(shells.get(i), inside.get(i).toArray(LinearRing[]::new));
    }
    return polygons.length == 1 ? polygons[0] : FACTORY.createMultiPolygon(polygons);
  }

  private static int around(LinearRing hole, List<LinearRing> shells) {
    for (int i = 0; i < shells.size(); i++) {
      LinearRing shell = shells.get(i);
      if (shell.getEnvelopeInternal().contains(hole.getEnvelopeInternal())
          && PointLocation.isInRing(hole.getCoordinateN(0), shell.getCoordinates())) {
        return i;
      }
    }
    return 0;
  }
}
