package org.lacis.geometry;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.locationtech.jts.geom.Coordinate;
import org.locationtech.jts.geom.CoordinateSequence;
import org.locationtech.jts.geom.CoordinateXY;
import org.locationtech.jts.geom.Geometry;
import org.locationtech.jts.geom.GeometryCollection;
import org.locationtech.jts.geom.GeometryFactory;
import org.locationtech.jts.geom.LineString;
import org.locationtech.jts.geom.LinearRing;
import org.locationtech.jts.geom.Polygon;
import org.locationtech.jts.geom.util.GeometryFixer;
import org.locationtech.jts.geom.util.GeometryTransformer;
import org.locationtech.jts.operation.overlayng.OverlayNG;
import org.locationtech.jts.operation.overlayng.OverlayNGRobust;
import org.locationtech.jts.operation.union.UnaryUnionOp;
import org.locationtech.jts.operation.union.UnionStrategy;
import org.locationtech.jts.operation.valid.IsValidOp;

/// Polygons seen from above.
final class Footprint {
  /// A projected polygon thinner than this is a wall: a millimetre, or what a millimetre is in
  /// degrees. Walls whose upper and lower edges were rounded apart project to such slivers.
  private static final double WALL_METRES = 1e-3;

  private static final double WALL_DEGREES = 1e-8;

  private Footprint() {}

  static Geometry of(GeometryValue value) {
    Geometry shape = value.shape();
    if (shape instanceof Polygon polygon && value.body() == GeometryValue.Body.PLAIN) {
      return sound(flat(polygon));
    }
    if (shape.getDimension() < 2) {
      return flattened(shape);
    }
    double wall = value.crs().geographic() ? WALL_DEGREES : WALL_METRES;
    List<Geometry> seen = new ArrayList<>();
    gather(shape, wall, seen);
    return union(seen, wall, shape.getFactory());
  }

  private static void gather(Geometry shape, double wall, List<Geometry> seen) {
    switch (shape) {
      case Polygon polygon -> {
        Polygon flat = flat(polygon);
        if (isStrip(flat.getExteriorRing(), wall)) {
          return;
        }
        // Mended before it is measured: the signed area of a bow tie is zero.
        Geometry fixed = sound(flat);
        if (!fixed.isEmpty() && !thin(fixed, wall)) {
          seen.add(fixed);
        }
      }
      case GeometryCollection collection -> {
        for (int i = 0; i < collection.getNumGeometries(); i++) {
          gather(collection.getGeometryN(i), wall, seen);
        }
      }
      // points and lines beside polygons cover no ground
      default -> {}
    }
  }

  /// Whether all points lie within a strip as wide as a wall, as those of nearly all walls do: then
  /// whatever it is mended to is thin. Of a strip of width `w`, a part that is `l` long covers at
  /// most `w · l`, and its edge is at least `2 · l` long.
  static boolean isStrip(LineString ring, double wall) {
    if (ring.isEmpty()) {
      return false;
    }
    CoordinateSequence points = ring.getCoordinateSequence();
    double x = points.getX(0);
    double y = points.getY(0);
    double along = 0;
    double across = 0;
    double farthest = 0;
    for (int i = 1; i < points.size(); i++) {
      double dx = points.getX(i) - x;
      double dy = points.getY(i) - y;
      double far = dx * dx + dy * dy;
      if (far > farthest) {
        farthest = far;
        along = dx;
        across = dy;
      }
    }
    double left = 0;
    double right = 0;
    for (int i = 1; i < points.size(); i++) {
      double off = along * (points.getY(i) - y) - across * (points.getX(i) - x);
      left = Math.max(left, off);
      right = Math.min(right, off);
    }
    return left - right <= wall * Math.sqrt(farthest);
  }

  static boolean thin(Geometry area, double wall) {
    return 2 * area.getArea() <= wall * area.getLength();
  }

  private static Geometry union(List<Geometry> seen, double wall, GeometryFactory factory) {
    if (seen.isEmpty()) {
      return factory.createPolygon();
    }
    UnaryUnionOp union = new UnaryUnionOp(seen, factory);
    union.setUnionFunction(OVERLAY);
    return withoutSlivers(sound(union.union()), wall);
  }

  /// Faces that should share an edge may leave a gap, or a splinter, of a rounding error's width
  /// between them: valid here, but with points that fall together in the next transformation.
  private static Geometry withoutSlivers(Geometry areas, double wall) {
    GeometryFactory factory = areas.getFactory();
    List<Polygon> kept = new ArrayList<>();
    for (int i = 0; i < areas.getNumGeometries(); i++) {
      if (areas.getGeometryN(i) instanceof Polygon polygon && !thin(polygon, wall)) {
        kept.add(withoutSlivers(polygon, wall));
      }
    }
    return kept.size() == 1
        ? kept.getFirst()
        : factory.createMultiPolygon(kept.toArray(Polygon[]::new));
  }

  private static Polygon withoutSlivers(Polygon polygon, double wall) {
    GeometryFactory factory = polygon.getFactory();
    List<LinearRing> holes = new ArrayList<>();
    for (int i = 0; i < polygon.getNumInteriorRing(); i++) {
      LinearRing hole = polygon.getInteriorRingN(i);
      if (!thin(factory.createPolygon(hole), wall)) {
        holes.add(hole);
      }
    }
    return holes.size() == polygon.getNumInteriorRing()
        ? polygon
        : factory.createPolygon(polygon.getExteriorRing(), holes.toArray(LinearRing[]::new));
  }

  /// The union of the parts of a collection, whatever their dimensions.
  static Geometry unite(Geometry parts) {
    UnaryUnionOp union = new UnaryUnionOp(parts);
    union.setUnionFunction(OVERLAY);
    return union.union();
  }

  private static final UnionStrategy OVERLAY =
      new UnionStrategy() {
        @Override
        public Geometry union(Geometry a, Geometry b) {
          return OverlayNGRobust.overlay(a, b, OverlayNG.UNION);
        }

        @Override
        public boolean isFloatingPrecision() {
          return true;
        }
      };

  private static Geometry sound(Geometry areas) {
    return new IsValidOp(areas).isValid() ? areas : GeometryFixer.fix(areas);
  }

  private static Polygon flat(Polygon polygon) {
    GeometryFactory factory = polygon.getFactory();
    LinearRing shell = factory.createLinearRing(flat(polygon.getExteriorRing()));
    LinearRing[] holes = new LinearRing[polygon.getNumInteriorRing()];
    for (int i = 0; i < holes.length; i++) {
      holes[i] = factory.createLinearRing(flat(polygon.getInteriorRingN(i)));
    }
    return factory.createPolygon(shell, holes);
  }

  private static Coordinate[] flat(LineString line) {
    CoordinateSequence points = line.getCoordinateSequence();
    Coordinate[] flat = new Coordinate[points.size()];
    for (int i = 0; i < flat.length; i++) {
      flat[i] = new CoordinateXY(points.getX(i), points.getY(i));
    }
    return flat;
  }

  private static Geometry flattened(Geometry shape) {
    return new Flatten().transform(shape);
  }

  private static final class Flatten extends GeometryTransformer {
    @Override
    protected CoordinateSequence transformCoordinates(
        CoordinateSequence points, @Nullable Geometry parent) {
      Coordinate[] flat = new Coordinate[points.size()];
      for (int i = 0; i < flat.length; i++) {
        flat[i] = new CoordinateXY(points.getX(i), points.getY(i));
      }
      return factory.getCoordinateSequenceFactory().create(flat);
    }
  }
}
