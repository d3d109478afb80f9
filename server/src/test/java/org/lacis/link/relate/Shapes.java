package org.lacis.link.relate;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.locationtech.jts.geom.Coordinate;
import org.locationtech.jts.geom.CoordinateSequence;
import org.locationtech.jts.geom.CoordinateSequenceFilter;
import org.locationtech.jts.geom.Envelope;
import org.locationtech.jts.geom.Geometry;
import org.locationtech.jts.geom.GeometryFactory;
import org.locationtech.jts.geom.LinearRing;
import org.locationtech.jts.geom.Polygon;
import org.locationtech.jts.geom.Polygonal;

/// Random valid shapes on a coarse grid that is laid onto some ground: shared walls, shared
/// corners, corners within walls, holes, several parts, equal and nested shapes are all common.
final class Shapes {
  static final GeometryFactory FACTORY = new GeometryFactory();

  private static final double EAST = 842_000;
  private static final double NORTH = 6_520_000;

  /// Where the grid lies, which decides how its numbers round.
  enum Ground {
    WHOLE_NUMBERS_AROUND_ZERO,
    TENTHS_AROUND_ZERO,
    METRES_LAMBERT_93,
    CENTIMETRES_LAMBERT_93,
    CONIC_CONFORMAL_46,
    NEGATIVE,
    TURNED,
    TURNED_AND_ROUNDED,
    DEGREES;

    Coordinate at(double x, double y) {
      return switch (this) {
        case WHOLE_NUMBERS_AROUND_ZERO -> new Coordinate(x - 6, y - 6);
        case TENTHS_AROUND_ZERO -> new Coordinate((x - 6) / 10, (y - 6) / 10);
        case METRES_LAMBERT_93 -> new Coordinate(EAST + x, NORTH + y);
        case CENTIMETRES_LAMBERT_93 ->
            new Coordinate(Math.round(EAST * 100 + 37 * x) / 100.0, hundredths(NORTH + 0.11 * y));
        case CONIC_CONFORMAL_46 ->
            new Coordinate(hundredths(1.8e6 + 1.3 * x), hundredths(5.1e6 + 0.7 * y));
        case NEGATIVE -> new Coordinate(-EAST - x / 100, -NORTH - y / 100);
        case TURNED -> new Coordinate(EAST + turnedX(x, y), NORTH + turnedY(x, y));
        case TURNED_AND_ROUNDED ->
            new Coordinate(hundredths(EAST + turnedX(x, y)), hundredths(NORTH + turnedY(x, y)));
        case DEGREES -> new Coordinate(4.8 + x * 1e-5, 45.7 + y * 1e-5);
      };
    }

    private static double hundredths(double value) {
      return Math.round(value * 100) / 100.0;
    }

    private static double turnedX(double x, double y) {
      return x * Math.cos(0.3) - y * Math.sin(0.3);
    }

    private static double turnedY(double x, double y) {
      return x * Math.sin(0.3) + y * Math.cos(0.3);
    }
  }

  private final Random random;
  private final Ground ground;
  private final int size;

  Shapes(long seed, Ground ground, int size) {
    this.random = new Random(seed);
    this.ground = ground;
    this.size = size;
  }

  /// Of all dimensions.
  List<Geometry> any(int count) {
    List<Geometry> shapes = new ArrayList<>();
    while (shapes.size() < count) {
      keep(random.nextInt(4) == 0 ? pointsOrLines() : area(), shapes);
    }
    return shapes;
  }

  List<Geometry> areas(int count) {
    List<Geometry> areas = new ArrayList<>();
    while (areas.size() < count) {
      Geometry area = area();
      // A frame whose hole reaches its shell, joined with another shape, may leave a line behind.
      if (area instanceof Polygonal) {
        keep(area, areas);
      }
    }
    return areas;
  }

  private void keep(Geometry made, List<Geometry> kept) {
    Geometry placed = made.copy();
    placed.apply(
        new CoordinateSequenceFilter() {
          @Override
          public void filter(CoordinateSequence sequence, int i) {
            Coordinate at = ground.at(sequence.getX(i), sequence.getY(i));
            sequence.setOrdinate(i, 0, at.x);
            sequence.setOrdinate(i, 1, at.y);
          }

          @Override
          public boolean isDone() {
            return false;
          }

          @Override
          public boolean isGeometryChanged() {
            return true;
          }
        });
    if (!placed.isEmpty() && placed.isValid()) {
      kept.add(placed);
    }
  }

  private Geometry pointsOrLines() {
    return switch (random.nextInt(5)) {
      case 0 -> FACTORY.createMultiPointFromCoords(corners(3)).union();
      case 1 -> FACTORY.createLineString(corners(2 + random.nextInt(3)));
      case 2 -> box().getBoundary();
      case 3 -> FACTORY.createLineString(corners(2)).union(FACTORY.createLineString(corners(2)));
      default -> FACTORY.createPoint(corner());
    };
  }

  private Geometry area() {
    return switch (random.nextInt(11)) {
      case 0 -> polygon(3);
      case 1 -> polygon(4 + random.nextInt(3));
      case 2 -> box().difference(box());
      case 3 -> box().union(box());
      case 4 -> box().symDifference(polygon(4).buffer(0));
      case 5 -> frame();
      case 6 -> frame().union(box());
      case 7 -> longRing();
      case 8 -> box().union(box()).union(box()).difference(box());
      default -> box();
    };
  }

  /// May be invalid, and is thrown away then.
  private Polygon polygon(int corners) {
    Coordinate[] points = corners(corners + 1);
    points[corners] = points[0];
    return FACTORY.createPolygon(points);
  }

  private Polygon box() {
    Coordinate from = corner();
    return box(from, 1 + random.nextInt(4), 1 + random.nextInt(4));
  }

  private static Polygon box(Coordinate from, int width, int height) {
    return (Polygon)
        FACTORY.toGeometry(new Envelope(from.x, from.x + width, from.y, from.y + height));
  }

  /// A box with a hole, corners of which may touch the shell.
  private Polygon frame() {
    Coordinate from = corner();
    LinearRing hole =
        random.nextBoolean()
            ? box(new Coordinate(from.x + 1, from.y + 1), 1 + random.nextInt(2), 1)
                .getExteriorRing()
            : triangle(new Coordinate(from.x + 2, from.y + random.nextInt(2)));
    return FACTORY.createPolygon(
        box(from, 4, 3 + random.nextInt(2)).getExteriorRing(), new LinearRing[] {hole});
  }

  private static LinearRing triangle(Coordinate foot) {
    return FACTORY.createLinearRing(
        new Coordinate[] {
          foot,
          new Coordinate(foot.x + 1, foot.y + 2),
          new Coordinate(foot.x - 1, foot.y + 2),
          foot.copy()
        });
  }

  /// A comb whose teeth have corners on the grid and halfway.
  private Polygon longRing() {
    Coordinate from = corner();
    int teeth = 8 + random.nextInt(60);
    List<Coordinate> corners = new ArrayList<>();
    corners.add(new Coordinate(from.x, from.y));
    for (int i = teeth; i > 0; i--) {
      corners.add(new Coordinate(from.x + i * 0.5, from.y + 1 + random.nextInt(3)));
      corners.add(new Coordinate(from.x + i * 0.5 - 0.25, from.y + 0.5));
    }
    corners.set(1, new Coordinate(from.x + teeth * 0.5, from.y));
    corners.add(corners.getFirst().copy());
    return FACTORY.createPolygon(corners.toArray(Coordinate[]::new));
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
    return new Coordinate(random.nextInt(size), random.nextInt(size));
  }
}
