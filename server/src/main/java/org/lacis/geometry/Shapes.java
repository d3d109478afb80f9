package org.lacis.geometry;

import java.util.Arrays;
import java.util.List;
import org.locationtech.jts.geom.Coordinate;
import org.locationtech.jts.geom.CoordinateXY;
import org.locationtech.jts.geom.CoordinateXYM;
import org.locationtech.jts.geom.CoordinateXYZM;
import org.locationtech.jts.geom.Geometry;
import org.locationtech.jts.geom.GeometryFactory;
import org.locationtech.jts.geom.Polygon;

/// The one factory of shapes, and a growing list of coordinates for the readers.
final class Shapes {
  /// Floating precision, array sequences. Immutable.
  static final GeometryFactory FACTORY = new GeometryFactory();

  private Shapes() {}

  /// Ordinates that a position has.
  enum Axes {
    XY(2),
    XYZ(3),
    XYM(3),
    XYZM(4);

    final int count;

    Axes(int count) {
      this.count = count;
    }

    Coordinate coordinate(double x, double y, double third, double fourth) {
      return switch (this) {
        case XY -> new CoordinateXY(x, y);
        case XYZ -> new Coordinate(x, y, third);
        case XYM -> new CoordinateXYM(x, y, third);
        case XYZM -> new CoordinateXYZM(x, y, third, fourth);
      };
    }
  }

  /// Coordinates as they are read.
  static final class Points {
    private Coordinate[] points = new Coordinate[8];
    private int size;

    void add(Coordinate point) {
      if (size == points.length) {
        points = Arrays.copyOf(points, size * 2);
      }
      points[size++] = point;
    }

    int size() {
      return size;
    }

    /// What was added so far; the list is empty after that.
    Coordinate[] take() {
      Coordinate[] taken = Arrays.copyOf(points, size);
      size = 0;
      return taken;
    }
  }

  static Geometry multiPolygon(List<Polygon> polygons) {
    return FACTORY.createMultiPolygon(polygons.toArray(Polygon[]::new));
  }
}
