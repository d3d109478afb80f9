package org.lacis.bench.geo;

import java.util.ArrayList;
import java.util.List;
import org.locationtech.jts.geom.Coordinate;
import org.locationtech.jts.geom.GeometryFactory;
import org.locationtech.jts.geom.Polygon;

/// A plane full of communes: cells of a grid, about four kilometres wide, with displaced corners
/// and wiggly borders of 25 pieces. Neighbours have the very points of their border in common.
///
/// @param count how many
/// @param width cells in a row
record Communes(long seed, int count, int width) {
  static final double SIDE = 4_000;

  /// South-western corner in Lambert-93.
  private static final double WEST = 300_000;

  private static final double SOUTH = 6_200_000;
  private static final int PIECES = 25;
  private static final GeometryFactory GEOMETRIES = new GeometryFactory();

  static Communes of(long seed, int count) {
    return new Communes(seed, count, Math.max(1, (int) Math.sqrt(count)));
  }

  int column(int commune) {
    return commune % width;
  }

  int row(int commune) {
    return commune / width;
  }

  /// The middle of the cell.
  Coordinate middle(int commune) {
    return new Coordinate(
        WEST + (column(commune) + 0.5) * SIDE, SOUTH + (row(commune) + 0.5) * SIDE);
  }

  Polygon outline(int commune) {
    int x = column(commune);
    int y = row(commune);
    List<Coordinate> ring = new ArrayList<>(4 * PIECES + 1);
    ring.addAll(eastwards(x, y).subList(0, PIECES));
    ring.addAll(northwards(x + 1, y).subList(0, PIECES));
    ring.addAll(eastwards(x, y + 1).reversed().subList(0, PIECES));
    ring.addAll(northwards(x, y).reversed());
    return GEOMETRIES.createPolygon(ring.toArray(Coordinate[]::new));
  }

  private List<Coordinate> eastwards(int x, int y) {
    return border(corner(x, y), corner(x + 1, y), Dice.of(seed, 11, x, y));
  }

  private List<Coordinate> northwards(int x, int y) {
    return border(corner(x, y), corner(x, y + 1), Dice.of(seed, 12, x, y));
  }

  private Coordinate corner(int x, int y) {
    Dice dice = Dice.of(seed, 13, x, y);
    return new Coordinate(
        WEST + (x + dice.between(-0.15, 0.15)) * SIDE,
        SOUTH + (y + dice.between(-0.15, 0.15)) * SIDE);
  }

  /// Waves that die out at both ends, where other borders begin.
  private static List<Coordinate> border(Coordinate from, Coordinate to, Dice dice) {
    double[] waves = new double[6];
    for (int wave = 0; wave < waves.length; wave++) {
      waves[wave] = dice.gaussian() * 0.06 / (wave + 1);
    }
    List<Coordinate> points = new ArrayList<>(PIECES + 1);
    for (int i = 0; i <= PIECES; i++) {
      double along = (double) i / PIECES;
      double aside = 0;
      for (int wave = 0; wave < waves.length; wave++) {
        aside += waves[wave] * Math.sin(Math.PI * (wave + 1) * along);
      }
      points.add(
          Dice.rounded(
              from.x + along * (to.x - from.x) - aside * (to.y - from.y),
              from.y + along * (to.y - from.y) + aside * (to.x - from.x)));
    }
    return points;
  }
}
