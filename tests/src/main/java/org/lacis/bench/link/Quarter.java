package org.lacis.bench.link;

import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import org.locationtech.jts.geom.Coordinate;
import org.locationtech.jts.geom.Geometry;
import org.locationtech.jts.geom.GeometryFactory;
import org.locationtech.jts.geom.Polygon;

/// A town on a plane in Lambert-93, made of a seed: parcels with shared walls, buildings on them,
/// both in two editions, and hazard zones with winding borders. Ordinates are of centimetres, as in
/// the cadastre. A town of more parcels has the same density and the same parcels in its corner.
///
/// @param side parcels along each side
public record Quarter(long seed, int side) {
  static final int SRID = 2154;

  private static final double EAST = 838_000;
  private static final double NORTH = 6_512_000;

  /// Metres from parcel to parcel.
  private static final double STEP = 27;

  private static final double JITTER = 4;
  private static final GeometryFactory FACTORY = new GeometryFactory();

  // What a random number is for.
  private static final int CORNER = 1;
  private static final int WALL_EAST = 2;
  private static final int WALL_NORTH = 3;
  private static final int BUILDING = 4;
  private static final int OLD_BUILDING = 5;
  private static final int OLD_PARCEL = 6;
  private static final int ZONE = 7;

  private SplittableRandom random(int purpose, int x, int y) {
    long mixed = seed * 31 + purpose;
    mixed = mixed * 0x9E3779B97F4A7C15L + x;
    mixed = mixed * 0xBF58476D1CE4E5B9L + y;
    return new SplittableRandom(mixed);
  }

  private static Coordinate rounded(double x, double y) {
    return new Coordinate(Math.round(x * 100) / 100.0, Math.round(y * 100) / 100.0);
  }

  private static double between(SplittableRandom random, double from, double to) {
    return from + (to - from) * random.nextDouble();
  }

  private Coordinate corner(int x, int y, boolean old) {
    SplittableRandom random = random(CORNER, x, y);
    double east = EAST + STEP * x + between(random, -JITTER, JITTER);
    double north = NORTH + STEP * y + between(random, -JITTER, JITTER);
    if (old && random.nextInt(50) == 0) {
      // The boundary was measured anew since.
      east += between(random, -1, 1);
      north += between(random, -1, 1);
    }
    return rounded(east, north);
  }

  /// The wall from a corner to the next one, east or north, without its ends: one or two corners
  /// more that both neighbours have.
  private List<Coordinate> wall(int x, int y, boolean eastward, boolean old) {
    Coordinate from = corner(x, y, old);
    Coordinate to = eastward ? corner(x + 1, y, old) : corner(x, y + 1, old);
    SplittableRandom random = random(eastward ? WALL_EAST : WALL_NORTH, x, y);
    List<Coordinate> between = new ArrayList<>();
    int corners = 1 + random.nextInt(2);
    for (int i = 1; i <= corners; i++) {
      double part = i / (corners + 1.0);
      between.add(
          rounded(
              from.x + part * (to.x - from.x) + between(random, -0.5, 0.5),
              from.y + part * (to.y - from.y) + between(random, -0.5, 0.5)));
    }
    return between;
  }

  private Polygon parcel(int x, int y, int width, boolean old) {
    List<Coordinate> ring = new ArrayList<>();
    for (int i = 0; i < width; i++) {
      ring.add(corner(x + i, y, old));
      ring.addAll(wall(x + i, y, true, old));
    }
    ring.add(corner(x + width, y, old));
    ring.addAll(wall(x + width, y, false, old));
    for (int i = width; i > 0; i--) {
      ring.add(corner(x + i, y + 1, old));
      ring.addAll(wall(x + i - 1, y + 1, true, old).reversed());
    }
    ring.add(corner(x, y + 1, old));
    ring.addAll(wall(x, y, false, old).reversed());
    ring.add(ring.getFirst());
    return FACTORY.createPolygon(ring.toArray(Coordinate[]::new));
  }

  /// The parcels of today.
  public List<Geometry> parcels() {
    List<Geometry> parcels = new ArrayList<>(side * side);
    for (int y = 0; y < side; y++) {
      for (int x = 0; x < side; x++) {
        parcels.add(parcel(x, y, 1, false));
      }
    }
    return parcels;
  }

  /// The parcels of some years ago: one in ten was two of today's, some walls were measured anew.
  public List<Geometry> oldParcels() {
    List<Geometry> parcels = new ArrayList<>(side * side);
    for (int y = 0; y < side; y++) {
      for (int x = 0; x < side; x++) {
        boolean two = x + 1 < side && random(OLD_PARCEL, x, y).nextInt(10) == 0;
        parcels.add(parcel(x, y, two ? 2 : 1, true));
        if (two) {
          x++;
        }
      }
    }
    return parcels;
  }

  /// The buildings of today, one a parcel.
  public List<Geometry> buildings() {
    List<Geometry> buildings = new ArrayList<>(side * side);
    for (int y = 0; y < side; y++) {
      for (int x = 0; x < side; x++) {
        buildings.add(building(x, y, 0, 0, 0));
      }
    }
    return buildings;
  }

  /// The buildings of some years ago, some of today's: as they are, or drawn anew up to a metre
  /// off, or turned a little.
  ///
  /// @param ofHundred how many of a hundred
  public List<Geometry> oldBuildings(int ofHundred) {
    List<Geometry> buildings = new ArrayList<>(side * side);
    for (int y = 0; y < side; y++) {
      for (int x = 0; x < side; x++) {
        SplittableRandom random = random(OLD_BUILDING, x, y);
        if (random.nextInt(100) < ofHundred) {
          boolean same = random.nextInt(3) == 0;
          buildings.add(
              same
                  ? building(x, y, 0, 0, 0)
                  : building(
                      x,
                      y,
                      between(random, -1, 1),
                      between(random, -1, 1),
                      between(random, -0.03, 0.03)));
        }
      }
    }
    return buildings;
  }

  /// A rectangle, an L or a T, some of them with a courtyard; two in five have a wall in common
  /// with the eastern neighbour.
  private Polygon building(int x, int y, double moveX, double moveY, double turn) {
    boolean joined = random(BUILDING, x - 1, y).nextInt(5) < 2;
    SplittableRandom random = random(BUILDING, x, y);
    boolean joins = random.nextInt(5) < 2;
    double east = EAST + STEP * (x + 0.5);
    double north = NORTH + STEP * (y + 0.5);
    double half = between(random, 5, 9);
    double depth = between(random, 4, 7);
    double right = joins ? STEP / 2 : half;
    double left = joined ? -STEP / 2 : -half;
    double[] ring =
        switch (random.nextInt(4)) {
          case 0 -> new double[] {left, -depth, right, -depth, right, depth, left, depth};
          case 1 ->
              new double[] {left, -depth, right, -depth, right, depth, 0, depth, 0, 2, left, 2};
          case 2 ->
              new double[] {
                left, -depth, right, -depth, right, 3, 3, 3, 3, depth + 2, -3, depth + 2, -3, 3,
                left, 3
              };
          default ->
              new double[] {
                left,
                -depth,
                -1,
                -depth,
                -1,
                -depth - 1.5,
                1,
                -depth - 1.5,
                1,
                -depth,
                right,
                -depth,
                right,
                depth,
                left,
                depth
              };
        };
    double angle = turn + 0.2 * Math.sin(y * 0.01);
    double[] yard = random.nextInt(20) == 0 ? new double[] {-1, -1, -1, 1, 1, 1, 1, -1} : null;
    return FACTORY.createPolygon(
        FACTORY.createLinearRing(placed(ring, east + moveX, north + moveY, angle)),
        yard == null
            ? null
            : new org.locationtech.jts.geom.LinearRing[] {
              FACTORY.createLinearRing(placed(yard, east + moveX, north + moveY, angle))
            });
  }

  private static Coordinate[] placed(double[] ring, double east, double north, double angle) {
    int corners = ring.length / 2;
    Coordinate[] placed = new Coordinate[corners + 1];
    for (int i = 0; i < corners; i++) {
      double x = ring[2 * i];
      double y = ring[2 * i + 1];
      placed[i] =
          rounded(
              east + x * Math.cos(angle) - y * Math.sin(angle),
              north + x * Math.sin(angle) + y * Math.cos(angle));
    }
    placed[corners] = placed[0];
    return placed;
  }

  /// Areas around a point with borders that wind.
  ///
  /// @param count how many at 351 parcels a side; more in a larger town
  /// @param corners of each
  public List<Geometry> zones(int count, int corners) {
    List<Geometry> zones = new ArrayList<>();
    int scaled = Math.max(1, (int) Math.round(count * (side / 351.0) * (side / 351.0)));
    for (int i = 0; i < scaled; i++) {
      SplittableRandom random = random(ZONE, i, 0);
      double east = EAST + between(random, 0, STEP * side);
      double north = NORTH + between(random, 0, STEP * side);
      double radius = between(random, 110, 240);
      double[] waves = new double[12];
      for (int wave = 0; wave < waves.length; wave++) {
        waves[wave] = between(random, 0, 2 * Math.PI);
      }
      Coordinate[] ring = new Coordinate[corners + 1];
      for (int corner = 0; corner < corners; corner++) {
        double angle = 2 * Math.PI * corner / corners;
        double winding = 1;
        for (int wave = 0; wave < waves.length; wave++) {
          winding += 0.5 / (wave + 2) * Math.sin((3 * wave + 2) * angle + waves[wave]);
        }
        double distance = radius * winding + between(random, -0.2, 0.2);
        ring[corner] =
            rounded(east + distance * Math.cos(angle), north + distance * Math.sin(angle));
      }
      ring[corners] = ring[0];
      zones.add(FACTORY.createPolygon(ring));
    }
    return zones;
  }
}
