package org.lacis.store;

import org.apache.jena.graph.Node;

/// The store's numbers for RDF terms. Equal terms have equal ids within one view.
public interface NodeIds {
  /// What [#id] answers for a term that the store does not hold.
  long ABSENT = Long.MIN_VALUE;

  /// @return the id, or [#ABSENT]
  long id(Node node);

  /// @throws IllegalArgumentException when the id is not of this store
  Node node(long id);

  /// As [#node], for one of very many terms that are asked for once: it is not remembered.
  default Node nodeOnce(long id) {
    return node(id);
  }

  /// Every quad that matches, as ids.
  ///
  /// @param graph an id, or [#ABSENT] for any graph (a triple in two graphs is told twice, one
  ///   right after the other)
  /// @param subject an id, or [#ABSENT] for any; likewise `predicate` and `object`
  void find(long graph, long subject, long predicate, long object, QuadIds quad);

  /// How many quads match, counted no farther than `most`.
  default long count(long graph, long subject, long predicate, long object, long most) {
    long[] count = {0};
    find(graph, subject, predicate, object, (_, _, _, _) -> count[0]++);
    return Math.min(count[0], most);
  }

  /// Takes one quad as ids.
  @FunctionalInterface
  interface QuadIds {
    void quad(long graph, long subject, long predicate, long object);
  }
}
