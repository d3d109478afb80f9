package org.lacis.query.cql;

import java.util.List;
import java.util.Locale;
import org.lacis.geometry.Crs;
import org.lacis.geometry.GeometryValue;
import org.locationtech.jts.geom.Coordinate;
import org.locationtech.jts.geom.Geometry;
import org.locationtech.jts.geom.GeometryFactory;
import org.locationtech.jts.geom.LineString;
import org.locationtech.jts.geom.LinearRing;
import org.locationtech.jts.geom.Point;
import org.locationtech.jts.geom.Polygon;

/// A geometry as it was written in a filter: numbers, not yet in any system.
public sealed interface Figure {

  /// Kinds of geometry without members of their own.
  enum Kind {
    POINT("Point"),
    LINESTRING("LineString"),
    POLYGON("Polygon"),
    MULTIPOINT("MultiPoint"),
    MULTILINESTRING("MultiLineString"),
    MULTIPOLYGON("MultiPolygon");

    private final String geoJson;

    Kind(String geoJson) {
      this.geoJson = geoJson;
    }

    String geoJson() {
      return geoJson;
    }

    String wkt() {
      return name();
    }

    boolean many() {
      return this == MULTIPOINT || this == MULTILINESTRING || this == MULTIPOLYGON;
    }

    /// What one part is.
    Kind part() {
      return switch (this) {
        case POINT, MULTIPOINT -> POINT;
        case LINESTRING, MULTILINESTRING -> LINESTRING;
        case POLYGON, MULTIPOLYGON -> POLYGON;
      };
    }
  }

  /// Numbers of a vertex in the order they were written in; z is NaN where there is none.
  record Position(double first, double second, double z) {
    public Position {
      first += 0.0; // no negative zero: JSON and text would tell it differently
      second += 0.0;
      z += 0.0;
    }
  }

  /// One geometry.
  ///
  /// @param parts one part for each point, line or polygon; a part is a list of rings, of which
  ///   points and lines have one; a ring is a list of positions
  record Simple(Kind kind, List<List<List<Position>>> parts) implements Figure {
    public Simple {
      parts = parts.stream().map(part -> part.stream().map(List::copyOf).toList()).toList();
    }
  }

  /// A `GEOMETRYCOLLECTION`.
  record Collection(List<Simple> members) implements Figure {
    public Collection {
      members = List.copyOf(members);
    }
  }

  /// The shape in a system of coordinates; numbers are taken in the order of its axes.
  default GeometryValue in(Crs crs) {
    return new GeometryValue(shape(this, crs, new GeometryFactory()), crs);
  }

  private static Geometry shape(Figure figure, Crs crs, GeometryFactory make) {
    return switch (figure) {
      case Simple simple -> simple(simple, crs, make);
      case Collection collection ->
          make.createGeometryCollection(
              collection.members().stream()
                  .map(member -> simple(member, crs, make))
                  .toArray(Geometry[]::new));
    };
  }

  private static Geometry simple(Simple figure, Crs crs, GeometryFactory make) {
    List<Geometry> parts =
        figure.parts().stream().map(part -> part(figure.kind().part(), part, crs, make)).toList();
    return switch (figure.kind()) {
      case POINT, LINESTRING, POLYGON -> parts.getFirst();
      case MULTIPOINT -> make.createMultiPoint(parts.toArray(new Point[0]));
      case MULTILINESTRING -> make.createMultiLineString(parts.toArray(new LineString[0]));
      case MULTIPOLYGON -> make.createMultiPolygon(parts.toArray(new Polygon[0]));
    };
  }

  private static Geometry part(
      Kind kind, List<List<Position>> rings, Crs crs, GeometryFactory make) {
    return switch (kind) {
      case POINT, MULTIPOINT -> make.createPoint(vertex(rings.getFirst().getFirst(), crs));
      case LINESTRING, MULTILINESTRING -> make.createLineString(vertices(rings.getFirst(), crs));
      case POLYGON, MULTIPOLYGON ->
          make.createPolygon(
              make.createLinearRing(vertices(rings.getFirst(), crs)),
              rings.stream()
                  .skip(1)
                  .map(ring -> make.createLinearRing(vertices(ring, crs)))
                  .toArray(LinearRing[]::new));
    };
  }

  private static Coordinate[] vertices(List<Position> positions, Crs crs) {
    return positions.stream().map(position -> vertex(position, crs)).toArray(Coordinate[]::new);
  }

  private static Coordinate vertex(Position position, Crs crs) {
    return crs.northFirst()
        ? new Coordinate(position.second(), position.first(), position.z())
        : new Coordinate(position.first(), position.second(), position.z());
  }

  /// The kind that goes by this name in text, whatever its case.
  static java.util.Optional<Kind> kind(String wkt) {
    return java.util.Arrays.stream(Kind.values())
        .filter(kind -> kind.name().equals(wkt.toUpperCase(Locale.ROOT)))
        .findFirst();
  }
}
