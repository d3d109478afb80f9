package org.lacis.geometry;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.locationtech.jts.geom.Coordinate;
import org.locationtech.jts.geom.CoordinateXY;
import org.locationtech.jts.geom.Geometry;
import org.locationtech.jts.geom.GeometryFactory;
import org.locationtech.jts.geom.LineString;
import org.locationtech.jts.geom.LinearRing;
import org.locationtech.jts.geom.Polygon;

/// One pass over one geometry object. `coordinates` may come before `type`, so they are kept as
/// nested lists until the object ends.
final class GeoJsonReader {
  private static final GeometryFactory FACTORY = Shapes.FACTORY;
  private static final int DEEPEST = 100;

  private final JsonParser parser;
  private int depth;

  GeoJsonReader(JsonParser parser) {
    this.parser = parser;
  }

  /// Coordinates as they were nested.
  private sealed interface Nest {
    /// Several positions, rings or polygons.
    record Many(List<Nest> parts) implements Nest {}

    /// One position; empty for `[]`.
    record One(Coordinate position) implements Nest {}
  }

  Geometry geometry() throws IOException {
    int outside = depth;
    try {
      return object();
    } catch (IllegalArgumentException e) {
      leave(outside);
      throw GeoJson.malformed(
          String.valueOf(e.getMessage()), "rings that are closed and lines that are lines");
    } catch (GeometryException e) {
      leave(outside);
      throw e;
    }
  }

  /// Moves to the end of the geometry object.
  private void leave(int outside) throws IOException {
    while (depth > outside) {
      next();
    }
  }

  private Geometry object() throws IOException {
    if (parser.currentToken() != JsonToken.START_OBJECT) {
      if (parser.currentToken() == JsonToken.START_ARRAY) {
        depth++;
      }
      throw GeoJson.malformed(String.valueOf(parser.currentToken()), "a geometry object");
    }
    depth++;
    String type = "";
    Nest coordinates = new Nest.Many(List.of());
    boolean told = false;
    List<Geometry> members = new ArrayList<>(0);
    while (next() != JsonToken.END_OBJECT) {
      String key = parser.currentName();
      next();
      switch (key) {
        case "type" -> type = parser.getValueAsString("");
        case "coordinates" -> {
          coordinates = nest(0);
          told = true;
        }
        case "geometries" -> members(members);
        default -> skip();
      }
    }
    if (type.equals("GeometryCollection")) {
      return FACTORY.createGeometryCollection(members.toArray(Geometry[]::new));
    }
    if (!told) {
      throw GeoJson.malformed(
          type.isEmpty() ? "an object without type" : type + " without coordinates",
          "a geometry object");
    }
    return shape(type, coordinates);
  }

  private void members(List<Geometry> into) throws IOException {
    if (parser.currentToken() != JsonToken.START_ARRAY || depth > DEEPEST) {
      throw GeoJson.malformed(String.valueOf(parser.currentToken()), "an array of geometries");
    }
    while (next() != JsonToken.END_ARRAY) {
      // The opening brace was counted by next(); object() counts it as well.
      depth -= parser.currentToken() == JsonToken.START_OBJECT ? 1 : 0;
      into.add(object());
    }
  }

  private void skip() throws IOException {
    if (parser.currentToken().isStructStart()) {
      int inside = depth;
      while (depth >= inside) {
        next();
      }
    }
  }

  private JsonToken next() throws IOException {
    JsonToken token = parser.nextToken();
    if (token == null) {
      throw new com.fasterxml.jackson.core.io.JsonEOFException(
          parser, JsonToken.NOT_AVAILABLE, "the document ends inside a geometry");
    }
    depth += token.isStructStart() ? 1 : 0;
    depth -= token.isStructEnd() ? 1 : 0;
    return token;
  }

  private Nest nest(int level) throws IOException {
    if (parser.currentToken() != JsonToken.START_ARRAY || level > 4) {
      throw GeoJson.malformed(parser.getText(), "an array of coordinates");
    }
    JsonToken first = next();
    if (first.isNumeric()) {
      return new Nest.One(position());
    }
    List<Nest> parts = new ArrayList<>();
    for (JsonToken token = first; token != JsonToken.END_ARRAY; token = next()) {
      parts.add(nest(level + 1));
    }
    return new Nest.Many(parts);
  }

  private Coordinate position() throws IOException {
    double x = number();
    next();
    double y = number();
    double z = Double.NaN;
    if (next() != JsonToken.END_ARRAY) {
      // Some writers give "null" for a height they do not know.
      z = parser.currentToken() == JsonToken.VALUE_NULL ? Double.NaN : number();
      while (next() != JsonToken.END_ARRAY) {
        number();
      }
    }
    return Double.isNaN(z) ? new CoordinateXY(x, y) : new Coordinate(x, y, z);
  }

  private double number() throws IOException {
    if (!parser.currentToken().isNumeric()) {
      throw GeoJson.malformed(parser.getText(), "a number");
    }
    double value = parser.getDoubleValue();
    if (!Double.isFinite(value)) {
      throw GeoJson.malformed(parser.getText(), "a finite number");
    }
    return value;
  }

  private static Geometry shape(String type, Nest nest) {
    return switch (type) {
      case "Point" -> point(nest);
      case "LineString" -> line(nest);
      case "Polygon" -> polygon(nest);
      case "MultiPoint" -> FACTORY.createMultiPointFromCoords(positions(nest));
      case "MultiLineString" ->
          FACTORY.createMultiLineString(
              parts(nest).stream().map(GeoJsonReader::line).toArray(LineString[]::new));
      case "MultiPolygon" ->
          FACTORY.createMultiPolygon(
              parts(nest).stream().map(GeoJsonReader::polygon).toArray(Polygon[]::new));
      default ->
          throw GeoJson.malformed(
              type.isEmpty() ? "an object without type" : type, "a geometry type of RFC 7946");
    };
  }

  private static Geometry point(Nest nest) {
    return switch (nest) {
      case Nest.One(Coordinate position) -> FACTORY.createPoint(position);
      case Nest.Many(List<Nest> parts) when parts.isEmpty() -> FACTORY.createPoint();
      case Nest.Many _ -> throw GeoJson.malformed("an array of arrays", "one position");
    };
  }

  private static LineString line(Nest nest) {
    return FACTORY.createLineString(positions(nest));
  }

  private static Polygon polygon(Nest nest) {
    List<Nest> rings = parts(nest);
    if (rings.isEmpty()) {
      return FACTORY.createPolygon();
    }
    LinearRing[] holes = rings.stream().skip(1).map(GeoJsonReader::ring).toArray(LinearRing[]::new);
    return FACTORY.createPolygon(ring(rings.getFirst()), holes);
  }

  private static LinearRing ring(Nest nest) {
    Coordinate[] positions = positions(nest);
    if (positions.length < 4) {
      throw GeoJson.malformed(positions.length + " positions", "a ring of at least four positions");
    }
    return FACTORY.createLinearRing(positions);
  }

  private static Coordinate[] positions(Nest nest) {
    List<Nest> parts = parts(nest);
    Coordinate[] positions = new Coordinate[parts.size()];
    for (int i = 0; i < positions.length; i++) {
      positions[i] =
          switch (parts.get(i)) {
            case Nest.One(Coordinate position) -> position;
            case Nest.Many _ -> throw GeoJson.malformed("an array of arrays", "a position");
          };
    }
    return positions;
  }

  private static List<Nest> parts(Nest nest) {
    return switch (nest) {
      case Nest.Many(List<Nest> parts) -> parts;
      case Nest.One _ -> throw GeoJson.malformed("a position", "an array of arrays");
    };
  }
}
