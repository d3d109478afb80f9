package org.lacis.bench.geo;

import it.unimi.dsi.fastutil.longs.LongOpenHashSet;
import java.util.function.Consumer;
import org.locationtech.jts.geom.Coordinate;
import org.locationtech.jts.geom.GeometryFactory;
import org.locationtech.jts.geom.Polygon;

/// One village a commune, of very different sizes, and one city: houses on the lots of a street
/// grid of its own direction, dense in the middle.
final class Settlements {
  /// Side of a lot, metres.
  private static final double LOT = 38;

  private static final GeometryFactory GEOMETRIES = new GeometryFactory();

  private final long seed;
  private final Communes communes;
  private final int city;
  private final int[] sizes;

  /// @param buildings altogether
  /// @param inCity how many of them stand in the city
  Settlements(long seed, Communes communes, int buildings, int inCity) {
    this.seed = seed;
    this.communes = communes;
    this.city =
        Math.min(communes.count() - 1, 3 * communes.width() + Math.min(3, communes.width() - 1));
    this.sizes = sizes(buildings, inCity);
  }

  // Log-normal, as sizes of villages are; the rounding errors are carried on so that the sum is
  // exact.
  private int[] sizes(int buildings, int inCity) {
    double[] weights = new double[communes.count()];
    double sum = 0;
    for (int i = 0; i < weights.length; i++) {
      weights[i] = i == city ? 0 : Math.exp(1.4 * dice(21, i).gaussian());
      sum += weights[i];
    }
    int[] counts = new int[weights.length];
    double wanted = 0;
    int given = 0;
    for (int i = 0; i < weights.length; i++) {
      wanted += (buildings - inCity) * weights[i] / sum;
      counts[i] = (int) Math.round(wanted) - given;
      given += counts[i];
    }
    counts[city] = inCity;
    return counts;
  }

  private Dice dice(int purpose, int commune) {
    return Dice.of(seed, purpose, communes.column(commune), communes.row(commune));
  }

  Coordinate cityCentre() {
    return centre(city);
  }

  /// Middle of the settlement of a commune.
  Coordinate centre(int commune) {
    Dice dice = dice(22, commune);
    Coordinate middle = communes.middle(commune);
    double reach = Communes.SIDE / 5;
    return new Coordinate(
        middle.x + dice.between(-reach, reach), middle.y + dice.between(-reach, reach));
  }

  /// How far the houses of a settlement spread, metres (standard deviation on either axis).
  double spread(int commune) {
    return Math.sqrt(sizes[commune] * LOT * LOT / (2 * Math.PI * 0.9)) + LOT;
  }

  /// Tells the outline of each building, settlement by settlement.
  void outlines(Consumer<Polygon> outline) {
    for (int commune = 0; commune < sizes.length; commune++) {
      outlines(commune, outline);
    }
  }

  private void outlines(int commune, Consumer<Polygon> outline) {
    Dice dice = dice(23, commune);
    Coordinate centre = centre(commune);
    double spread = spread(commune);
    double direction = dice.between(0, Math.PI / 2);
    LongOpenHashSet taken = new LongOpenHashSet();
    for (int built = 0; built < sizes[commune]; ) {
      long column = Math.round(spread * dice.gaussian() / LOT);
      long row = Math.round(spread * dice.gaussian() / LOT);
      if (taken.add((column << 32) ^ (row & 0xFFFFFFFFL))) {
        outline.accept(house(dice, centre, direction, column * LOT, row * LOT));
        built++;
      }
    }
  }

  private static Polygon house(
      Dice dice, Coordinate centre, double direction, double east, double north) {
    double[] form = form(dice);
    double turned = direction + 0.05 * dice.gaussian();
    double x = east + dice.between(-6, 6);
    double y = north + dice.between(-6, 6);
    double middleX = centre.x + x * Math.cos(direction) - y * Math.sin(direction);
    double middleY = centre.y + x * Math.sin(direction) + y * Math.cos(direction);
    Coordinate[] ring = new Coordinate[form.length / 2 + 1];
    for (int i = 0; i < ring.length - 1; i++) {
      double a = form[2 * i];
      double b = form[2 * i + 1];
      ring[i] =
          Dice.rounded(
              middleX + a * Math.cos(turned) - b * Math.sin(turned),
              middleY + a * Math.sin(turned) + b * Math.cos(turned));
    }
    ring[ring.length - 1] = ring[0].copy();
    return GEOMETRIES.createPolygon(ring);
  }

  /// A rectangle, an L or a U around the origin: x, y, x, y…
  private static double[] form(Dice dice) {
    double w = dice.between(4, 11);
    double d = dice.between(3.5, 8);
    double n = dice.between(0.3, 0.7);
    return switch (dice.below(10)) {
      case 0, 1, 2, 3 ->
          new double[] {-w, -d, w, -d, w, d, w - 2 * w * n, d, w - 2 * w * n, 0, -w, 0};
      case 4 ->
          new double[] {
            -w, -d, w, -d, w, d, w / 2, d, w / 2, -d / 3, -w / 2, -d / 3, -w / 2, d, -w, d
          };
      default -> new double[] {-w, -d, w, -d, w, d, -w, d};
    };
  }
}
