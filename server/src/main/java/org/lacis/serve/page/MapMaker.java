package org.lacis.serve.page;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.Iterator;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import org.apache.jena.graph.Node;
import org.apache.jena.sparql.core.DatasetGraph;
import org.apache.jena.sparql.core.Quad;
import org.lacis.geometry.Crs;
import org.lacis.geometry.GeometryException;
import org.lacis.geometry.GeometryValue;
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
  private static final int NEIGHBOURS = 300;
  private static final int POINTS = 4000;
  private static final double METRES = 111_320;
  private static final double LEAST = 60;

  private final View view;
  private final Set<Node> drawn = new HashSet<>();
  private final List<Item> items = new ArrayList<>();
  private final Envelope shown = new Envelope();

  private record Item(Geometry lonLat, String hue, boolean outline) {}

  MapMaker(View view) {
    this.view = view;
  }

  /// Adds the default geometry of a thing.
  void add(Node thing, String hue, boolean outline) {
    DatasetGraph data = view.dataset();
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
    Set<Long> own = new HashSet<>();
    drawn.forEach(literal -> own.add(view.ids().id(literal)));
    List<Long> near = new ArrayList<>();
    view.spatial()
        .search(
            frame.envelope(),
            id -> {
              if (near.size() < NEIGHBOURS * 8 && !own.contains(id)) {
                near.add(id);
              }
            });
    StringBuilder path = new StringBuilder();
    int points = 0;
    int count = 0;
    List<GeometryValue> values = new ArrayList<>();
    near.forEach(id -> values.add(view.spatial().geometry(id)));
    // the plain ones first: many neighbours tell more of a place than one that is finely drawn
    values.sort(Comparator.comparingInt(value -> value.shape().getNumPoints()));
    for (GeometryValue value : values) {
      boolean flat = value.body() == GeometryValue.Body.PLAIN && value.shape().getDimension() == 2;
      Envelope place = value.lonLatEnvelope();
      boolean small = place.getWidth() < frame.envelope().getWidth() * 0.5;
      if (flat && small && count < NEIGHBOURS && points + value.shape().getNumPoints() < POINTS) {
        frame.path(value.to(Crs.CRS84).shape(), path);
        points += value.shape().getNumPoints();
        count++;
      }
    }
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
            pair(point.getCoordinate(), path);
            path.append("h0");
          }
          default -> {}
        }
      }
    }

    private void ring(Coordinate[] points, StringBuilder path, boolean closed) {
      String last = "";
      for (int i = 0; i < points.length - (closed ? 1 : 0); i++) {
        StringBuilder pair = new StringBuilder();
        pair(points[i], pair);
        if (!pair.toString().equals(last)) {
          path.append(i == 0 ? 'M' : 'L').append(pair);
          last = pair.toString();
        }
      }
      if (closed) {
        path.append('Z');
      }
    }

    private void pair(Coordinate at, StringBuilder path) {
      double scale = Drawing.SIDE / side;
      double x = Drawing.SIDE / 2.0 + (at.x - middle.x) * METRES * shrink * scale;
      double y = Drawing.SIDE / 2.0 - (at.y - middle.y) * METRES * scale;
      path.append(short1(x)).append(' ').append(short1(y));
    }

    private static String short1(double value) {
      String text = String.format(Locale.ROOT, "%.1f", value);
      return text.endsWith(".0") ? text.substring(0, text.length() - 2) : text;
    }
  }
}
