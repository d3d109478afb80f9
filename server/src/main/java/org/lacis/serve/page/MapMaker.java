package org.lacis.serve.page;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.Iterator;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.apache.jena.graph.Node;
import org.apache.jena.sparql.core.DatasetGraph;
import org.apache.jena.sparql.core.Quad;
import org.apache.jena.vocabulary.RDF;
import org.lacis.geometry.Crs;
import org.lacis.geometry.GeometryException;
import org.lacis.geometry.Wkt;
import org.lacis.store.View;
import org.lacis.vocabulary.Geo;
import org.locationtech.jts.geom.Coordinate;
import org.locationtech.jts.geom.Envelope;
import org.locationtech.jts.geom.Geometry;
import org.locationtech.jts.geom.LineString;
import org.locationtech.jts.geom.Point;
import org.locationtech.jts.geom.Polygon;

/// Draws things where they lie, with their neighbours in grey. Plain metres around the middle of
/// what is shown (one degree of longitude shortened by the cosine of the latitude): good for the
/// eye, not for measuring.
final class MapMaker {
  private static final double METRES = 111_320;
  private static final double LEAST = 60;

  private static final String BEFORE = "before";

  private final View view;
  private final Set<Node> drawn = new HashSet<>();
  private final Set<Node> kinds = new HashSet<>();
  private final List<Item> items = new ArrayList<>();
  private final Envelope shown = new Envelope();

  private record Item(Geometry lonLat, String hue, boolean outline) {}

  MapMaker(View view) {
    this.view = view;
  }

  /// Adds the default geometry of a thing.
  void add(Node thing, String hue, boolean outline) {
    DatasetGraph data = view.dataset();
    data.findNG(Node.ANY, thing, RDF.type.asNode(), Node.ANY)
        .forEachRemaining(quad -> kinds.add(quad.getObject()));
    Iterator<Quad> geometries = data.findNG(Node.ANY, thing, Geo.HAS_DEFAULT_GEOMETRY, Node.ANY);
    while (geometries.hasNext()) {
      Iterator<Quad> texts =
          data.findNG(Node.ANY, geometries.next().getObject(), Geo.AS_WKT, Node.ANY);
      while (texts.hasNext()) {
        literal(texts.next().getObject(), hue, outline);
      }
    }
  }

  /// Adds a WKT literal; one that cannot be read is left out, the page still shows its text.
  void literal(Node literal, String hue, boolean outline) {
    if (!literal.isLiteral() || !drawn.add(literal)) {
      return;
    }
    try {
      Geometry lonLat =
          Wkt.parse(literal.getLiteralLexicalForm()).footprint().to(Crs.CRS84).shape();
      shown.expandToInclude(lonLat.getEnvelopeInternal());
      items.add(new Item(lonLat, hue, outline));
    } catch (GeometryException _) {
      // the build has reported it
    }
  }

  /// Adds what something was like before: a broken line over everything else.
  void before(Node literal) {
    int size = items.size();
    literal(literal, "", true);
    if (items.size() > size) {
      Item last = items.removeLast();
      items.add(new Item(last.lonLat(), BEFORE, true));
    }
  }

  /// The drawing; empty when nothing of it has a place.
  ///
  /// @param margin side of the drawing over that of what was added
  Optional<Drawing> draw(String label, double margin) {
    if (items.isEmpty() || shown.isNull()) {
      return Optional.empty();
    }
    double lat = shown.centre().y;
    double shrink = Math.cos(Math.toRadians(lat));
    double width = shown.getWidth() * METRES * shrink;
    double height = shown.getHeight() * METRES;
    double side = Math.max(LEAST, Math.max(width, height) * margin);
    Frame frame = new Frame(shown.centre(), shrink, side);
    List<Drawing.Shape> shapes = new ArrayList<>();
    items.stream().filter(item -> !item.outline()).forEach(item -> shapes.add(frame.shape(item)));
    items.stream().filter(Item::outline).forEach(item -> shapes.add(frame.shape(item)));
    return Optional.of(new Drawing(label, ground(frame), shapes));
  }

  private String ground(Frame frame) {
    StringBuilder path = new StringBuilder();
    new Surroundings(view)
        .around(frame.envelope(), frame.side(), drawn, kinds)
        .forEach(shape -> frame.path(shape, path));
    return path.toString();
  }

  /// From degrees to the units of the drawing, y downwards.
  private record Frame(Coordinate middle, double shrink, double side) {
    Envelope envelope() {
      Envelope envelope = new Envelope(middle);
      envelope.expandBy(side / 2 / METRES / shrink, side / 2 / METRES);
      return envelope;
    }

    Drawing.Shape shape(Item item) {
      StringBuilder path = new StringBuilder();
      path(item.lonLat(), path);
      String kind =
          switch (item.lonLat().getDimension()) {
            case 0 -> "dot";
            case 1 -> "line";
            default -> item.outline() ? "outline" : "fill";
          };
      return new Drawing.Shape(path.toString(), item.hue(), kind);
    }

    void path(Geometry geometry, StringBuilder path) {
      for (int i = 0; i < geometry.getNumGeometries(); i++) {
        switch (geometry.getGeometryN(i)) {
          case Polygon polygon -> {
            ring(polygon.getExteriorRing().getCoordinates(), path, true);
            for (int hole = 0; hole < polygon.getNumInteriorRing(); hole++) {
              ring(polygon.getInteriorRingN(hole).getCoordinates(), path, true);
            }
          }
          case LineString line -> ring(line.getCoordinates(), path, false);
          case Point point -> {
            path.append('M');
            tenths(Math.round(x(point.getCoordinate()) * 10), path);
            path.append(' ');
            tenths(Math.round(y(point.getCoordinate()) * 10), path);
            path.append("h0");
          }
          default -> {}
        }
      }
    }

    // tenths of a unit, each point told from the one before: half the letters of absolute ones
    private void ring(Coordinate[] points, StringBuilder path, boolean closed) {
      long x = 0;
      long y = 0;
      for (int i = 0; i < points.length - (closed ? 1 : 0); i++) {
        long atX = Math.round(x(points[i]) * 10);
        long atY = Math.round(y(points[i]) * 10);
        if (i == 0 || atX != x || atY != y) {
          path.append(i == 0 ? 'M' : 'l');
          tenths(i == 0 ? atX : atX - x, path);
          path.append(' ');
          tenths(i == 0 ? atY : atY - y, path);
          x = atX;
          y = atY;
        }
      }
      if (closed) {
        path.append('z');
      }
    }

    private double x(Coordinate at) {
      return Drawing.SIDE / 2.0 + (at.x - middle.x) * METRES * shrink * Drawing.SIDE / side;
    }

    private double y(Coordinate at) {
      return Drawing.SIDE / 2.0 - (at.y - middle.y) * METRES * Drawing.SIDE / side;
    }

    private static void tenths(long tenths, StringBuilder path) {
      path.append(tenths < 0 ? "-" : "").append(Math.abs(tenths) / 10);
      if (tenths % 10 != 0) {
        path.append('.').append(Math.abs(tenths) % 10);
      }
    }
  }
}
