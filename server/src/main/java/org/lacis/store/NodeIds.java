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

  /// Every quad that matches, as ids.
  ///
  /// @param graph an id, or [#ABSENT] for any graph (a triple in two graphs is told twice)
  /// @param subject an id, or [#ABSENT] for any; likewise `predicate` and `object`
  void find(long graph, long subject, long predicate, long object, QuadIds quad);

  /// Takes one quad as ids.
  @FunctionalInterface
  interface QuadIds {
    void quad(long graph, long subject, long predicate, long object);
  }
}
