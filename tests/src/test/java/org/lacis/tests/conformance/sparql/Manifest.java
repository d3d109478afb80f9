package org.lacis.tests.conformance.sparql;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.apache.jena.graph.Graph;
import org.apache.jena.graph.Node;
import org.apache.jena.graph.NodeFactory;
import org.apache.jena.riot.RDFDataMgr;
import org.apache.jena.util.iterator.ExtendedIterator;
import org.apache.jena.vocabulary.RDF;

/// A manifest of a W3C suite: its cases, and what they say of themselves.
///
/// @param name what the cases are known by: `sparql11/aggregates`
record Manifest(String name, Graph graph) {
  static final String MF = "http://www.w3.org/2001/sw/DataAccess/tests/test-manifest#";
  static final String QT = "http://www.w3.org/2001/sw/DataAccess/tests/test-query#";
  static final String UT = "http://www.w3.org/2009/sparql/tests/test-update#";

  /// One test.
  ///
  /// @param id `sparql11/aggregates#agg01`
  /// @param type local name of its class: `QueryEvaluationTest`
  record Case(String id, String type, Manifest manifest, Node node) {
    /// A value of the case itself.
    Optional<Node> find(String property) {
      return manifest.find(node, property);
    }

    /// A value of a value: of the action, of the result.
    Optional<Node> find(String first, String second) {
      return find(first).flatMap(value -> manifest.find(value, second));
    }

    List<Node> all(String first, String second) {
      return find(first).map(value -> manifest.all(value, second)).orElse(List.of());
    }
  }

  static Manifest read(Path file, String name) {
    return new Manifest(name, RDFDataMgr.loadGraph(file.toUri().toString()));
  }

  /// The cases of the manifest in their order; entries without a class are none.
  List<Case> cases() {
    List<Case> cases = new ArrayList<>();
    for (Node entries : values(Node.ANY, node(MF + "entries"))) {
      for (Node entry : list(entries)) {
        find(entry, RDF.type.getURI())
            .ifPresent(type ->
                cases.add(
                    new Case(
                        name + "#" + entry.getURI().replaceFirst(".*[#/]", ""),
                        type.getURI().replaceFirst(".*#", ""),
                        this,
                        entry)));
      }
    }
    return cases;
  }

  Optional<Node> find(Node subject, String property) {
    return all(subject, property).stream().findFirst();
  }

  List<Node> all(Node subject, String property) {
    return values(subject, node(property));
  }

  /// The members of an RDF list.
  List<Node> list(Node head) {
    List<Node> members = new ArrayList<>();
    for (Node at = head; !at.equals(RDF.nil.asNode()); ) {
      members.add(find(at, RDF.first.getURI()).orElseThrow());
      at = find(at, RDF.rest.getURI()).orElseThrow();
    }
    return members;
  }

  private List<Node> values(Node subject, Node property) {
    ExtendedIterator<Node> found =
        graph.find(subject, property, Node.ANY).mapWith(triple -> triple.getObject());
    return found.toList();
  }

  static Node node(String iri) {
    return NodeFactory.createURI(iri);
  }
}
