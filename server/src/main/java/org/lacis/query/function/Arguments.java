package org.lacis.query.function;

import java.util.List;
import java.util.Map;
import org.apache.jena.datatypes.xsd.XSDDatatype;
import org.apache.jena.graph.Node;
import org.apache.jena.sparql.expr.ExprEvalException;
import org.apache.jena.sparql.expr.NodeValue;
import org.lacis.geometry.Crs;
import org.lacis.geometry.GeometryLiteral;
import org.lacis.geometry.GeometryValue;
import org.lacis.geometry.LengthUnit;

/// The arguments of one call, read as what a function needs.
///
/// @param values as SPARQL evaluated them
/// @param cache where literals are parsed
record Arguments(List<NodeValue> values, GeometryCache cache) {
  private static final Map<String, Double> AREAS =
      Map.of(
          "http://qudt.org/vocab/unit/M2", 1.0,
          "http://qudt.org/vocab/unit/HA", 1e4,
          "http://qudt.org/vocab/unit/KiloM2", 1e6,
          "http://www.opengis.net/def/uom/OGC/1.0/squareMetre", 1.0,
          "http://www.opengis.net/def/uom/OGC/1.0/hectare", 1e4);

  Arguments {
    values = List.copyOf(values);
  }

  int count() {
    return values.size();
  }

  GeometryValue geometry(int i) {
    return cache.parse(values.get(i).asNode());
  }

  /// The datatype that a resulting geometry takes over from the first argument.
  NodeValue like(GeometryValue value) {
    return GeometryLiterals.write(value, values.getFirst().asNode().getLiteralDatatypeURI());
  }

  double number(int i) {
    NodeValue value = values.get(i);
    if (!value.isNumber()) {
      throw new ExprEvalException("not a number: " + value);
    }
    return value.getDouble();
  }

  int integer(int i) {
    NodeValue value = values.get(i);
    if (!value.isInteger() || value.getInteger().bitLength() > 31) {
      throw new ExprEvalException("not a whole number that fits: " + value);
    }
    return value.getInteger().intValueExact();
  }

  String string(int i) {
    NodeValue value = values.get(i);
    if (!value.isString()) {
      throw new ExprEvalException("not a string: " + value);
    }
    return value.getString();
  }

  LengthUnit unit(int i) {
    String iri = iri(i);
    return LengthUnit.of(iri)
        .orElseThrow(() -> new ExprEvalException("not a unit of length or angle: " + iri));
  }

  /// Square metres in a unit of area, or in the square of a unit of length.
  double squareMetres(int i) {
    Double area = AREAS.get(iri(i).replaceFirst("^https:", "http:"));
    if (area != null) {
      return area;
    }
    LengthUnit side = unit(i);
    if (side.angle()) {
      throw new ExprEvalException("not measured in angles: an area");
    }
    return side.size() * side.size();
  }

  String datatype(int i) {
    String iri = iri(i);
    if (!GeometryLiteral.DATATYPES.contains(iri)) {
      throw new ExprEvalException("not a datatype of geometries: " + iri);
    }
    return iri;
  }

  Crs crs(int i) {
    return Crs.of(iri(i));
  }

  /// An IRI, or an `xsd:anyURI` or string that holds one: all are in use for units and systems.
  private String iri(int i) {
    Node node = values.get(i).asNode();
    if (node.isURI()) {
      return node.getURI();
    }
    if (values.get(i).isString()
        || (node.isLiteral() && XSDDatatype.XSDanyURI.equals(node.getLiteralDatatype()))) {
      return node.getLiteralLexicalForm();
    }
    throw new ExprEvalException("not an IRI: " + values.get(i));
  }
}
