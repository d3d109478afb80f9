package org.lacis.geometry;

import java.util.Optional;
import org.locationtech.jts.geom.Coordinate;
import org.locationtech.jts.geom.CoordinateSequence;
import org.locationtech.jts.geom.CoordinateSequenceFilter;
import org.locationtech.jts.geom.Envelope;
import org.locationtech.jts.geom.impl.CoordinateArraySequence;

/// Envelopes in longitude and latitude that contain a shape for sure.
///
/// An edge that is straight in one system is curved in another. Two shapes are compared in the
/// system of one of them, so the envelope must hold the edges in whichever system that is. The
/// bulge of an edge of length d on a sphere of radius R is about d²/8R; twice that is the margin.
final class Bounds {
  private static final int STEPS = 8;

  /// A box whose sides are shorter, in radians, bends as a parabola does: a bend that is measured
  /// with two steps a side is four times what the border can bulge between the samples.
  private static final double SMALL = 0.002;

  private static final int SMALL_STEPS = 2;
  private static final double EARTH_RADIUS = 6_371_000;

  /// A millimetre, in degrees of latitude: what rounding in the projections can cost at most.
  private static final double ROUNDING = 1e-8;

  private Bounds() {}

  /// Where the patch of a cell comes from.
  @FunctionalInterface
  interface Patches {
    Optional<Patch> patch(Crs crs, long cellX, long cellY);
  }

  static Envelope lonLat(GeometryValue value) {
    return lonLat(value, Bounds::patch);
  }

  static Optional<Patch> patch(Crs crs, long cellX, long cellY) {
    return Patch.of(cellX, cellY, Projections.filter(crs, Crs.CRS84));
  }

  static Envelope lonLat(GeometryValue value, Patches patches) {
    Envelope plane = value.shape().getEnvelopeInternal();
    if (plane.isNull()) {
      return new Envelope();
    }
    LongestEdge longest = new LongestEdge();
    value.shape().apply(longest);
    double edge = Math.sqrt(longest.square);
    Envelope degrees;
    double radians;
    if (Projections.samePlane(value.crs(), Crs.CRS84)) {
      degrees = new Envelope(plane);
      radians = Math.toRadians(edge);
    } else {
      degrees = image(plane, value.crs(), patches);
      radians = value.crs().geographic() ? Math.toRadians(edge) : edge / EARTH_RADIUS;
    }
    degrees.expandBy(Math.toDegrees(radians * radians / 4) + ROUNDING);
    return degrees;
  }

  private static Envelope image(Envelope plane, Crs crs, Patches patches) {
    double longest = Math.max(plane.getWidth(), plane.getHeight());
    // A point costs least when it is transformed itself.
    if (longest > 0 && longest <= Patch.CELL && !crs.geographic()) {
      Optional<Patch> patch =
          patches.patch(
              crs,
              Patch.cell((plane.getMinX() + plane.getMaxX()) / 2),
              Patch.cell((plane.getMinY() + plane.getMaxY()) / 2));
      if (patch.isPresent()) {
        return patch.orElseThrow().image(plane);
      }
    }
    return sampled(plane, crs, longest);
  }

  /// The image of a rectangle: its border, densified, plus what may bulge between the samples.
  private static Envelope sampled(Envelope plane, Crs crs, double longest) {
    double radians = crs.geographic() ? Math.toRadians(longest) : longest / EARTH_RADIUS;
    int steps = longest == 0 ? 0 : radians < SMALL ? SMALL_STEPS : STEPS;
    CoordinateSequence border = border(plane, steps);
    CoordinateSequenceFilter filter = Projections.filter(crs, Crs.CRS84);
    Envelope degrees = new Envelope();
    for (int i = 0; i < border.size(); i++) {
      filter.filter(border, i);
      degrees.expandToInclude(border.getX(i), border.getY(i));
    }
    double bulge = 0;
    for (int i = 1; i < border.size() - 1; i++) {
      // At a corner this takes the angle for a bulge; it only makes the margin of a small box
      // larger than need be, so corners are left out.
      if (i % steps != 0) {
        bulge = Math.max(bulge, bend(border, i));
      }
    }
    degrees.expandBy(bulge);
    return degrees;
  }

  private static double bend(CoordinateSequence line, int i) {
    double x = line.getX(i - 1) - 2 * line.getX(i) + line.getX(i + 1);
    double y = line.getY(i - 1) - 2 * line.getY(i) + line.getY(i + 1);
    return Math.max(Math.abs(x), Math.abs(y));
  }

  /// @param steps samples a side; 0 for the box of a point
  private static CoordinateSequence border(Envelope box, int steps) {
    Coordinate[] points = new Coordinate[4 * steps + 1];
    for (int i = 0; i < steps; i++) {
      double part = (double) i / steps;
      double right = box.getMinX() + part * box.getWidth();
      double up = box.getMinY() + part * box.getHeight();
      points[i] = new Coordinate(right, box.getMinY());
      points[steps + i] = new Coordinate(box.getMaxX(), up);
      points[2 * steps + i] = new Coordinate(box.getMaxX() - part * box.getWidth(), box.getMaxY());
      points[3 * steps + i] = new Coordinate(box.getMinX(), box.getMaxY() - part * box.getHeight());
    }
    points[4 * steps] = new Coordinate(box.getMinX(), box.getMinY());
    return new CoordinateArraySequence(points);
  }

  private static final class LongestEdge implements CoordinateSequenceFilter {
    private double square;

    @Override
    public void filter(CoordinateSequence sequence, int i) {
      if (i > 0) {
        double x = sequence.getX(i) - sequence.getX(i - 1);
        double y = sequence.getY(i) - sequence.getY(i - 1);
        square = Math.max(square, x * x + y * y);
      }
    }

    @Override
    public boolean isDone() {
      return false;
    }

    @Override
    public boolean isGeometryChanged() {
      return false;
    }
  }
}
