package org.lacis.query.function;

import org.apache.jena.datatypes.TypeMapper;
import org.apache.jena.graph.Node;
import org.apache.jena.graph.NodeFactory;
import org.apache.jena.sparql.expr.ExprEvalException;
import org.apache.jena.sparql.expr.NodeValue;
import org.lacis.geometry.GeoJson;
import org.lacis.geometry.GeometryException;
import org.lacis.geometry.GeometryValue;
import org.lacis.geometry.Gml;
import org.lacis.geometry.Wkt;
import org.lacis.vocabulary.Geo;

/// Between geometry literals and geometries.
public final class GeometryLiterals {
  private GeometryLiterals() {}

  /// Whether the node is a literal of one of the three geometry datatypes.
  public static boolean isGeometry(Node node) {
    return node.isLiteral()
        && switch (node.getLiteralDatatypeURI()) {
          case Geo.WKT_LITERAL, Geo.GML_LITERAL, Geo.GEOJSON_LITERAL -> true;
          default -> false;
        };
  }

  /// The geometry of a `geo:wktLiteral`, `geo:gmlLiteral` or `geo:geoJSONLiteral`.
  ///
  /// @throws GeometryException when the text is no geometry or its CRS is not known
  /// @throws ExprEvalException when the node is no geometry literal
  public static GeometryValue parse(Node literal) {
    if (!literal.isLiteral()) {
      throw new ExprEvalException("not a geometry literal: " + literal);
    }
    String text = literal.getLiteralLexicalForm();
    return switch (literal.getLiteralDatatypeURI()) {
      case Geo.WKT_LITERAL -> Wkt.parse(text);
      case Geo.GML_LITERAL -> Gml.parse(text);
      case Geo.GEOJSON_LITERAL -> GeoJson.parse(text);
      default -> throw new ExprEvalException("not a geometry literal: " + literal);
    };
  }

  /// A literal of the given geometry datatype; WKT for any other.
  static NodeValue write(GeometryValue value, String datatype) {
    return switch (datatype) {
      case Geo.GML_LITERAL -> literal(Gml.write(value), Geo.GML_LITERAL);
      case Geo.GEOJSON_LITERAL -> literal(GeoJson.write(value), Geo.GEOJSON_LITERAL);
      default -> literal(Wkt.write(value), Geo.WKT_LITERAL);
    };
  }

  private static NodeValue literal(String text, String datatype) {
    return NodeValue.makeNode(
        NodeFactory.createLiteralDT(text, TypeMapper.getInstance().getSafeTypeByName(datatype)));
  }
}
