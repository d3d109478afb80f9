package org.lacis.store;

import org.apache.jena.graph.Node;

/// The state that a write transaction is making. It reads what it has written; nobody else does
/// before the commit. Belongs to the thread it was given to.
///
/// Quads that are added one after the other are inserted together, sorted, so adding many and then
/// reading is much faster than reading in between.
public interface WriteView extends View {
  /// @param graph an IRI; the default graph is the union of the others and cannot be written
  /// @throws StoreException `store.no-graph` when `graph` names no graph of its own
  void add(Node graph, Node subject, Node predicate, Node object);

  /// Removes a quad if it is there.
  void delete(Node graph, Node subject, Node predicate, Node object);

  /// Removes all quads of a graph.
  void clear(Node graph);

  /// Begins to put new content in the place of what a graph holds; only what differs is written.
  /// Until it is finished the graph holds what it did, but for one that held nothing.
  Replacement replace(Node graph);
}
