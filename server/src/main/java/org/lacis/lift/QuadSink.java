package org.lacis.lift;

import org.apache.jena.graph.Node;

/// Takes the quads of a lift, one by one, in the thread of the lift. The same quad may come twice.
@FunctionalInterface
public interface QuadSink {
  /// @param graph an IRI, or `Quad.defaultGraphIRI`
  void quad(Node graph, Node subject, Node predicate, Node object);
}
