package org.lacis.reason.engine;

import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.function.IntConsumer;
import org.apache.jena.graph.Node;
import org.lacis.geometry.GeometryException;
import org.lacis.geometry.GeometryLiteral;
import org.lacis.geometry.GeometryValue;

/// Terms in memory, without an index: anything may be near to anything.
final class Everywhere implements Space {
  private final Terms terms;
  private final Map<Integer, Optional<GeometryValue>> known = new HashMap<>();

  Everywhere(Terms terms) {
    this.terms = terms;
  }

  @Override
  public Optional<GeometryValue> geometry(int term) {
    return known.computeIfAbsent(term, number -> read(terms.node(number)));
  }

  @Override
  public void near(int term, IntConsumer candidate) {
    int size = terms.size();
    for (int i = 0; i < size; i++) {
      if (geometry(i).isPresent()) {
        candidate.accept(i);
      }
    }
  }

  /// The geometry that a literal is.
  static Optional<GeometryValue> read(Node term) {
    if (!term.isLiteral() || !GeometryLiteral.DATATYPES.contains(term.getLiteralDatatypeURI())) {
      return Optional.empty();
    }
    try {
      return Optional.of(
          GeometryLiteral.parse(term.getLiteralLexicalForm(), term.getLiteralDatatypeURI()));
    } catch (GeometryException _) {
      return Optional.empty();
    }
  }
}
