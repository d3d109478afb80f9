package org.lacis.store;

import static java.util.Objects.requireNonNull;

import it.unimi.dsi.fastutil.ints.IntArrays;
import it.unimi.dsi.fastutil.longs.LongOpenHashSet;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Optional;
import java.util.function.LongConsumer;
import org.apache.jena.atlas.lib.tuple.Tuple;
import org.apache.jena.atlas.lib.tuple.TupleFactory;
import org.apache.jena.datatypes.xsd.XSDDatatype;
import org.apache.jena.dboe.base.record.Record;
import org.apache.jena.dboe.index.RangeIndex;
import org.apache.jena.dboe.trans.bplustree.BPlusTree;
import org.apache.jena.graph.Node;
import org.apache.jena.graph.NodeFactory;
import org.apache.jena.graph.Triple;
import org.apache.jena.tdb2.store.DatasetGraphTDB;
import org.apache.jena.tdb2.store.NodeId;
import org.apache.jena.tdb2.store.NodeIdFactory;
import org.apache.jena.tdb2.store.nodetable.NodeTable;
import org.apache.jena.tdb2.store.tupletable.TupleIndex;
import org.apache.jena.tdb2.store.tupletable.TupleIndexRecord;
import org.apache.jena.tdb2.store.tupletable.TupleTable;

/// TDB2's tables as numbers. Every method wants a transaction of TDB2 on its thread.
final class Quads implements NodeIds {
  // TDB2's own default graph never shows in a union of named graphs: the place for notes to self.
  private static final Node SELF = NodeFactory.createURI("urn:lacis:store");

  private final DatasetGraphTDB tdb;
  private final NodeTable nodes;

  /// The terms without TDB2's memory of them, which costs more than it saves where we have our own.
  private final NodeTable plainNodes;

  private final Optional<ExactNumbers> exact;
  private final TupleTable quads;
  private final List<SortedQuads> sorted;

  Quads(DatasetGraphTDB tdb) {
    this.tdb = tdb;
    this.nodes = tdb.getQuadTable().getNodeTupleTable().getNodeTable();
    this.plainNodes = nodes.baseNodeTable();
    this.exact = ExactNumbers.of(nodes);
    this.quads = tdb.getQuadTable().getNodeTupleTable().getTupleTable();
    this.sorted = sorted(quads);
  }

  DatasetGraphTDB tdb() {
    return tdb;
  }

  List<SortedQuads> sorted() {
    SortedQuads[] now = new SortedQuads[sorted.size()];
    for (int i = 0; i < now.length; i++) {
      now[i] = sorted.get(i).now();
    }
    return List.of(now);
  }

  private static List<SortedQuads> sorted(TupleTable quads) {
    List<SortedQuads> sorted = new ArrayList<>();
    for (TupleIndex index : quads.getIndexes()) {
      if (index instanceof TupleIndexRecord records
          && records.getRangeIndex() instanceof BPlusTree tree) {
        sorted.add(new SortedQuads(index.getName(), tree));
      }
    }
    return sorted;
  }

  static long encode(NodeId id) {
    if (id.isPtr()) {
      return id.getPtrLocation();
    }
    byte[] bytes = new byte[Long.BYTES];
    NodeIdFactory.set(id, bytes);
    long value = 0;
    for (byte b : bytes) {
      value = value << 8 | (b & 0xFF);
    }
    return value;
  }

  static NodeId decode(long id) {
    if (id == ABSENT) {
      return NodeId.NodeIdAny;
    }
    if (id >= 0) {
      return NodeIdFactory.createPtr(id);
    }
    byte[] bytes = new byte[Long.BYTES];
    for (int i = 0; i < Long.BYTES; i++) {
      bytes[i] = (byte) (id >>> (56 - 8 * i));
    }
    return NodeIdFactory.get(bytes, 0);
  }

  @Override
  public long id(Node node) {
    NodeId id = nodes.getNodeIdForNode(node);
    return NodeId.isDoesNotExist(id) ? ABSENT : encode(id);
  }

  /// The id of a term, which is given one if it has none.
  long idToWrite(Node node) {
    NodeId inline = NodeId.inline(node);
    if (inline != null) {
      return encode(inline);
    }
    return encode(
        exact.isPresent() && ExactNumbers.concerns(node)
            ? exact.orElseThrow().idToWrite(node)
            : plainNodes.getAllocateNodeId(node));
  }

  /// As [#node(long)], read from the file.
  Node readNode(long id) {
    return id >= 0 ? requireNonNull(plainNodes.getNodeForNodeId(decode(id))) : node(id);
  }

  @Override
  public Node nodeOnce(long id) {
    return id == ABSENT ? node(id) : readNode(id);
  }

  @Override
  public Node node(long id) {
    Node node = id == ABSENT ? null : nodes.getNodeForNodeId(decode(id));
    if (node == null) {
      throw new IllegalArgumentException("no id of this store: " + id);
    }
    return node;
  }

  @Override
  public void find(long graph, long subject, long predicate, long object, QuadIds quad) {
    // Straight from the pages: TDB2's own iterators make five objects a quad.
    QuadScan.best(quads, graph, subject, predicate, object).forEach(quad);
  }

  @Override
  public long count(long graph, long subject, long predicate, long object, long most) {
    return QuadScan.best(quads, graph, subject, predicate, object).count(most);
  }

  /// Which slots of a quad (1 subject, 2 predicate, 3 object) sort the quads of a graph that
  /// [#find] tells, first to last.
  int[] orderWithin(long graph) {
    return QuadScan.best(quads, graph, ABSENT, ABSENT, ABSENT).order();
  }

  Iterator<Tuple<NodeId>> find(long graph, long subject, long predicate, long object) {
    return quads.find(
        TupleFactory.create4(decode(graph), decode(subject), decode(predicate), decode(object)));
  }

  /// Every term that stands as object of a quad and has a number of its own (short values have
  /// none), each once.
  void objects(LongConsumer object) {
    for (TupleIndex index : quads.getIndexes()) {
      if (columns(index)[0] == 3) {
        objects(((TupleIndexRecord) index).getRangeIndex(), object);
        return;
      }
    }
    LongOpenHashSet seen = new LongOpenHashSet();
    find(
        ABSENT,
        ABSENT,
        ABSENT,
        ABSENT,
        (_, _, _, id) -> {
          if (id >= 0 && seen.add(id)) {
            object.accept(id);
          }
        });
  }

  private static void objects(RangeIndex tree, LongConsumer object) {
    long last = -1;
    for (Iterator<Record> keys = tree.iterator(); keys.hasNext(); ) {
      byte[] key = keys.next().getKey();
      long id = 0;
      for (int i = 0; i < Long.BYTES; i++) {
        id = id << 8 | (key[i] & 0xFF);
      }
      // Short values come behind all numbers.
      if (id < 0) {
        return;
      }
      if (id != last) {
        object.accept(id);
        last = id;
      }
    }
  }

  boolean isObject(long id) {
    return find(ABSENT, ABSENT, ABSENT, id).hasNext();
  }

  boolean has(long graph, long subject, long predicate, long object) {
    return find(graph, subject, predicate, object).hasNext();
  }

  /// Inserts quads that are sorted first, index by index: neighbours in a tree are written together
  /// and every page is touched once a chunk.
  ///
  /// @param ids four numbers a quad: graph, subject, predicate, object
  /// @param count quads
  void insert(long[] ids, int count) {
    for (TupleIndex index : quads.getIndexes()) {
      insertSorted(((TupleIndexRecord) index).getRangeIndex(), columns(index), ids, count);
    }
  }

  static int[] columns(TupleIndex index) {
    int[] columns = new int[4];
    for (int i = 0; i < 4; i++) {
      columns[i] = "GSPO".indexOf(index.getName().charAt(i));
    }
    return columns;
  }

  private static void insertSorted(RangeIndex tree, int[] columns, long[] ids, int count) {
    int[] order = new int[count];
    for (int i = 0; i < count; i++) {
      order[i] = i;
    }
    IntArrays.parallelQuickSort(order, (a, b) -> compare(ids, columns, a, b));
    int kept = 0;
    for (int quad : order) {
      if (kept == 0 || compare(ids, columns, order[kept - 1], quad) != 0) {
        order[kept++] = quad;
      }
    }
    // A page that is full is cut in two halves, and keys that come in order never return to the
    // first. Every other key first, the rest after them: the rest fills the halves.
    for (int first = 0; first < 2; first++) {
      for (int i = first; i < kept; i += 2) {
        tree.insert(new Record(key(ids, columns, order[i]), null));
      }
    }
  }

  private static byte[] key(long[] ids, int[] columns, int quad) {
    byte[] key = new byte[4 * Long.BYTES];
    for (int i = 0; i < 4; i++) {
      put(key, i * Long.BYTES, ids[4 * quad + columns[i]]);
    }
    return key;
  }

  private static int compare(long[] ids, int[] columns, int a, int b) {
    for (int column : columns) {
      int order = Long.compareUnsigned(ids[4 * a + column], ids[4 * b + column]);
      if (order != 0) {
        return order;
      }
    }
    return 0;
  }

  private static void put(byte[] key, int at, long value) {
    for (int i = 0; i < Long.BYTES; i++) {
      key[at + i] = (byte) (value >>> (56 - 8 * i));
    }
  }

  void delete(long graph, long subject, long predicate, long object) {
    quads.delete(
        TupleFactory.create4(decode(graph), decode(subject), decode(predicate), decode(object)));
  }

  void delete(Tuple<NodeId> quad) {
    quads.delete(quad);
  }

  /// What a store says about itself in TDB2's own default graph, for one that is written at once.
  static List<Triple> notes(long version, long generation) {
    return List.of(
        Triple.create(SELF, noteNode(Ledger.VERSION), number(version)),
        Triple.create(SELF, noteNode(Ledger.GENERATION), number(generation)));
  }

  private static Node number(long value) {
    return NodeFactory.createLiteralDT(Long.toString(value), XSDDatatype.XSDinteger);
  }

  /// A number that travels with the data, in the same transaction; 0 when it was never set.
  long note(String name) {
    Iterator<org.apache.jena.graph.Triple> found =
        tdb.getTripleTable().find(SELF, noteNode(name), Node.ANY);
    return found.hasNext() ? ((Number) found.next().getObject().getLiteralValue()).longValue() : 0;
  }

  void note(String name, long value) {
    Node predicate = noteNode(name);
    Iterator<org.apache.jena.graph.Triple> found =
        tdb.getTripleTable().find(SELF, predicate, Node.ANY);
    if (found.hasNext()) {
      Node old = requireNonNull(found.next().getObject());
      tdb.getTripleTable().delete(SELF, predicate, old);
    }
    tdb.getTripleTable().add(SELF, predicate, number(value));
  }

  private static Node noteNode(String name) {
    return NodeFactory.createURI("urn:lacis:store:" + name);
  }
}
