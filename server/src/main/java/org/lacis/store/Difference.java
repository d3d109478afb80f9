package org.lacis.store;

import org.apache.jena.graph.Node;

/// Told of what a graph lost and gained, each statement once, removals first.
public interface Difference {
  void removed(Node subject, Node predicate, Node object);

  void added(Node subject, Node predicate, Node object);

  /// Hears nothing.
  Difference UNHEARD =
      new Difference() {
        @Override
        public void removed(Node subject, Node predicate, Node object) {}

        @Override
        public void added(Node subject, Node predicate, Node object) {}
      };
}
