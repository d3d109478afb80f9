package org.lacis.interop;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.apache.jena.graph.Node;
import org.apache.jena.graph.Triple;
import org.apache.jena.vocabulary.RDF;
import org.apache.jena.vocabulary.RDFS;

/// One thing of the partner, as it says of it.
///
/// @param iri what it is called
/// @param statements of which it is the subject, in the order they came; those of a feature without
///   RDF are empty
/// @param positions its geometries
/// @param links statements that lead from it to things elsewhere: see [Sample#links]
/// @param page where it is described, when that is not its IRI: an item of a collection
public record Thing(
    Node iri,
    List<Triple> statements,
    List<Position> positions,
    List<Triple> links,
    Optional<java.net.URI> page) {

  public Thing {
    statements = List.copyOf(statements);
    positions = List.copyOf(positions);
    links = List.copyOf(links);
  }

  /// A geometry.
  ///
  /// @param holder the node of the geometry; the thing itself when there is none
  /// @param literal of a datatype of GeoSPARQL; not checked
  public record Position(Node holder, Node literal) {}

  public List<Node> types() {
    return objects(RDF.type.asNode());
  }

  /// All it says by a predicate.
  public List<Node> objects(Node predicate) {
    List<Node> objects = new ArrayList<>();
    for (Triple triple : statements) {
      if (triple.getPredicate().equals(predicate)) {
        objects.add(triple.getObject());
      }
    }
    return objects;
  }

  /// One of its labels, the first.
  public Optional<String> label() {
    return objects(RDFS.label.asNode()).stream()
        .filter(Node::isLiteral)
        .map(Node::getLiteralLexicalForm)
        .findFirst();
  }
}
