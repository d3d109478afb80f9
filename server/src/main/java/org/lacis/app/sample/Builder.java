package org.lacis.app.sample;

import java.util.ArrayList;
import java.util.List;
import org.locationtech.jts.geom.LinearRing;
import org.locationtech.jts.geom.Polygon;

/// Builds one block: divides it into lots and puts on them what its quarter is like.
final class Builder {
  private static final double VACANT = 0.07;

  /// How the lots of a block are cut and used.
  private enum Fabric {
    TERRACES(11),
    HOUSES(19),
    FLATS(40),
    COURTS(36),
    WORKS(50),
    PUBLIC(80);

    private final double frontage;

    Fabric(double frontage) {
      this.frontage = frontage;
    }
  }

  private final Town town;
  private final Parcels parcels;
  private final SplitRandom chance;
  private final List<Lot> lots = new ArrayList<>();
  private final List<TrueBuilding> buildings = new ArrayList<>();
  private final List<Lot> vacant = new ArrayList<>();

  private Builder(Town town, Parcels parcels, SplitRandom chance) {
    this.town = town;
    this.parcels = parcels;
    this.chance = chance;
  }

  /// @param v where the row of blocks begins
  static Block build(Town town, Parcels parcels, int column, int row, double v) {
    long number = (long) row * town.columns() + column;
    Builder builder = new Builder(town, parcels, SplitRandom.of(town.seed(), 4, column, row));
    builder.divide(column, row, v);
    return new Block(number, builder.lots, builder.buildings, builder.vacant);
  }

  private void divide(int column, int row, double v) {
    double u = town.west(column);
    double width = town.width(column);
    double depth = town.rowDepth(row) / 2;
    Fabric fabric = fabric(town.remoteness(u + width / 2, v + depth));
    line(fabric, u, v, width, depth, false, row);
    line(fabric, u, v + depth, width, depth, true, row + 1);
  }

  private Fabric fabric(double remoteness) {
    double draw = chance.nextDouble();
    if (remoteness < 0.3) {
      return choose(draw, 0.68, 0, 0.1, 0.15, 0);
    }
    return remoteness < 0.65
        ? choose(draw, 0.3, 0.32, 0.22, 0.06, 0.04)
        : choose(draw, 0.05, 0.66, 0.1, 0, 0.11);
  }

  private static Fabric choose(
      double draw, double terraces, double houses, double flats, double courts, double works) {
    double[] shares = {terraces, houses, flats, courts, works};
    double sum = 0;
    for (int i = 0; i < shares.length; i++) {
      sum += shares[i];
      if (draw < sum) {
        return Fabric.values()[i];
      }
    }
    return Fabric.PUBLIC;
  }

  private void line(
      Fabric fabric, double u, double v, double width, double depth, boolean north, int street) {
    int count = Math.max(1, (int) Math.round(width / fabric.frontage));
    double from = 0;
    for (int i = 0; i < count; i++) {
      double jitter = i == count - 1 ? 0 : chance.between(-0.12, 0.12);
      double to = i == count - 1 ? width : Town.exact(width * (i + 1 + jitter) / count);
      long serial = parcels.next();
      Lot lot = new Lot(serial, parcels.key(serial), u + from, v, to - from, depth, north, street);
      lots.add(lot);
      from = to;
      if (!flooded(lot)) {
        use(fabric, lot);
      }
    }
  }

  // Nothing stands in the bed of the river.
  private boolean flooded(Lot lot) {
    for (int i = 0; i <= 2; i++) {
      double middle = town.riverAt(lot.u() + lot.frontage() * i / 2);
      if (lot.v() < middle + Town.BED && lot.v() + lot.depth() > middle - Town.BED) {
        return true;
      }
    }
    return false;
  }

  private void use(Fabric fabric, Lot lot) {
    if (fabric != Fabric.PUBLIC && chance.chance(VACANT)) {
      vacant.add(lot);
      return;
    }
    switch (fabric) {
      case TERRACES -> terrace(lot);
      case HOUSES -> house(lot);
      case FLATS -> flats(lot);
      case COURTS -> court(lot);
      case WORKS -> works(lot);
      case PUBLIC -> school(lot);
    }
  }

  private void terrace(Lot lot) {
    double back = chance.between(9, 13);
    int storeys = 2 + chance.nextInt(4);
    Use use = chance.chance(0.08) ? Use.SHOP : Use.TERRACE;
    if (chance.chance(0.15)) {
      double wing = lot.frontage() * 0.45;
      double end = back + chance.between(4, 7);
      Polygon plan =
          lot.polygon(0, 0, lot.frontage(), 0, lot.frontage(), back, wing, back, wing, end, 0, end);
      add(lot, plan, use, storeys, false, storeys, false);
    } else {
      Polygon plan = lot.rectangle(0, 0, lot.frontage(), back);
      add(lot, plan, use, storeys, true, storeys, true);
    }
  }

  private void house(Lot lot) {
    add(lot, housePlan(lot, chance), Use.HOUSE, 1 + chance.nextInt(2), true, 1, false);
    if (chance.chance(0.35)) {
      double width = chance.between(4, 6);
      double aside = chance.chance(0.5) ? 1 : lot.frontage() - width - 1;
      double front = lot.depth() - 9;
      double length = chance.between(5, 7);
      Polygon plan = lot.rectangle(aside, front, aside + width, front + length);
      add(lot, plan, Use.ANNEX, 1, false, 0, false);
    }
  }

  /// Where a detached house stands on its lot.
  static Polygon housePlan(Lot lot, SplitRandom chance) {
    double width = Math.min(lot.frontage() - 2, chance.between(8, 11.5));
    double depth = chance.between(8, 11);
    double aside = 1 + (lot.frontage() - 2 - width) * chance.nextDouble();
    double front = chance.between(3, 6);
    return lot.rectangle(aside, front, aside + width, front + depth);
  }

  private void flats(Lot lot) {
    int storeys = 4 + chance.nextInt(6);
    double left = 4;
    double right = lot.frontage() - 4;
    Polygon plan =
        chance.chance(0.4)
            ? lot.polygon(left, 4, right, 4, right, 16, left + 12, 16, left + 12, 25, left, 25)
            : lot.rectangle(left, 5, right, 17);
    int dwellings = (int) Math.max(4, Math.round(plan.getArea() * storeys / 85));
    add(lot, plan, Use.FLATS, storeys, false, dwellings, false);
  }

  private void court(Lot lot) {
    double end = lot.depth() - 1;
    Polygon outer = lot.rectangle(0, 0, lot.frontage(), end);
    LinearRing yard =
        Town.SHAPES.createLinearRing(
            lot.ring(9, 9, 9, end - 8, lot.frontage() - 9, end - 8, lot.frontage() - 9, 9));
    Polygon plan = Town.SHAPES.createPolygon(outer.getExteriorRing(), new LinearRing[] {yard});
    int storeys = 3 + chance.nextInt(3);
    int dwellings = (int) Math.max(4, Math.round(plan.getArea() * storeys / 100));
    add(lot, plan, Use.COURT, storeys, false, dwellings, false);
  }

  private void works(Lot lot) {
    Polygon plan = lot.rectangle(4, chance.between(6, 9), lot.frontage() - 4, lot.depth() - 3);
    add(lot, plan, chance.chance(0.4) ? Use.SHOP : Use.WORKS, 2, false, 0, false);
  }

  private void school(Lot lot) {
    if (chance.chance(0.55)) {
      return;
    }
    double right = Math.min(lot.frontage() - 6, 6 + chance.between(28, 46));
    Polygon plan = lot.polygon(6, 5, right, 5, right, 17, 18, 17, 18, 26, 6, 26);
    add(lot, plan, Use.SCHOOL, 1 + chance.nextInt(3), false, 0, false);
  }

  private void add(
      Lot lot,
      Polygon plan,
      Use use,
      int storeys,
      boolean gabled,
      int dwellings,
      boolean attached) {
    double floor = use == Use.WORKS ? 4.2 : use == Use.ANNEX ? 2.6 : 2.9;
    double wall = storeys * floor + chance.between(0.2, 0.9);
    int year = 1850 + chance.nextInt(170);
    buildings.add(
        new TrueBuilding(-1, lot, plan, use, wall, gabled, storeys, dwellings, year, attached));
  }
}
