package org.lacis.store;

import java.util.Arrays;
import java.util.Collections;
import java.util.Iterator;
import java.util.NoSuchElementException;
import org.apache.jena.atlas.lib.tuple.Tuple;
import org.apache.jena.graph.Node;
import org.apache.jena.sparql.core.Quad;
import org.apache.jena.tdb2.store.NodeId;
import org.jspecify.annotations.Nullable;

/// The terms that one write transaction met lately, with their numbers.
///
/// While a transaction writes, TDB2 (5.6.0) remembers a thousand terms and no more, since what it
/// remembers has to be forgotten when the transaction is aborted. A build is one transaction, and
/// asks for the same million terms again and again; this memory is thrown away with the transaction
/// and may be as large as we like. Each term has one place in it, and drives out who was there.
///
/// Belongs to the thread of the transaction.
final class Terms implements NodeIds {
  private static final int LEAST = 1 << 10;
  private static final int MOST = 1 << 18;

  /// Longer literals are geometries, which are hardly met twice.
  private static final int LONGEST = 500;

  private final Quads quads;

  private @Nullable Node[] numbered = new Node[LEAST];
  private long[] numbers = new long[LEAST];
  private @Nullable Node[] named = new Node[LEAST];
  private long[] names = new long[LEAST];
  private int misses;

  Terms(Quads quads) {
    this.quads = quads;
  }

  /// The number of a term, which is given one if it has none.
  long idToWrite(Node node) {
    int at = place(node.hashCode());
    if (node.equals(numbered[at])) {
      return numbers[at];
    }
    long id = quads.idToWrite(node);
    remember(node, id);
    return id;
  }

  @Override
  public long id(Node node) {
    int at = place(node.hashCode());
    if (node.equals(numbered[at])) {
      return numbers[at];
    }
    long id = quads.id(node);
    if (id != ABSENT) {
      remember(node, id);
    }
    return id;
  }

  @Override
  public Node node(long id) {
    int at = place(Long.hashCode(id));
    Node known = named[at];
    if (known != null && names[at] == id) {
      return known;
    }
    Node node = quads.readNode(id);
    if (!isLong(node)) {
      named[at] = node;
      names[at] = id;
      missed();
    }
    return node;
  }

  private void remember(Node node, long id) {
    if (!isLong(node)) {
      int at = place(node.hashCode());
      numbered[at] = node;
      numbers[at] = id;
      missed();
    }
  }

  private static boolean isLong(Node node) {
    return node.isLiteral() && node.getLiteralLexicalForm().length() > LONGEST;
  }

  private int place(int hash) {
    int mixed = hash * 0x9E3779B9;
    return mixed >>> Integer.numberOfLeadingZeros(numbers.length - 1);
  }

  /// Small transactions stay cheap: the memory grows as it is used.
  private void missed() {
    if (++misses > numbers.length && numbers.length < MOST) {
      int size = 4 * numbers.length;
      numbered = new Node[size];
      named = new Node[size];
      numbers = Arrays.copyOf(numbers, size);
      names = Arrays.copyOf(names, size);
      misses = 0;
    }
  }

  @Override
  public void find(long graph, long subject, long predicate, long object, QuadIds quad) {
    quads.find(graph, subject, predicate, object, quad);
  }

  @Override
  public long count(long graph, long subject, long predicate, long object, long most) {
    return quads.count(graph, subject, predicate, object, most);
  }

  /// Quads of named graphs.
  ///
  /// @param graph an IRI, or `ANY`
  Iterator<Quad> find(Node graph, Node subject, Node predicate, Node object) {
    return found(null, graph, subject, predicate, object);
  }

  /// Triples of all named graphs together, each once.
  ///
  /// @param name what the quads are told to be in
  Iterator<Quad> findInUnion(Node name, Node subject, Node predicate, Node object) {
    return found(name, Node.ANY, subject, predicate, object);
  }

  private Iterator<Quad> found(
      @Nullable Node union, Node graph, Node subject, Node predicate, Node object) {
    long[] pattern = new long[4];
    Node[] nodes = {graph, subject, predicate, object};
    for (int i = 0; i < 4; i++) {
      boolean any = nodes[i] == null || !nodes[i].isConcrete();
      pattern[i] = any ? ABSENT : id(nodes[i]);
      if (!any && pattern[i] == ABSENT) {
        return Collections.emptyIterator();
      }
    }
    return new Found(quads.find(pattern[0], pattern[1], pattern[2], pattern[3]), union);
  }

  /// What TDB2 finds, as terms. Equal triples of several graphs come one after the other, since
  /// every index by which a union is read ends with the graph.
  private final class Found implements Iterator<Quad> {
    private final Iterator<Tuple<NodeId>> ids;
    private final @Nullable Node union;
    private @Nullable Tuple<NodeId> next;

    Found(Iterator<Tuple<NodeId>> ids, @Nullable Node union) {
      this.ids = ids;
      this.union = union;
      this.next = ids.hasNext() ? ids.next() : null;
    }

    @Override
    public boolean hasNext() {
      return next != null;
    }

    @Override
    public Quad next() {
      Tuple<NodeId> quad = next;
      if (quad == null) {
        throw new NoSuchElementException();
      }
      do {
        next = ids.hasNext() ? ids.next() : null;
      } while (union != null && next != null && sameTriple(quad, next));
      return Quad.create(
          union == null ? term(quad, 0) : union, term(quad, 1), term(quad, 2), term(quad, 3));
    }

    private static boolean sameTriple(Tuple<NodeId> a, Tuple<NodeId> b) {
      return a.get(1).equals(b.get(1)) && a.get(2).equals(b.get(2)) && a.get(3).equals(b.get(3));
    }

    private Node term(Tuple<NodeId> quad, int i) {
      return node(Quads.encode(quad.get(i)));
    }
  }
}
