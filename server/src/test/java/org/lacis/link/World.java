package org.lacis.link;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.locationtech.jts.geom.Coordinate;
import org.locationtech.jts.geom.Envelope;
import org.locationtech.jts.geom.Geometry;
import org.locationtech.jts.geom.GeometryFactory;
import org.locationtech.jts.geom.Polygon;

/// Random shapes on a coarse grid, so that touching, covering and equal ones are as common as those
/// that merely overlap.
final class World {
  static final GeometryFactory FACTORY = new GeometryFactory();

  private static final double EAST = 842_000;
  private static final double NORTH = 6_520_000;

  private final Random random;
  private final int size;

  World(long seed, int size) {
    this.random = new Random(seed);
    this.size = size;
  }

  List<Geometry> shapes(int count) {
    List<Geometry> shapes = new ArrayList<>();
    while (shapes.size() < count) {
      Geometry shape = shape();
      if (shape.isValid() && !shape.isEmpty()) {
        shapes.add(shape);
      }
    }
    return shapes;
  }

  List<Geometry> areas(int count) {
    List<Geometry> areas = new ArrayList<>();
    while (areas.size() < count) {
      areas.addAll(shapes(1).stream().filter(shape -> shape.getDimension() == 2).toList());
    }
    return areas;
  }

  private Geometry shape() {
    return switch (random.nextInt(8)) {
      case 0 -> FACTORY.createPoint(corner());
      case 1 -> FACTORY.createLineString(corners(2 + random.nextInt(3)));
      case 2 -> triangle();
      case 3 -> box().difference(box());
      case 4 -> box().union(box());
      case 5 -> FACTORY.createMultiPointFromCoords(corners(3)).union();
      default -> box();
    };
  }

  private Polygon box() {
    Coordinate from = corner();
    return (Polygon)
        FACTORY.toGeometry(
            new Envelope(
                from.x, from.x + 1 + random.nextInt(4), from.y, from.y + 1 + random.nextInt(4)));
  }

  private Geometry triangle() {
    Coordinate[] points = corners(4);
    points[3] = points[0];
    return FACTORY.createPolygon(points);
  }

  private Coordinate[] corners(int count) {
    Coordinate[] corners = new Coordinate[count];
    Coordinate first = corner();
    for (int i = 0; i < count; i++) {
      corners[i] = new Coordinate(first.x + random.nextInt(5) - 2, first.y + random.nextInt(5) - 2);
    }
    return corners;
  }

  private Coordinate corner() {
    return new Coordinate(EAST + random.nextInt(size), NORTH + random.nextInt(size));
  }
}
