package org.lacis.store;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import java.util.Set;
import org.apache.jena.graph.Node;
import org.lacis.geometry.GeoJson;
import org.lacis.geometry.GeometryValue;
import org.lacis.geometry.Gml;
import org.lacis.geometry.Wkt;
import org.lacis.vocabulary.Geo;
import org.locationtech.jts.geom.Envelope;

/// Which literals are geometries, and what they parse to; keeps what was parsed lately, as much as
/// an eighth of the heap holds. Safe for threads.
final class GeometryLiterals {
  private static final Set<String> DATATYPES =
      Set.of(Geo.WKT_LITERAL, Geo.GML_LITERAL, Geo.GEOJSON_LITERAL);

  /// What a coordinate costs on the heap, about.
  private static final long BYTES_PER_COORDINATE = 48;

  private final Cache<Long, GeometryValue> parsed =
      Caffeine.newBuilder()
          .maximumWeight(Runtime.getRuntime().maxMemory() / 8 / BYTES_PER_COORDINATE)
          .weigher((Long _, GeometryValue value) -> 4 + value.shape().getNumPoints())
          .build();

  static boolean isGeometry(Node node) {
    return node.isLiteral() && DATATYPES.contains(node.getLiteralDatatypeURI());
  }

  /// @throws org.lacis.geometry.GeometryException when the text is no geometry
  static GeometryValue parse(Node literal) {
    String text = literal.getLiteralLexicalForm();
    return switch (literal.getLiteralDatatypeURI()) {
      case Geo.GML_LITERAL -> Gml.parse(text);
      case Geo.GEOJSON_LITERAL -> GeoJson.parse(text);
      default -> Wkt.parse(text);
    };
  }

  /// Where the literal lies, CRS84.
  static Envelope envelope(Node literal) {
    return parse(literal).lonLatEnvelope();
  }

  /// @param literal id of a term that is committed, so that it means the same for good
  GeometryValue parsed(long literal, NodeIds ids) {
    GeometryValue known = parsed.getIfPresent(literal);
    if (known != null) {
      return known;
    }
    GeometryValue value = parse(ids.node(literal));
    parsed.put(literal, value);
    return value;
  }
}
