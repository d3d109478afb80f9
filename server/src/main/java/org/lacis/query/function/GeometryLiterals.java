package org.lacis.query.function;

import org.apache.jena.datatypes.TypeMapper;
import org.apache.jena.graph.Node;
import org.apache.jena.graph.NodeFactory;
import org.apache.jena.sparql.expr.ExprEvalException;
import org.apache.jena.sparql.expr.NodeValue;
import org.lacis.geometry.GeometryException;
import org.lacis.geometry.GeometryLiteral;
import org.lacis.geometry.GeometryValue;
import org.lacis.vocabulary.Geo;

/// Between geometry literals and geometries.
public final class GeometryLiterals {
  private GeometryLiterals() {}

  /// Whether the node is a literal of a geometry datatype.
  public static boolean isGeometry(Node node) {
    return node.isLiteral() && GeometryLiteral.DATATYPES.contains(node.getLiteralDatatypeURI());
  }

  /// The geometry of a literal, see [GeometryLiteral].
  ///
  /// @throws GeometryException when the text is no geometry or its CRS is not known
  /// @throws ExprEvalException when the node is no geometry literal
  public static GeometryValue parse(Node literal) {
    if (!isGeometry(literal)) {
      throw new ExprEvalException("not a geometry literal: " + literal);
    }
    return GeometryLiteral.parse(literal.getLiteralLexicalForm(), literal.getLiteralDatatypeURI());
  }

  /// A literal of the given geometry datatype; WKT for any other.
  static NodeValue write(GeometryValue value, String datatype) {
    String type = GeometryLiteral.DATATYPES.contains(datatype) ? datatype : Geo.WKT_LITERAL;
    return literal(GeometryLiteral.write(value, type), type);
  }

  private static NodeValue literal(String text, String datatype) {
    return NodeValue.makeNode(
        NodeFactory.createLiteralDT(text, TypeMapper.getInstance().getSafeTypeByName(datatype)));
  }
}
