package org.lacis.query.function;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import org.apache.jena.graph.Node;
import org.lacis.geometry.GeometryException;
import org.lacis.geometry.GeometryValue;

/// Gives the geometry of a literal, parsed now or before. Thread-safe.
@FunctionalInterface
public interface GeometryCache {

  /// The geometry of a literal.
  ///
  /// @throws GeometryException when the text is no geometry or its CRS is not known
  /// @throws org.apache.jena.sparql.expr.ExprEvalException when the node is no geometry literal
  GeometryValue parse(Node literal);

  /// Remembers geometries whose texts are together no longer than this.
  ///
  /// @param characters bound of the sum of the lexical forms; a geometry takes about as many bytes
  ///   times three
  static GeometryCache bounded(long characters) {
    Cache<Node, GeometryValue> parsed =
        Caffeine.newBuilder()
            .maximumWeight(characters)
            .weigher(
                (Node literal, GeometryValue _) -> 100 + literal.getLiteralLexicalForm().length())
            .build();
    return literal -> {
      GeometryValue known = parsed.getIfPresent(literal);
      if (known != null) {
        return known;
      }
      GeometryValue value = GeometryLiterals.parse(literal);
      parsed.put(literal, value);
      return value;
    };
  }
}
