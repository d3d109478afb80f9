package org.lacis.query.join;

import java.util.Optional;
import org.apache.jena.graph.Node;
import org.lacis.geometry.GeometryException;
import org.lacis.geometry.GeometryLiteral;
import org.lacis.geometry.GeometryValue;

/// What terms mean as geometries.
public final class Literals {
  private Literals() {}

  /// The geometry that a term stands for, if it is one; a text that is no geometry makes the
  /// function that reads it an error, row by row, as SPARQL has it.
  public static Optional<GeometryValue> geometry(Node node) {
    if (!node.isLiteral() || !GeometryLiteral.DATATYPES.contains(node.getLiteralDatatypeURI())) {
      return Optional.empty();
    }
    try {
      return Optional.of(
          GeometryLiteral.parse(node.getLiteralLexicalForm(), node.getLiteralDatatypeURI()));
    } catch (GeometryException _) {
      return Optional.empty();
    }
  }
}
