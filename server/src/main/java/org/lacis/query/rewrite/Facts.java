package org.lacis.query.rewrite;

import org.apache.jena.graph.Node;

/// What the rewrite asks the data, so that it emits no branch that cannot match. A fact is of the
/// whole store: it may be told of more than the query will see, never of less.
@FunctionalInterface
public interface Facts {
  /// Whether there is a statement with this subject and predicate.
  ///
  /// @param subject [Node#ANY] for any
  boolean any(Node subject, Node predicate);
}
