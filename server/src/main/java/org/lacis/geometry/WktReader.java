package org.lacis.geometry;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.function.Function;
import java.util.function.IntFunction;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.lacis.vocabulary.Finding;
import org.lacis.vocabulary.Place;
import org.locationtech.jts.geom.Coordinate;
import org.locationtech.jts.geom.Geometry;
import org.locationtech.jts.geom.GeometryFactory;
import org.locationtech.jts.geom.LineString;
import org.locationtech.jts.geom.LinearRing;
import org.locationtech.jts.geom.Point;
import org.locationtech.jts.geom.Polygon;

/// One pass over one literal: a recursive descent without look-back.
final class WktReader {
  private static final GeometryFactory FACTORY = Shapes.FACTORY;

  /// Nested collections deeper than this are refused rather than left to overflow the stack.
  private static final int DEEPEST = 100;

  private final String text;
  private final Shapes.Points points = new Shapes.Points();
  private int at;
  private int depth;
  private boolean northFirst;
  private GeometryValue.Body body = GeometryValue.Body.PLAIN;

  // Axes of the geometry being read; null until its tag or its first position tells.
  private Shapes.@Nullable Axes axes;

  WktReader(String text) {
    this.text = text;
  }

  GeometryValue literal() {
    Crs crs = crs();
    northFirst = crs.northFirst();
    Geometry shape;
    try {
      shape = tagged();
    } catch (IllegalArgumentException e) {
      // JTS refuses rings that are open or too short, and lines of one point.
      throw malformed(at, String.valueOf(e.getMessage()), "a ring or line that is one");
    }
    skipSpace();
    if (at < text.length()) {
      throw malformed("the end of the literal");
    }
    return new GeometryValue(shape, crs, body);
  }

  private Crs crs() {
    skipSpace();
    if (at >= text.length() || text.charAt(at) != '<') {
      return Crs.CRS84;
    }
    int close = text.indexOf('>', at);
    if (close < 0) {
      throw malformed("'>' after the IRI of the CRS");
    }
    Crs crs = Crs.of(text.substring(at + 1, close));
    at = close + 1;
    return crs;
  }

  private Geometry tagged() {
    int start = at;
    String tag = word();
    axes = axes(tag);
    String type = axes == null ? tag : tag.substring(0, tag.length() - suffix(axes));
    if (axes == null) {
      axes = axesWord();
    }
    return switch (type) {
      case "POINT" -> point();
      case "LINESTRING" -> lineString();
      case "LINEARRING" -> ringOrEmpty();
      case "POLYGON", "TRIANGLE" -> polygon();
      case "MULTIPOINT" -> multi(this::barePoint, FACTORY::createMultiPoint, Point[]::new);
      case "MULTILINESTRING" ->
          multi(this::lineString, FACTORY::createMultiLineString, LineString[]::new);
      case "MULTIPOLYGON" -> multi(this::polygon, FACTORY::createMultiPolygon, Polygon[]::new);
      case "POLYHEDRALSURFACE", "TIN" -> surface();
      case "GEOMETRYCOLLECTION", "GEOMETRY" -> collection();
      default -> {
        at = start;
        throw malformed("a geometry type such as POINT, POLYGON or POLYHEDRALSURFACE");
      }
    };
  }

  private Shapes.@Nullable Axes axesWord() {
    int start = at;
    return switch (word()) {
      case "Z" -> Shapes.Axes.XYZ;
      case "M" -> Shapes.Axes.XYM;
      case "ZM" -> Shapes.Axes.XYZM;
      default -> {
        at = start;
        yield null;
      }
    };
  }

  /// The axes of a tag with them at its end, `POINTZ`. No type's own name ends in Z or M.
  private static Shapes.@Nullable Axes axes(String tag) {
    if (tag.endsWith("ZM")) {
      return Shapes.Axes.XYZM;
    }
    if (tag.endsWith("Z")) {
      return Shapes.Axes.XYZ;
    }
    return tag.endsWith("M") ? Shapes.Axes.XYM : null;
  }

  private static int suffix(Shapes.Axes axes) {
    return axes == Shapes.Axes.XYZM ? 2 : 1;
  }

  private Geometry surface() {
    Geometry faces = multi(this::polygon, FACTORY::createMultiPolygon, Polygon[]::new);
    if (depth == 0) {
      body = GeometryValue.Body.SURFACE;
    }
    return faces;
  }

  private Point point() {
    if (empty()) {
      return FACTORY.createPoint();
    }
    open();
    Coordinate position = position();
    close();
    return FACTORY.createPoint(position);
  }

  /// A member of a multi-point: both `(1 2)` and `1 2` are in use.
  private Point barePoint() {
    skipSpace();
    boolean bare = at < text.length() && "(eE".indexOf(text.charAt(at)) < 0;
    return bare ? FACTORY.createPoint(position()) : point();
  }

  private LineString lineString() {
    return empty() ? FACTORY.createLineString() : FACTORY.createLineString(positions());
  }

  private LinearRing ringOrEmpty() {
    return empty() ? FACTORY.createLinearRing() : ring();
  }

  private LinearRing ring() {
    Coordinate[] positions = positions();
    if (positions.length < 4) {
      throw malformed("a ring of at least four positions");
    }
    return FACTORY.createLinearRing(positions);
  }

  private Polygon polygon() {
    if (empty()) {
      return FACTORY.createPolygon();
    }
    open();
    LinearRing shell = ring();
    List<LinearRing> holes = new ArrayList<>(0);
    while (comma()) {
      holes.add(ring());
    }
    close();
    return FACTORY.createPolygon(shell, holes.toArray(LinearRing[]::new));
  }

  private <G extends Geometry> Geometry multi(
      Supplier<G> member, Function<G[], ? extends Geometry> create, IntFunction<G[]> array) {
    List<G> members = new ArrayList<>();
    if (!empty()) {
      open();
      do {
        members.add(member.get());
      } while (comma());
      close();
    }
    return create.apply(members.toArray(array));
  }

  private Geometry collection() {
    if (++depth > DEEPEST) {
      throw malformed("collections nested at most " + DEEPEST + " deep");
    }
    Geometry all = multi(this::tagged, FACTORY::createGeometryCollection, Geometry[]::new);
    depth--;
    return all;
  }

  private Coordinate[] positions() {
    open();
    do {
      points.add(position());
    } while (comma());
    close();
    return points.take();
  }

  private Coordinate position() {
    double first = number();
    double second = number();
    if (axes == null) {
      return untaggedPosition(first, second);
    }
    double third = axes.count > 2 ? number() : Double.NaN;
    double fourth = axes.count > 3 ? number() : Double.NaN;
    return coordinate(axes, first, second, third, fourth);
  }

  private Coordinate untaggedPosition(double first, double second) {
    double third = Double.NaN;
    double fourth = Double.NaN;
    Shapes.Axes found = Shapes.Axes.XY;
    if (numberNext()) {
      third = number();
      found = Shapes.Axes.XYZ;
    }
    if (found == Shapes.Axes.XYZ && numberNext()) {
      fourth = number();
      found = Shapes.Axes.XYZM;
    }
    axes = found;
    return coordinate(found, first, second, third, fourth);
  }

  private Coordinate coordinate(
      Shapes.Axes axes, double first, double second, double third, double fourth) {
    return northFirst
        ? axes.coordinate(second, first, third, fourth)
        : axes.coordinate(first, second, third, fourth);
  }

  private boolean numberNext() {
    skipSpace();
    return at < text.length() && ",()".indexOf(text.charAt(at)) < 0;
  }

  private double number() {
    skipSpace();
    int start = at;
    while (at < text.length() && !delimiter(text.charAt(at))) {
      at++;
    }
    try {
      return Decimals.parse(text, start, at);
    } catch (NumberFormatException _) {
      at = start;
      throw malformed("a finite number");
    }
  }

  private static boolean delimiter(char c) {
    return c == ' ' || c == ',' || c == ')' || c == '(' || Character.isWhitespace(c);
  }

  private boolean empty() {
    skipSpace();
    if (at < text.length() && (text.charAt(at) == 'E' || text.charAt(at) == 'e')) {
      int start = at;
      if (word().equals("EMPTY")) {
        return true;
      }
      at = start;
    }
    return false;
  }

  private String word() {
    skipSpace();
    int start = at;
    while (at < text.length() && Character.isLetter(text.charAt(at))) {
      at++;
    }
    return text.substring(start, at).toUpperCase(Locale.ROOT);
  }

  private void open() {
    expect('(');
  }

  private void close() {
    expect(')');
  }

  private void expect(char wanted) {
    skipSpace();
    if (at >= text.length() || text.charAt(at) != wanted) {
      throw malformed("'" + wanted + "'");
    }
    at++;
  }

  private boolean comma() {
    skipSpace();
    if (at < text.length() && text.charAt(at) == ',') {
      at++;
      return true;
    }
    return false;
  }

  private void skipSpace() {
    while (at < text.length() && Character.isWhitespace(text.charAt(at))) {
      at++;
    }
  }

  private GeometryException malformed(String expected) {
    String rest =
        at >= text.length() ? "the end" : text.substring(at, Math.min(at + 40, text.length()));
    return malformed(at, rest, expected);
  }

  private static GeometryException malformed(int offset, String found, String expected) {
    return new GeometryException(
        Finding.violation(
            "geometry.malformed-wkt",
            Place.of("WKT, character " + offset),
            found,
            expected,
            "Correct the well-known text at its source."));
  }
}
