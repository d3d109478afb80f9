package org.lacis.geometry;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.locationtech.jts.geom.CoordinateSequence;
import org.locationtech.jts.geom.Geometry;
import org.locationtech.jts.geom.GeometryCollection;
import org.locationtech.jts.geom.LineString;
import org.locationtech.jts.geom.LinearRing;
import org.locationtech.jts.geom.MultiLineString;
import org.locationtech.jts.geom.MultiPoint;
import org.locationtech.jts.geom.MultiPolygon;
import org.locationtech.jts.geom.Point;
import org.locationtech.jts.geom.Polygon;

/// Writes one record of [GeometryBytes].
final class GeometryEncoder {
  static final int POINT = 1;
  static final int LINE = 2;
  static final int POLYGON = 3;
  static final int MULTI_POINT = 4;
  static final int MULTI_LINE = 5;
  static final int MULTI_POLYGON = 6;
  static final int COLLECTION = 7;
  static final int RING = 8;

  /// In the place of a CRS code: its IRI follows.
  static final int NAMED_CRS = 1;

  /// In the place of a number of decimals: the doubles as they are.
  static final int RAW = 0xFF;

  private static final int MOST_PLACES = 15;
  private static final long EXACT = 1L << 53;
  private static final int LARGEST = 64 << 20;

  private final GeometryValue value;
  private final List<CoordinateSequence> sequences = new ArrayList<>();
  private byte[] out = new byte[64];
  private int size;

  GeometryEncoder(GeometryValue value) {
    this.value = value;
  }

  Optional<byte[]> bytes() {
    Geometry shape = value.shape();
    int kind = kind(shape);
    if (kind == 0 || 20L * shape.getNumPoints() > LARGEST || !structure(shape)) {
      return Optional.empty();
    }
    byte[] counts = Arrays.copyOf(out, size);
    size = 0;
    Optional<Shapes.Axes> axes = axes();
    if (axes.isEmpty()) {
      return Optional.empty();
    }
    Shapes.Axes one = axes.get();
    put(kind | (code(value.body()) << 4) | (code(one) << 6));
    if (!crs()) {
      return Optional.empty();
    }
    int positions = sequences.stream().mapToInt(CoordinateSequence::size).sum();
    number(((long) counts.length << 1) | (positions > 0 ? 1 : 0));
    Column[] columns = new Column[positions == 0 ? 0 : one.count];
    for (int i = 0; i < columns.length; i++) {
      columns[i] = new Column(ordinates(i, positions));
      columns[i].head();
    }
    for (byte count : counts) {
      put(count);
    }
    for (int i = 0; i < positions; i++) {
      for (Column column : columns) {
        column.row(i);
      }
    }
    return Optional.of(Arrays.copyOf(out, size));
  }

  private static int code(GeometryValue.Body body) {
    return switch (body) {
      case PLAIN -> 0;
      case SURFACE -> 1;
      case SOLID -> 2;
    };
  }

  private static int code(Shapes.Axes axes) {
    return switch (axes) {
      case XY -> 0;
      case XYZ -> 1;
      case XYM -> 2;
      case XYZM -> 3;
    };
  }

  private static int kind(Geometry shape) {
    return switch (shape) {
      case Point _ -> POINT;
      case LinearRing _ -> RING;
      case LineString _ -> LINE;
      case Polygon _ -> POLYGON;
      case MultiPoint _ -> MULTI_POINT;
      case MultiLineString _ -> MULTI_LINE;
      case MultiPolygon _ -> MULTI_POLYGON;
      case GeometryCollection _ -> COLLECTION;
      default -> 0;
    };
  }

  /// Writes counts, and gathers the positions they count.
  private boolean structure(Geometry shape) {
    switch (shape) {
      case Point point -> sequence(point.getCoordinateSequence());
      case LineString line -> sequence(line.getCoordinateSequence());
      case Polygon polygon when polygon.isEmpty() -> number(0);
      case Polygon polygon -> {
        number(1 + polygon.getNumInteriorRing());
        sequence(polygon.getExteriorRing().getCoordinateSequence());
        for (int i = 0; i < polygon.getNumInteriorRing(); i++) {
          sequence(polygon.getInteriorRingN(i).getCoordinateSequence());
        }
      }
      default -> {
        boolean mixed = kind(shape) == COLLECTION;
        number(shape.getNumGeometries());
        for (int i = 0; i < shape.getNumGeometries(); i++) {
          Geometry part = shape.getGeometryN(i);
          if (mixed) {
            put(kind(part));
          }
          if (kind(part) == 0 || !structure(part)) {
            return false;
          }
        }
      }
    }
    return true;
  }

  private void sequence(CoordinateSequence sequence) {
    number(sequence.size());
    if (sequence.size() > 0) {
      sequences.add(sequence);
    }
  }

  /// The axes of every position; empty when they differ.
  private Optional<Shapes.Axes> axes() {
    Shapes.Axes found = Shapes.Axes.XY;
    for (int i = 0; i < sequences.size(); i++) {
      CoordinateSequence sequence = sequences.get(i);
      Shapes.Axes axes =
          switch (sequence.getDimension()) {
            case 2 -> Shapes.Axes.XY;
            case 3 -> sequence.getMeasures() == 0 ? Shapes.Axes.XYZ : Shapes.Axes.XYM;
            default -> Shapes.Axes.XYZM;
          };
      if (i > 0 && axes != found) {
        return Optional.empty();
      }
      found = axes;
    }
    return Optional.of(found);
  }

  private boolean crs() {
    Crs crs = value.crs();
    if (crs.equals(Crs.CRS84)) {
      number(0);
      return true;
    }
    try {
      if (crs.epsg() > 0 && Crs.ofEpsg(crs.epsg()).equals(crs)) {
        number(crs.epsg() + NAMED_CRS);
        return true;
      }
      if (!Crs.of(crs.iri()).equals(crs)) {
        return false;
      }
    } catch (GeometryException _) {
      return false;
    }
    byte[] name = crs.iri().getBytes(StandardCharsets.UTF_8);
    number(NAMED_CRS);
    number(name.length);
    for (byte b : name) {
      put(b);
    }
    return true;
  }

  private double[] ordinates(int axis, int positions) {
    double[] values = new double[positions];
    int n = 0;
    for (CoordinateSequence sequence : sequences) {
      for (int i = 0; i < sequence.size(); i++) {
        values[n++] = sequence.getOrdinate(i, axis);
      }
    }
    return values;
  }

  private void put(int b) {
    if (size == out.length) {
      out = Arrays.copyOf(out, 2 * size);
    }
    out[size++] = (byte) b;
  }

  /// Seven bits a byte, the lowest first.
  private void number(long value) {
    long left = value;
    while ((left & ~0x7FL) != 0) {
      put((int) (left & 0x7F) | 0x80);
      left >>>= 7;
    }
    put((int) left);
  }

  private void bytes(long value, int width) {
    for (int i = 0; i < width; i++) {
      put((int) (value >>> (8 * i)));
    }
  }

  /// One ordinate of all positions.
  private final class Column {
    private final double[] values;
    private final long[] scaled;
    private int places;
    private int width;

    Column(double[] values) {
      this.values = values;
      this.scaled = new long[values.length];
      if (!scale()) {
        places = RAW;
        width = Long.BYTES;
        return;
      }
      long widest = 0;
      for (int i = 1; i < scaled.length; i++) {
        long step = scaled[i] - scaled[i - 1];
        widest |= step ^ (step >> 63);
      }
      width = widest == 0 && level() ? 0 : (72 - Long.numberOfLeadingZeros(widest)) / 8;
    }

    private boolean level() {
      return scaled[0] == scaled[scaled.length - 1];
    }

    /// Finds the fewest places that give every value again. More places give what fewer do, so the
    /// number only grows.
    private boolean scale() {
      for (double value : values) {
        while (!exact(value)) {
          if (++places > MOST_PLACES) {
            return false;
          }
        }
      }
      for (int i = 0; i < values.length; i++) {
        if (!exact(values[i])) {
          return false;
        }
        scaled[i] = Math.round(values[i] * Decimals.power(places));
      }
      return true;
    }

    private boolean exact(double value) {
      double product = value * Decimals.power(places);
      return Math.abs(product) < EXACT
          && Double.doubleToRawLongBits(Math.round(product) / Decimals.power(places))
              == Double.doubleToRawLongBits(value);
    }

    void head() {
      put(places);
      if (places != RAW) {
        put(width);
        number((scaled[0] << 1) ^ (scaled[0] >> 63));
      }
    }

    void row(int i) {
      if (places == RAW) {
        bytes(Double.doubleToRawLongBits(values[i]), Long.BYTES);
      } else {
        bytes(i == 0 ? 0 : scaled[i] - scaled[i - 1], width);
      }
    }
  }
}
