package org.lacis.serve.twin;

import org.apache.jena.graph.Node;

/// Who says what stands in a graph, told from the name of the graph.
///
/// @param base base IRI of the twin
public record Speakers(String base) {

  /// Who says something.
  public sealed interface Speaker {
    /// One of the twins.
    record Twin(String key, Node dataset) implements Speaker {}

    /// A rule that links things of two twins.
    record LinkRule(String name) implements Speaker {}

    /// The reasoner.
    record Reasoner() implements Speaker {}

    /// The catalogue, an ontology, or a graph that somebody put here by hand.
    record Other(Node graph) implements Speaker {}
  }

  public Speaker of(Node graph) {
    String uri = graph.isURI() ? graph.getURI() : "";
    String head = base + "graph/";
    if (!uri.startsWith(head)) {
      return new Speaker.Other(graph);
    }
    String rest = uri.substring(head.length());
    if (rest.equals("inferred")) {
      return new Speaker.Reasoner();
    }
    if (rest.startsWith("links/")) {
      return new Speaker.LinkRule(rest.substring("links/".length()));
    }
    int slash = rest.indexOf('/');
    return slash < 0 || rest.startsWith("ontology/")
        ? new Speaker.Other(graph)
        : new Speaker.Twin(rest.substring(0, slash), graph);
  }
}
