package org.lacis.store;

import org.apache.jena.graph.Node;

/// New content for a graph, which is compared with the old one when it is complete: only what
/// differs is written, so that a commit is as large as the change and not as the graph.
///
/// The statements wait as numbers of terms, sorted, and are merged with the graph's own index.
/// Their terms are numbered as they come. A graph that holds nothing is written at once. Belongs to
/// the transaction, and its thread.
public final class Replacement implements AutoCloseable {
  private final TwinDataset twin;
  private final Changes changes;
  private final Quads quads;
  private final Node graph;
  private final long graphId;
  private final boolean first;
  private final int[] order;
  private final TripleSpool content = new TripleSpool(true);

  /// What came of a replacement.
  ///
  /// @param first whether the graph held nothing before; then the counts are 0, for nothing was
  ///   compared
  public record Outcome(boolean first, long removed, long added) {
    public boolean changed() {
      return removed + added > 0;
    }
  }

  Replacement(TwinDataset twin, Node graph) {
    this.twin = twin;
    this.changes = twin.ledger().changes();
    this.quads = twin.ledger().quads();
    this.graph = graph;
    changes.flush();
    this.graphId = changes.terms().idToWrite(graph);
    this.first = quads.count(graphId, NodeIds.ABSENT, NodeIds.ABSENT, NodeIds.ABSENT, 1) == 0;
    this.order = quads.orderWithin(graphId);
  }

  /// Takes a statement of the new content; it may come several times.
  public void add(Node subject, Node predicate, Node object) {
    if (first) {
      changes.add(graph, subject, predicate, object);
      return;
    }
    Terms terms = changes.terms();
    long[] ids = {
      graphId, terms.idToWrite(subject), terms.idToWrite(predicate), terms.idToWrite(object)
    };
    content.add(ids[order[0]], ids[order[1]], ids[order[2]]);
  }

  /// Makes what was added the content of the graph.
  ///
  /// @param difference told of what that changes, but for a graph that held nothing
  public Outcome finish(Difference difference) {
    if (first) {
      return new Outcome(true, 0, 0);
    }
    changes.flush();
    try (TripleSpool removed = new TripleSpool(false);
        TripleSpool added = new TripleSpool(false)) {
      compare(removed, added);
      long less = removeAll(removed, difference);
      long more = addAll(added, difference);
      return new Outcome(false, less, more);
    }
  }

  /// Leaves the graph as it was.
  public void abandon() {
    if (first) {
      twin.removeGraph(graph);
    }
  }

  private void compare(TripleSpool removed, TripleSpool added) {
    TripleSpool.Reader fresh = content.read();
    boolean[] more = {fresh.next()};
    long[] old = new long[3];
    quads.find(
        graphId,
        NodeIds.ABSENT,
        NodeIds.ABSENT,
        NodeIds.ABSENT,
        (g, s, p, o) -> {
          long[] ids = {g, s, p, o};
          for (int i = 0; i < 3; i++) {
            old[i] = ids[order[i]];
          }
          while (more[0] && fresh.compareTo(old) < 0) {
            added.add(fresh.get(0), fresh.get(1), fresh.get(2));
            more[0] = fresh.next();
          }
          if (more[0] && fresh.compareTo(old) == 0) {
            more[0] = fresh.next();
          } else {
            removed.add(old[0], old[1], old[2]);
          }
        });
    while (more[0]) {
      added.add(fresh.get(0), fresh.get(1), fresh.get(2));
      more[0] = fresh.next();
    }
  }

  private long removeAll(TripleSpool removed, Difference difference) {
    Terms terms = changes.terms();
    long count = 0;
    long[] ids = {graphId, 0, 0, 0};
    for (TripleSpool.Reader each = removed.read(); each.next(); count++) {
      place(each, ids);
      Node subject = terms.node(ids[1]);
      Node predicate = terms.node(ids[2]);
      Node object = terms.node(ids[3]);
      difference.removed(subject, predicate, object);
      changes.noteRemoval(ids[3]);
      changes.quadsTouched().add(ids[0], ids[1], ids[2], ids[3]);
      requireExact(ids[3], object);
      changes.redo().delete(graph, subject, predicate, object);
      quads.delete(ids[0], ids[1], ids[2], ids[3]);
    }
    return count;
  }

  private long addAll(TripleSpool added, Difference difference) {
    Terms terms = changes.terms();
    long count = 0;
    long[] ids = {graphId, 0, 0, 0};
    for (TripleSpool.Reader each = added.read(); each.next(); count++) {
      place(each, ids);
      Node subject = terms.node(ids[1]);
      Node predicate = terms.node(ids[2]);
      Node object = terms.node(ids[3]);
      difference.added(subject, predicate, object);
      changes.put(ids[0], ids[1], ids[2], ids[3], object);
      requireExact(ids[3], object);
      changes.redo().add(graph, subject, predicate, object);
    }
    return count;
  }

  /// A decimal that was said as `32` has a number that reads as `32.0`, which has another one. The
  /// log tells terms and would mistake one for the other.
  private void requireExact(long id, Node object) {
    if (id < 0 && changes.terms().idToWrite(object) != id) {
      changes.redo().give();
    }
  }

  private void place(TripleSpool.Reader triple, long[] ids) {
    for (int i = 0; i < 3; i++) {
      ids[order[i]] = triple.get(i);
    }
  }

  @Override
  public void close() {
    content.close();
  }
}
