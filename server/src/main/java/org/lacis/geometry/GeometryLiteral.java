package org.lacis.geometry;

import java.util.Set;
import org.lacis.vocabulary.Finding;
import org.lacis.vocabulary.Geo;
import org.lacis.vocabulary.Place;

/// Geometry literals of GeoSPARQL 1.1 (§ 8.5): a datatype says which language their text is in.
///
/// Functions of their arguments only; callable from any thread.
public final class GeometryLiteral {
  /// IRIs of the datatypes that [#parse] reads and [#write] writes.
  public static final Set<String> DATATYPES =
      Set.of(Geo.WKT_LITERAL, Geo.GML_LITERAL, Geo.GEOJSON_LITERAL, Geo.KML_LITERAL);

  private GeometryLiteral() {}

  /// The geometry of a literal. A text of nothing is an empty geometry in CRS84 (requirements
  /// `wkt-literal-empty` and its like).
  ///
  /// @param text lexical form
  /// @param datatype IRI of the datatype
  /// @throws GeometryException when the text is no geometry, its CRS is not known, or the datatype
  ///   is none of [#DATATYPES]
  public static GeometryValue parse(String text, String datatype) {
    if (DATATYPES.contains(datatype) && text.isBlank()) {
      return new GeometryValue(Shapes.FACTORY.createGeometryCollection(), Crs.CRS84);
    }
    return switch (datatype) {
      case Geo.WKT_LITERAL -> Wkt.parse(text);
      case Geo.GML_LITERAL -> Gml.parse(text);
      case Geo.GEOJSON_LITERAL -> GeoJson.parse(text);
      case Geo.KML_LITERAL -> Kml.parse(text);
      default -> throw noGeometry(datatype);
    };
  }

  /// The lexical form of a geometry in a datatype.
  ///
  /// @throws GeometryException when the datatype is none of [#DATATYPES], or the geometry has no
  ///   form in it
  public static String write(GeometryValue value, String datatype) {
    return switch (datatype) {
      case Geo.WKT_LITERAL -> Wkt.write(value);
      case Geo.GML_LITERAL -> Gml.write(value);
      case Geo.GEOJSON_LITERAL -> GeoJson.write(value);
      case Geo.KML_LITERAL -> Kml.write(value);
      default -> throw noGeometry(datatype);
    };
  }

  private static GeometryException noGeometry(String datatype) {
    return new GeometryException(
        Finding.violation(
            "geometry.unknown-datatype",
            Place.of("literal"),
            datatype,
            "a datatype of geometry literals: " + DATATYPES,
            "Give the literal the datatype geo:wktLiteral, for one."));
  }
}
