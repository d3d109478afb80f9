package org.lacis.geometry;

import org.locationtech.jts.geom.CoordinateSequence;
import org.locationtech.jts.geom.CoordinateSequenceFilter;
import org.locationtech.jts.geom.Geometry;
import org.locationtech.jts.geom.GeometryCollection;
import org.locationtech.jts.geom.LineString;
import org.locationtech.jts.geom.MultiLineString;
import org.locationtech.jts.geom.MultiPoint;
import org.locationtech.jts.geom.MultiPolygon;
import org.locationtech.jts.geom.Point;
import org.locationtech.jts.geom.Polygon;

/// Appends WKT to a builder.
final class WktWriter {
  private final StringBuilder text;
  private final boolean northFirst;

  WktWriter(StringBuilder text, boolean northFirst) {
    this.text = text;
    this.northFirst = northFirst;
  }

  void write(Geometry shape, GeometryValue.Body body) {
    Dimensions axes = Dimensions.of(shape);
    text.append(name(shape, body)).append(axes.tag);
    body(shape, axes);
  }

  private static String name(Geometry shape, GeometryValue.Body body) {
    if (body != GeometryValue.Body.PLAIN && shape instanceof MultiPolygon) {
      return "POLYHEDRALSURFACE";
    }
    return switch (shape) {
      case Point _ -> "POINT";
      case LineString _ -> "LINESTRING";
      case Polygon _ -> "POLYGON";
      case MultiPoint _ -> "MULTIPOINT";
      case MultiLineString _ -> "MULTILINESTRING";
      case MultiPolygon _ -> "MULTIPOLYGON";
      default -> "GEOMETRYCOLLECTION";
    };
  }

  private void body(Geometry shape, Dimensions axes) {
    if (shape instanceof GeometryCollection collection) {
      members(collection, axes);
      return;
    }
    if (shape.isEmpty()) {
      text.append(" EMPTY");
      return;
    }
    text.append(' ');
    plain(shape, axes);
  }

  private void plain(Geometry shape, Dimensions axes) {
    if (shape.isEmpty()) {
      text.append("EMPTY");
      return;
    }
    switch (shape) {
      case Point point -> positions(point.getCoordinateSequence(), axes);
      case LineString line -> positions(line.getCoordinateSequence(), axes);
      case Polygon polygon -> rings(polygon, axes);
      default -> throw new IllegalStateException("no part of a shape: " + shape.getGeometryType());
    }
  }

  private void rings(Polygon polygon, Dimensions axes) {
    text.append('(');
    positions(polygon.getExteriorRing().getCoordinateSequence(), axes);
    for (int i = 0; i < polygon.getNumInteriorRing(); i++) {
      text.append(", ");
      positions(polygon.getInteriorRingN(i).getCoordinateSequence(), axes);
    }
    text.append(')');
  }

  /// Members of a homogeneous collection stand without a tag, those of a mixed one with theirs.
  private void members(GeometryCollection all, Dimensions axes) {
    if (all.getNumGeometries() == 0) {
      text.append(" EMPTY");
      return;
    }
    boolean mixed =
        !(all instanceof MultiPoint
            || all instanceof MultiLineString
            || all instanceof MultiPolygon);
    text.append(" (");
    for (int i = 0; i < all.getNumGeometries(); i++) {
      if (i > 0) {
        text.append(", ");
      }
      if (mixed) {
        write(all.getGeometryN(i), GeometryValue.Body.PLAIN);
      } else {
        plain(all.getGeometryN(i), axes);
      }
    }
    text.append(')');
  }

  private void positions(CoordinateSequence points, Dimensions axes) {
    text.append('(');
    for (int i = 0; i < points.size(); i++) {
      if (i > 0) {
        text.append(", ");
      }
      position(points, i, axes);
    }
    text.append(')');
  }

  private void position(CoordinateSequence points, int i, Dimensions axes) {
    double x = points.getX(i);
    double y = points.getY(i);
    Decimals.append(text, northFirst ? y : x);
    text.append(' ');
    Decimals.append(text, northFirst ? x : y);
    if (axes.z) {
      text.append(' ');
      Decimals.append(text, points.getZ(i));
    }
    if (axes.m) {
      text.append(' ');
      Decimals.append(text, points.getM(i));
    }
  }

  /// Which ordinates all positions of a shape have. WKT has no way to say that one is missing:
  /// where only some positions have a height, none is written rather than an invented one.
  private record Dimensions(boolean z, boolean m, String tag) {
    private static final Dimensions XY = new Dimensions(false, false, "");
    private static final Dimensions XYZ = new Dimensions(true, false, " Z");
    private static final Dimensions XYM = new Dimensions(false, true, " M");
    private static final Dimensions XYZM = new Dimensions(true, true, " ZM");

    static Dimensions of(Geometry shape) {
      Ordinates ordinates = new Ordinates();
      shape.apply(ordinates);
      if (shape.isEmpty()) {
        return XY;
      }
      if (ordinates.z) {
        return ordinates.m ? XYZM : XYZ;
      }
      return ordinates.m ? XYM : XY;
    }
  }

  private static final class Ordinates implements CoordinateSequenceFilter {
    private boolean z = true;
    private boolean m = true;

    @Override
    public void filter(CoordinateSequence points, int i) {
      z &= points.hasZ() && !Double.isNaN(points.getZ(i));
      m &= points.hasM() && !Double.isNaN(points.getM(i));
    }

    @Override
    public boolean isDone() {
      return !z && !m;
    }

    @Override
    public boolean isGeometryChanged() {
      return false;
    }
  }
}
