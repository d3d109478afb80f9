package org.lacis.ingest;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import org.apache.jena.graph.Node;
import org.lacis.store.BulkLoad;
import org.lacis.store.WriteView;

/// Where a build puts what it lifts.
sealed interface Target {
  /// Takes away what a graph holds.
  void clear(Node graph);

  void add(Node graph, Node subject, Node predicate, Node object);

  /// Writes to the catalogue, now or when there is a view to write to.
  void note(Consumer<? super WriteView> entry);

  /// A store that holds something: graphs are replaced in its transaction.
  record Changed(WriteView view) implements Target {
    @Override
    public void clear(Node graph) {
      view.clear(graph);
    }

    @Override
    public void add(Node graph, Node subject, Node predicate, Node object) {
      view.add(graph, subject, predicate, object);
    }

    @Override
    public void note(Consumer<? super WriteView> entry) {
      entry.accept(view);
    }
  }

  /// A new store, which is filled at once.
  final class Filled implements Target {
    private final BulkLoad load;
    private final List<Consumer<? super WriteView>> entries = new ArrayList<>();

    Filled(BulkLoad load) {
      this.load = load;
    }

    @Override
    public void clear(Node graph) {
      // There is nothing in it.
    }

    @Override
    public void add(Node graph, Node subject, Node predicate, Node object) {
      load.add(graph, subject, predicate, object);
    }

    @Override
    public void note(Consumer<? super WriteView> entry) {
      entries.add(entry);
    }

    /// Writes what was noted.
    void describe(WriteView view) {
      entries.forEach(entry -> entry.accept(view));
    }
  }
}
