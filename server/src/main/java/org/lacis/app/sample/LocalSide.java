package org.lacis.app.sample;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import org.lacis.app.sample.LocalBuilding.Fate;
import org.locationtech.jts.geom.Coordinate;
import org.locationtech.jts.geom.Polygon;

/// Draws the buildings of a block a second time, as another surveyor would: with noise, and some
/// displaced, split, merged, gone or new. The rates below are those the gold answer tells.
final class LocalSide {
  private static final double MERGED = 0.03;
  private static final double SPLIT = 0.06;
  private static final double REMOVED = 0.03;
  private static final double SHIFTED = 0.05;
  private static final double ADDED = 0.4;
  private static final double WRONG_HEIGHT = 0.02;

  private final FloodZones zones;
  private final SplitRandom chance;
  private final Map<Long, Integer> onLot = new HashMap<>();
  private final List<LocalBuilding> drawn = new ArrayList<>();
  private long removed;

  private LocalSide(FloodZones zones, SplitRandom chance) {
    this.zones = zones;
    this.chance = chance;
  }

  /// What the local side has of a block.
  ///
  /// @param buildings in the order of the lots; those without a counterpart were removed
  /// @param removed how many buildings of the national side have no counterpart
  record Drawing(List<LocalBuilding> buildings, long removed) {
    Drawing {
      buildings = List.copyOf(buildings);
    }
  }

  static Drawing draw(Town town, FloodZones zones, Block block) {
    LocalSide side = new LocalSide(zones, SplitRandom.of(town.seed(), 5, block.number()));
    side.draw(block);
    return new Drawing(side.drawn, side.removed);
  }

  private void draw(Block block) {
    List<TrueBuilding> buildings = block.buildings();
    for (int i = 0; i < buildings.size(); i++) {
      TrueBuilding building = buildings.get(i);
      if (i + 1 < buildings.size()
          && neighbours(building, buildings.get(i + 1))
          && chance.chance(MERGED)) {
        merge(building, buildings.get(i + 1));
        i++;
      } else {
        alone(building);
      }
    }
    block.vacant().stream().filter(_ -> chance.chance(ADDED)).forEach(this::add);
  }

  private static boolean neighbours(TrueBuilding one, TrueBuilding other) {
    return one.attached()
        && other.attached()
        && one.lot().facesNorth() == other.lot().facesNorth()
        && one.lot().serial() + 1 == other.lot().serial();
  }

  private void alone(TrueBuilding building) {
    double draw = chance.nextDouble();
    if (draw < SPLIT && splittable(building)) {
      split(building);
    } else if (draw >= SPLIT && draw < SPLIT + REMOVED) {
      removed++;
    } else if (draw >= SPLIT && draw < SPLIT + REMOVED + SHIFTED) {
      record(building, Fate.SHIFTED, again(() -> moved(building.plan(), chance.between(0.8, 1.4))));
    } else {
      record(building, Fate.SAME, again(() -> moved(building.plan(), chance.between(0, 0.2))));
    }
  }

  private void record(TrueBuilding building, Fate fate, Polygon plan) {
    int people = building.use().dwelling() ? people(building.dwellings()) : 0;
    add(building.lot(), plan, building, building.gabled(), people, fate, List.of(building));
  }

  private void merge(TrueBuilding one, TrueBuilding other) {
    Polygon both = (Polygon) one.plan().union(other.plan());
    both.normalize();
    Polygon counterclockwise = both.reverse();
    int people = people(one.dwellings() + other.dwellings());
    Polygon plan = again(() -> moved(counterclockwise, chance.between(0, 0.2)));
    TrueBuilding higher = one.wall() > other.wall() ? one : other;
    add(one.lot(), plan, higher, false, people, Fate.MERGED, List.of(one, other));
  }

  private static boolean splittable(TrueBuilding building) {
    return building.plan().getNumPoints() == 5
        && building.plan().getNumInteriorRing() == 0
        && building.plan().getArea() > 90;
  }

  private void split(TrueBuilding building) {
    int parts = building.plan().getArea() > 250 && chance.chance(0.4) ? 3 : 2;
    int people = building.use().dwelling() ? people(building.dwellings()) : 0;
    Coordinate[] ring = building.plan().getExteriorRing().getCoordinates();
    int first = ring[0].distance(ring[1]) >= ring[1].distance(ring[2]) ? 0 : 1;
    double from = 0;
    for (int i = 0; i < parts; i++) {
      double to = i == parts - 1 ? 1 : (i + 1 + chance.between(-0.15, 0.15)) / parts;
      Polygon part = slice(ring, first, from, to);
      Polygon plan = again(() -> moved(part, chance.between(0, 0.15)));
      int share = people / parts + (i < people % parts ? 1 : 0);
      add(building.lot(), plan, building, false, share, Fate.SPLIT, List.of(building));
      from = to;
    }
  }

  // The part of a rectangle between two fractions of its longer side.
  private static Polygon slice(Coordinate[] ring, int first, double from, double to) {
    Coordinate a = ring[first];
    Coordinate b = ring[first + 1];
    Coordinate c = ring[(first + 2) % 4];
    Coordinate d = ring[(first + 3) % 4];
    Coordinate start = along(a, b, from);
    return Town.SHAPES.createPolygon(
        new Coordinate[] {
          start, along(a, b, to), along(d, c, to), along(d, c, from), start.copy()
        });
  }

  private static Coordinate along(Coordinate from, Coordinate to, double fraction) {
    return new Coordinate(from.x + (to.x - from.x) * fraction, from.y + (to.y - from.y) * fraction);
  }

  private void add(Lot lot) {
    Polygon plan = again(() -> Builder.housePlan(lot, chance));
    int storeys = 1 + chance.nextInt(2);
    TrueBuilding house =
        new TrueBuilding(
            -1, lot, plan, Use.HOUSE, storeys * 2.9 + 0.4, true, storeys, 1, 2023, false);
    add(lot, plan, house, true, people(1), Fate.ADDED, List.of());
  }

  private void add(
      Lot lot,
      Polygon plan,
      TrueBuilding like,
      boolean gabled,
      int people,
      Fate fate,
      List<TrueBuilding> origins) {
    int number = onLot.merge(lot.serial(), 1, Integer::sum);
    String id = "BU_" + Town.INSEE + lot.key() + (number == 1 ? "" : "_" + number);
    double wall = like.wall() + chance.between(-0.3, 0.3);
    if (chance.chance(WRONG_HEIGHT)) {
      wall += chance.between(3, 8);
    }
    double rise = gabled && plan.getNumPoints() == 5 ? Math.min(4, 0.3 * span(plan)) : 0;
    int households = (int) Math.ceil(people / 2.2);
    drawn.add(
        new LocalBuilding(
            id, lot, plan, like.use(), wall, rise, like.year(), people, households, fate, origins));
  }

  private static double span(Polygon quad) {
    Coordinate[] ring = quad.getExteriorRing().getCoordinates();
    return Math.min(ring[0].distance(ring[1]), ring[1].distance(ring[2]));
  }

  private int people(int dwellings) {
    int people = 0;
    for (int i = 0; i < dwellings; i++) {
      people += chance.nextInt(5);
    }
    return people;
  }

  // Draws until no flood zone is met by less than rounding could undo.
  private Polygon again(Supplier<Polygon> drawing) {
    for (int i = 0; i < 100; i++) {
      Polygon plan = drawing.get();
      if (zones.clear(plan)) {
        return plan;
      }
    }
    throw new IllegalStateException("no drawing is clear of the edges of the flood zones");
  }

  // Displaced as a whole, and each corner by up to 0.1 m more.
  private Polygon moved(Polygon plan, double distance) {
    double direction = chance.between(0, 2 * Math.PI);
    double du = distance * StrictMath.cos(direction);
    double dv = distance * StrictMath.sin(direction);
    var shell = moved(plan.getExteriorRing().getCoordinates(), du, dv);
    var holes = new org.locationtech.jts.geom.LinearRing[plan.getNumInteriorRing()];
    for (int i = 0; i < holes.length; i++) {
      holes[i] =
          Town.SHAPES.createLinearRing(moved(plan.getInteriorRingN(i).getCoordinates(), du, dv));
    }
    return Town.SHAPES.createPolygon(Town.SHAPES.createLinearRing(shell), holes);
  }

  private Coordinate[] moved(Coordinate[] ring, double du, double dv) {
    Coordinate[] moved = new Coordinate[ring.length];
    for (int i = 0; i < ring.length - 1; i++) {
      moved[i] =
          new Coordinate(
              ring[i].x + du + chance.between(-0.07, 0.07),
              ring[i].y + dv + chance.between(-0.07, 0.07));
    }
    moved[ring.length - 1] = moved[0].copy();
    return moved;
  }
}
