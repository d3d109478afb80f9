package org.lacis.store;

import java.util.function.Consumer;
import org.apache.jena.graph.Node;
import org.apache.jena.graph.Triple;

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

  /// Puts new content in the place of all that a graph holds.
  ///
  /// @param triples is handed a sink and gives it the triples; may read this view, which then shows
  ///   the graph without its old content
  default void replace(Node graph, Consumer<Consumer<Triple>> triples) {
    clear(graph);
    triples.accept(
        triple -> add(graph, triple.getSubject(), triple.getPredicate(), triple.getObject()));
  }
}
