package org.lacis.lift;

import java.nio.charset.StandardCharsets;
import java.util.UUID;
import org.apache.jena.graph.Node;
import org.apache.jena.graph.NodeFactory;
import org.apache.jena.graph.Triple;

/// Says quoted triples as RDF 1.2 has them: a triple term stands as object of `rdf:reifies` alone,
/// and whoever speaks of the triple speaks of the reifier, as `<< s p o >> q z` of Turtle 1.2 does.
///
/// Equal triples have the same reifier in all of a run, a blank node whose label is a hash of the
/// triple, so that nothing need be remembered.
final class Reifying implements QuadSink {
  private static final Node REIFIES =
      NodeFactory.createURI("http://www.w3.org/1999/02/22-rdf-syntax-ns#reifies");

  private final QuadSink to;
  private final BlankNodes blanks;

  Reifying(QuadSink to, BlankNodes blanks) {
    this.to = to;
    this.blanks = blanks;
  }

  @Override
  public void quad(Node graph, Node subject, Node predicate, Node object) {
    to.quad(graph, plain(graph, subject), predicate, plain(graph, object));
  }

  private Node plain(Node graph, Node node) {
    if (!node.isTripleTerm()) {
      return node;
    }
    Triple triple = node.getTriple();
    Node term =
        NodeFactory.createTripleTerm(
            plain(graph, triple.getSubject()),
            triple.getPredicate(),
            plain(graph, triple.getObject()));
    byte[] words = term.toString().getBytes(StandardCharsets.UTF_8);
    Node reifier = blanks.of("reifier" + UUID.nameUUIDFromBytes(words));
    to.quad(graph, reifier, REIFIES, term);
    return reifier;
  }
}
