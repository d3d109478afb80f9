package org.lacis.vocabulary;

import org.apache.jena.graph.Node;
import org.apache.jena.graph.NodeFactory;

/// The IRIs that a twin mints: graphs and things, all below its base.
///
/// @param base absolute IRI that ends with `/`
public record TwinIris(String base) {

  public TwinIris {
    if (!base.endsWith("/")) {
      throw new IllegalArgumentException("a base IRI ends with '/': " + base);
    }
  }

  /// The graph of what was lifted from one dataset, `<base>graph/<twin>/<dataset>`.
  public Node datasetGraph(String dataset) {
    return node("graph/" + dataset);
  }

  /// The graph of one rule's links.
  public Node linkGraph(String rule) {
    return node("graph/links/" + rule);
  }

  /// The graph of what reasoning adds.
  public Node inferredGraph() {
    return node("graph/inferred");
  }

  /// The graph that describes twin, datasets, services, partners and runs.
  public Node catalogueGraph() {
    return node("graph/catalogue");
  }

  /// The graph of what was written to the twin without naming a graph.
  public Node defaultGraph() {
    return node("graph/default");
  }

  /// The graph of a shared ontology in force.
  public Node ontologyGraph(String name) {
    return node("graph/ontology/" + name);
  }

  /// Any IRI of the twin.
  ///
  /// @param path relative path, already percent-encoded
  public Node node(String path) {
    return NodeFactory.createURI(base + path);
  }
}
