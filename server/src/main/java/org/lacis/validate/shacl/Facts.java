package org.lacis.validate.shacl;

import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.jena.graph.Graph;
import org.apache.jena.graph.Node;
import org.apache.jena.graph.Triple;
import org.jspecify.annotations.Nullable;
import org.lacis.store.NodeIds;
import org.lacis.store.SortedQuads;
import org.lacis.store.TwinDataset;
import org.lacis.store.View;

/// What is checked: the union of the graphs of a view, as numbers. Statements that stand in several
/// graphs are one.
///
/// A term that the view does not hold (a `sh:targetNode`, what a path of no steps begins with) gets
/// a number of its own, which nothing is said of. Belongs to the thread of the view.
public abstract class Facts {
  /// TDB2 gives no number from here on to values (their type would be 0), and none to terms.
  private static final long FOREIGN = Long.MIN_VALUE + 1;

  private static final int MOST_FOREIGN = 1 << 30;
  private static final int PLACES = 1 << 14;

  private final NodeIds ids;
  private final List<Node> foreign = new ArrayList<>();
  private final Map<Node, Long> foreignIds = new HashMap<>();

  private final @Nullable Node[] nodes = new Node[PLACES];
  private final long[] named = new long[PLACES];

  Facts(NodeIds ids) {
    this.ids = ids;
  }

  public static Facts of(View view) {
    List<SortedQuads> tables =
        view.dataset() instanceof TwinDataset twin ? twin.sortedQuads() : List.of();
    return tables.isEmpty() ? new PlainFacts(view.ids()) : new StoredFacts(view.ids(), tables);
  }

  /// Reads the graph whole.
  public static Facts of(Graph graph) {
    return new PlainFacts(GraphIds.of(graph));
  }

  /// The number of a term, be it in the view or not.
  final long id(Node node) {
    long id = ids.id(node);
    // A value kept in its number may have been written otherwise: 01 is not the term 1.
    return id != NodeIds.ABSENT && (id >= 0 || ids.node(id).equals(node)) ? id : foreign(node);
  }

  private long foreign(Node node) {
    return foreignIds.computeIfAbsent(
        node,
        term -> {
          foreign.add(term);
          return FOREIGN + foreign.size() - 1;
        });
  }

  /// The number of a term of a statement that the view was told: what was said as 01 stands there
  /// as 1.
  private long stored(Node node) {
    long id = ids.id(node);
    return id != NodeIds.ABSENT ? id : foreign(node);
  }

  static boolean isForeign(long id) {
    return id < FOREIGN + MOST_FOREIGN && id >= FOREIGN;
  }

  /// Statements as three numbers each, be they in the view or not.
  public final List<long[]> numbers(Collection<Triple> statements) {
    List<long[]> numbers = new ArrayList<>(statements.size());
    for (Triple each : statements) {
      numbers.add(
          new long[] {
            stored(each.getSubject()), stored(each.getPredicate()), stored(each.getObject())
          });
    }
    return numbers;
  }

  final Node node(long id) {
    if (isForeign(id)) {
      return foreign.get((int) (id - FOREIGN));
    }
    int at = (int) ((id * 0x9E3779B97F4A7C15L) >>> 50);
    Node known = nodes[at];
    if (known != null && named[at] == id) {
      return known;
    }
    Node node = ids.node(id);
    nodes[at] = node;
    named[at] = id;
    return node;
  }

  final NodeIds ids() {
    return ids;
  }

  /// Reads what is said of a subject.
  final void load(long subject, Rows rows) {
    rows.subject = subject;
    rows.loaded = true;
    rows.count = 0;
    if (!isForeign(subject)) {
      read(subject, rows);
    }
  }

  /// The subjects of `predicate object`, as a set of [Ordered]; likewise the others.
  final long[] subjects(long predicate, long object) {
    return isForeign(predicate) || isForeign(object) ? Ordered.NONE : with(predicate, object);
  }

  final long[] objects(long subject, long predicate) {
    return isForeign(subject) || isForeign(predicate) ? Ordered.NONE : of(subject, predicate);
  }

  /// Everything that has a predicate.
  final long[] subjectsOf(long predicate) {
    return isForeign(predicate) ? Ordered.NONE : all(predicate, true);
  }

  /// Everything that is an object of a predicate.
  final long[] objectsOf(long predicate) {
    return isForeign(predicate) ? Ordered.NONE : all(predicate, false);
  }

  /// How many statements `predicate object` there are at most, counted no farther than `most`.
  final long count(long predicate, long object, long most) {
    return isForeign(predicate) || isForeign(object)
        ? 0
        : ids.count(NodeIds.ABSENT, NodeIds.ABSENT, predicate, object, most);
  }

  abstract void read(long subject, Rows rows);

  abstract long[] with(long predicate, long object);

  abstract long[] of(long subject, long predicate);

  abstract long[] all(long predicate, boolean subjects);
}
