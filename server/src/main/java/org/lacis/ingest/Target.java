package org.lacis.ingest;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import org.apache.jena.graph.Node;
import org.apache.jena.graph.Triple;
import org.lacis.store.BulkLoad;
import org.lacis.store.Difference;
import org.lacis.store.Replacement;
import org.lacis.store.WriteView;

/// Where a build puts what it lifts.
sealed interface Target {
  /// Begins new content for a graph.
  Content replace(Node graph);

  /// Writes to the catalogue, now or when there is a view to write to.
  void note(Consumer<? super WriteView> entry);

  /// New content for a graph.
  interface Content extends AutoCloseable {
    void add(Node subject, Node predicate, Node object);

    /// Puts it in the place of the old one.
    ///
    /// @param difference told of what that changes, but for a graph that held nothing
    Replacement.Outcome finish(Difference difference);

    /// Leaves the graph as it was.
    ///
    /// @return false when that cannot be
    boolean abandon();

    @Override
    void close();
  }

  /// A store that holds something: graphs are replaced in its transaction.
  record Changed(WriteView view) implements Target {
    @Override
    public Content replace(Node graph) {
      Replacement replacement = view.replace(graph);
      return new Content() {
        @Override
        public void add(Node subject, Node predicate, Node object) {
          replacement.add(subject, predicate, object);
        }

        @Override
        public Replacement.Outcome finish(Difference difference) {
          return replacement.finish(difference);
        }

        @Override
        public boolean abandon() {
          replacement.abandon();
          return true;
        }

        @Override
        public void close() {
          replacement.close();
        }
      };
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
    public Content replace(Node graph) {
      return new Held(graph);
    }

    @Override
    public void note(Consumer<? super WriteView> entry) {
      entries.add(entry);
    }

    /// Writes what was noted.
    void describe(WriteView view) {
      entries.forEach(entry -> entry.accept(view));
    }

    /// The first of the content is held back, so that a dataset that fails early, as most that fail
    /// do, leaves nothing.
    private final class Held implements Content {
      private static final int MOST = 200_000;

      private final Node graph;
      private final List<Triple> held = new ArrayList<>();
      private boolean begun;

      Held(Node graph) {
        this.graph = graph;
      }

      @Override
      public void add(Node subject, Node predicate, Node object) {
        if (begun) {
          load.add(graph, subject, predicate, object);
          return;
        }
        held.add(Triple.create(subject, predicate, object));
        if (held.size() == MOST) {
          begin();
        }
      }

      private void begin() {
        begun = true;
        held.forEach(t -> load.add(graph, t.getSubject(), t.getPredicate(), t.getObject()));
        held.clear();
      }

      @Override
      public Replacement.Outcome finish(Difference difference) {
        if (!begun) {
          begin();
        }
        return new Replacement.Outcome(true, 0, 0);
      }

      @Override
      public boolean abandon() {
        return !begun;
      }

      @Override
      public void close() {
        held.clear();
      }
    }
  }
}
