package org.lacis.geometry;

import java.util.Optional;
import org.locationtech.jts.geom.Coordinate;
import org.locationtech.jts.geom.CoordinateSequence;
import org.locationtech.jts.geom.CoordinateSequenceFilter;
import org.locationtech.jts.geom.Envelope;
import org.locationtech.jts.geom.impl.CoordinateArraySequence;

/// The way from a projected system to longitude and latitude around one point, as a polynomial of
/// second degree, with what it is wrong by at most. Immutable.
///
/// The plane is cut into cells of four kilometres; the patch of a cell is good for boxes of no more
/// than that whose centre lies in it. Where the third degree is worth more than the floats of an
/// index can tell, there is no patch.
final class Patch {
  /// Metres.
  static final double CELL = 4096;

  /// Degrees; a float holds a latitude of 45 to 4e-6.
  private static final double MOST_WRONG = 1e-6;

  /// Samples a side.
  private static final int SAMPLES = 3;

  private static final int AXES = 2;
  private static final int CENTRE = 4;

  private final double x;
  private final double y;

  /// For longitude and latitude each: constant, u, v, u², v², uv; u and v are 1 at the rim.
  private final double[][] terms = new double[AXES][];

  private double wrong;

  private Patch(double x, double y, CoordinateSequence images) {
    this.x = x;
    this.y = y;
    for (int axis = 0; axis < AXES; axis++) {
      double[] image = new double[SAMPLES * SAMPLES];
      for (int i = 0; i < image.length; i++) {
        image[i] = images.getOrdinate(i, axis);
      }
      terms[axis] = fit(image);
      for (int i = 0; i < image.length; i++) {
        double there = value(terms[axis], column(i), row(i));
        // Between the samples it is wrong by a little more than at them.
        wrong = Math.max(wrong, 4 * Math.abs(there - image[i]));
      }
    }
  }

  /// Where a sample lies: -1, 0 or 1 from west to east.
  private static int column(int sample) {
    return sample % SAMPLES - 1;
  }

  /// Likewise from south to north.
  private static int row(int sample) {
    return sample / SAMPLES - 1;
  }

  /// @param image row by row from the south, each from the west
  private static double[] fit(double[] image) {
    double centre = image[CENTRE];
    double west = image[CENTRE - 1];
    double east = image[CENTRE + 1];
    double south = image[CENTRE - SAMPLES];
    double north = image[CENTRE + SAMPLES];
    return new double[] {
      centre,
      (east - west) / 2,
      (north - south) / 2,
      (east + west) / 2 - centre,
      (north + south) / 2 - centre,
      (image[0] - image[2] - image[6] + image[8]) / 4
    };
  }

  private static double value(double[] terms, double u, double v) {
    return terms[0] + u * (terms[1] + u * terms[3] + v * terms[5]) + v * (terms[2] + v * terms[4]);
  }

  /// Which cell a coordinate lies in, along one axis.
  static long cell(double coordinate) {
    return (long) Math.floor(coordinate / CELL);
  }

  /// @param toLonLat changes coordinates of the system in place
  /// @return empty where the polynomial is not good enough
  static Optional<Patch> of(long cellX, long cellY, CoordinateSequenceFilter toLonLat) {
    double x = (cellX + 0.5) * CELL;
    double y = (cellY + 0.5) * CELL;
    CoordinateSequence images = new CoordinateArraySequence(SAMPLES * SAMPLES, AXES);
    try {
      for (int i = 0; i < images.size(); i++) {
        Coordinate at = images.getCoordinate(i);
        at.setX(x + column(i) * CELL);
        at.setY(y + row(i) * CELL);
        toLonLat.filter(images, i);
      }
    } catch (GeometryException _) {
      // Part of the cell lies outside of the system.
      return Optional.empty();
    }
    Patch patch = new Patch(x, y, images);
    return patch.wrong <= MOST_WRONG ? Optional.of(patch) : Optional.empty();
  }

  /// An envelope that holds the image of a box.
  Envelope image(Envelope plane) {
    double west = (plane.getMinX() - x) / CELL;
    double east = (plane.getMaxX() - x) / CELL;
    double south = (plane.getMinY() - y) / CELL;
    double north = (plane.getMaxY() - y) / CELL;
    double[] low = new double[AXES];
    double[] high = new double[AXES];
    for (int axis = 0; axis < AXES; axis++) {
      double[] of = terms[axis];
      double a = value(of, west, south);
      double b = value(of, west, north);
      double c = value(of, east, south);
      double d = value(of, east, north);
      // A polynomial leaves what its corners span by no more than its second differences allow.
      double bulge =
          (Math.abs(of[3]) * (east - west) * (east - west)
                  + Math.abs(of[4]) * (north - south) * (north - south))
              / 4;
      low[axis] = Math.min(Math.min(a, b), Math.min(c, d)) - bulge - wrong;
      high[axis] = Math.max(Math.max(a, b), Math.max(c, d)) + bulge + wrong;
    }
    return new Envelope(low[0], high[0], low[1], high[1]);
  }
}
