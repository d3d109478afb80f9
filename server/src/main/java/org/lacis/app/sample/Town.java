package org.lacis.app.sample;

import java.util.function.DoubleUnaryOperator;
import org.lacis.geometry.Crs;
import org.locationtech.jts.geom.Coordinate;
import org.locationtech.jts.geom.CoordinateSequence;
import org.locationtech.jts.geom.CoordinateSequenceFilter;
import org.locationtech.jts.geom.Geometry;
import org.locationtech.jts.geom.GeometryFactory;

/// The plan of the town: where streets, blocks and the river lie.
///
/// Everything is drawn on the town's own plane, u along its streets and v across them, in metres.
/// [#onGround] turns and moves that plane onto Lambert-93, so that distances and areas of the plan
/// are those of the files.
final class Town {
  static final String INSEE = "96001";
  static final String NAME = "Valmorine-sur-Ourbe";
  static final String DEPARTMENT = "96";
  static final String DEPARTMENT_NAME = "Haute-Ourbe";
  static final String RIVER = "l'Ourbe";
  static final String ORIGIN = "Lacis, données synthétiques";
  static final Crs LAMBERT_93 = Crs.ofEpsg(2154);
  static final Crs CC46 = Crs.ofEpsg(3946);
  static final GeometryFactory SHAPES = new GeometryFactory();

  /// Half the width of the river's bed; nothing is built there.
  static final double BED = 22;

  private static final double EAST = 812_000;
  private static final double NORTH = 6_546_000;
  private static final double COS = StrictMath.cos(StrictMath.toRadians(14));
  private static final double SIN = StrictMath.sin(StrictMath.toRadians(14));

  // Measured on large samples; only the shape of the town hangs on them, not its size.
  private static final double BUILDINGS_IN_BLOCK = 10.5;
  private static final double COLUMN_PITCH = 109;
  private static final double ROW_PITCH = 80;

  private final long seed;
  private final double[] west;
  private final double[] width;
  private final double expectedHeight;
  private final DoubleUnaryOperator river;

  Town(SampleSettings settings) {
    seed = settings.seed();
    double blocks = settings.buildings() / BUILDINGS_IN_BLOCK;
    int columns = (int) Math.max(4, Math.round(StrictMath.sqrt(blocks * ROW_PITCH / COLUMN_PITCH)));
    west = new double[columns];
    width = new double[columns];
    double u = 0;
    for (int c = 0; c < columns; c++) {
      SplitRandom chance = SplitRandom.of(seed, 1, c);
      u += street(c);
      west[c] = u;
      width[c] = exact(chance.between(70, 120));
      u += width[c];
    }
    expectedHeight = Math.ceil(blocks / columns) * ROW_PITCH;
    river = river();
  }

  private DoubleUnaryOperator river() {
    SplitRandom chance = SplitRandom.of(seed, 2);
    double turn = chance.between(0, 6);
    double bend = chance.between(0, 6);
    double wide = Math.min(160, expectedHeight * 0.08);
    double middle = expectedHeight * chance.between(0.45, 0.6);
    return u ->
        middle
            + wide * StrictMath.sin(u / 700 + turn)
            + wide * 0.3 * StrictMath.sin(u / 190 + bend);
  }

  long seed() {
    return seed;
  }

  int columns() {
    return west.length;
  }

  double west(int column) {
    return west[column];
  }

  double width(int column) {
    return width[column];
  }

  /// How far the town reaches along u.
  double length() {
    return west[west.length - 1] + width[width.length - 1];
  }

  /// How far the town is likely to reach along v; where it ends in truth shows when it is built.
  double expectedHeight() {
    return expectedHeight;
  }

  /// Depth of the n-th row of blocks.
  double rowDepth(int row) {
    return 2 * exact(SplitRandom.of(seed, 3, row).between(29, 38));
  }

  /// The nearest multiple of 2⁻¹⁰ m. Sums of these are exact, so that neighbours share their walls
  /// to the last bit.
  static double exact(double metres) {
    return Math.rint(metres * 1024) / 1024;
  }

  /// Width of the n-th street: every fifth is an avenue.
  static double street(int n) {
    return n % 5 == 4 ? 20 : 12;
  }

  /// Where the middle of the river runs.
  double riverAt(double u) {
    return river.applyAsDouble(u);
  }

  /// 0 in the middle of the town, 1 at its edge, more in its corners.
  double remoteness(double u, double v) {
    double du = (u - length() / 2) / (length() / 2);
    double dv = (v - expectedHeight / 2) / (expectedHeight / 2);
    return StrictMath.sqrt(du * du + dv * dv);
  }

  /// Altitude of the ground, metres: a valley that falls to the river.
  double ground(double u, double v) {
    double away = Math.abs(v - riverAt(u));
    return 182 + 0.002 * u + Math.min(90, 0.035 * away);
  }

  /// The same shape in Lambert-93, heights kept.
  static Geometry onGround(Geometry plan) {
    Geometry copy = plan.copy();
    copy.apply(new Turn());
    return copy;
  }

  static Coordinate onGround(double u, double v) {
    return new Coordinate(EAST + COS * u - SIN * v, NORTH + SIN * u + COS * v);
  }

  private static final class Turn implements CoordinateSequenceFilter {
    @Override
    public void filter(CoordinateSequence sequence, int i) {
      Coordinate turned = onGround(sequence.getX(i), sequence.getY(i));
      sequence.setOrdinate(i, CoordinateSequence.X, turned.x);
      sequence.setOrdinate(i, CoordinateSequence.Y, turned.y);
    }

    @Override
    public boolean isDone() {
      return false;
    }

    @Override
    public boolean isGeometryChanged() {
      return true;
    }
  }
}
