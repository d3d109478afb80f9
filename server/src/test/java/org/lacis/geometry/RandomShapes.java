package org.lacis.geometry;

import java.util.Random;
import org.locationtech.jts.geom.Coordinate;
import org.locationtech.jts.geom.Geometry;
import org.locationtech.jts.geom.Polygon;

/// Shapes for laws, the same for the same seed.
final class RandomShapes {
  private RandomShapes() {}

  /// A valid star-shaped polygon about a point.
  static Polygon polygon(Random random, double x, double y, double size) {
    int corners = random.nextInt(3, 12);
    Coordinate[] ring = new Coordinate[corners + 1];
    for (int i = 0; i < corners; i++) {
      double angle = 2 * Math.PI * i / corners;
      double radius = size * (0.3 + 0.7 * random.nextDouble());
      ring[i] = new Coordinate(x + radius * Math.cos(angle), y + radius * Math.sin(angle));
    }
    ring[corners] = new Coordinate(ring[0]);
    return Shapes.FACTORY.createPolygon(ring);
  }

  /// A point, line or polygon on a small grid, so that touching and equality happen often.
  static Geometry onGrid(Random random) {
    int x = random.nextInt(6);
    int y = random.nextInt(6);
    int w = random.nextInt(1, 5);
    int h = random.nextInt(1, 5);
    return switch (random.nextInt(4)) {
      case 0 -> Shapes.FACTORY.createPoint(new Coordinate(x, y));
      case 1 ->
          Shapes.FACTORY.createLineString(
              new Coordinate[] {new Coordinate(x, y), new Coordinate(x + w, y + h - 1)});
      default ->
          Shapes.FACTORY.createPolygon(
              new Coordinate[] {
                new Coordinate(x, y),
                new Coordinate(x + w, y),
                new Coordinate(x + w, y + h),
                new Coordinate(x, y + h),
                new Coordinate(x, y)
              });
    };
  }
}
