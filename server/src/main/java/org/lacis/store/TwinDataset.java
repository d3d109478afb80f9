package org.lacis.store;

import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import org.apache.jena.atlas.iterator.Iter;
import org.apache.jena.atlas.lib.tuple.Tuple;
import org.apache.jena.graph.Graph;
import org.apache.jena.graph.Node;
import org.apache.jena.query.ReadWrite;
import org.apache.jena.query.TxnType;
import org.apache.jena.riot.system.PrefixMap;
import org.apache.jena.sparql.core.DatasetGraph;
import org.apache.jena.sparql.core.DatasetGraphWrapper;
import org.apache.jena.sparql.core.GraphView;
import org.apache.jena.sparql.core.Quad;
import org.apache.jena.tdb2.store.DatasetGraphTDB;
import org.apache.jena.tdb2.store.NodeId;
import org.jspecify.annotations.Nullable;
import org.lacis.vocabulary.Finding;
import org.lacis.vocabulary.Place;

/// The twin as a dataset of Jena, for its protocol code, its SPARQL Update and its query engine:
/// whatever is written through it keeps the spatial index, whatever is read shows the union of all
/// named graphs as default graph.
///
/// The default graph cannot be written, since what was put there could not be told from what other
/// graphs say; [#writingDefaultTo] gives those who write without naming a graph one that has a
/// name. One transaction a thread, one writer at a time.
public final class TwinDataset extends DatasetGraphWrapper {
  private final Ledger ledger;
  private final DatasetGraphTDB tdb;
  private final @Nullable Node unnamed;

  TwinDataset(Ledger ledger) {
    super(ledger.quads().tdb());
    this.ledger = ledger;
    this.tdb = ledger.quads().tdb();
    this.unnamed = null;
  }

  private TwinDataset(TwinDataset twin, Node unnamed) {
    super(twin.tdb, twin.getContext());
    this.ledger = twin.ledger;
    this.tdb = twin.tdb;
    this.unnamed = unnamed;
  }

  /// The same twin, in the same transactions, as a graph store (SPARQL 1.1 Update, section 3): its
  /// unnamed graph is one of the named graphs, so that what is written without a name can be told
  /// from what others say. As quads and graphs the default graph of this dataset holds that graph
  /// and nothing else, and it is left out of the list of names; patterns of queries and updates
  /// still match the union, to which it belongs.
  ///
  /// A statement that only other graphs make is not deleted without naming them: that would look
  /// done and change nothing.
  ///
  /// @param graph IRI of the graph
  public TwinDataset writingDefaultTo(Node graph) {
    return new TwinDataset(this, graph);
  }

  /// TDB2 itself, for the query engine; shows all that this transaction has written so far.
  public DatasetGraphTDB storage() {
    ledger.turn().flush();
    return tdb;
  }

  /// The version that the transaction of this thread reads; empty when it writes, so that what it
  /// sees is no state that others will ever see.
  public OptionalLong committedVersion() {
    Turn turn = ledger.turn();
    return turn.changes == null ? OptionalLong.of(turn.version) : OptionalLong.empty();
  }

  /// What was touched between another version and the one that this transaction reads.
  ///
  /// @param version earlier or later
  /// @return empty when it is much, or long ago, or when this transaction writes
  public Optional<Delta> changesSince(long version) {
    Turn turn = ledger.turn();
    return turn.changes == null ? ledger.recent().between(version, turn.version) : Optional.empty();
  }

  Ledger ledger() {
    return ledger;
  }

  /// The spatial index of the transaction that this thread is in.
  public SpatialIndex spatial() {
    return ledger.turn();
  }

  /// The numbers of terms; good inside a transaction.
  public NodeIds ids() {
    Turn turn = ledger.turn();
    turn.flush();
    return turn.changes == null ? ledger.quads() : turn.changes.terms();
  }

  /// The indexes of the quads as sorted tables, all that this transaction has written so far
  /// included; good until it writes again. Empty where TDB2 does not keep them as B+trees.
  public List<SortedQuads> sortedQuads() {
    Turn turn = ledger.turn();
    turn.flush();
    return ledger.quads().sorted();
  }

  // ---- transactions

  @Override
  public void begin() {
    begin(TxnType.READ_PROMOTE);
  }

  @Override
  public void begin(TxnType type) {
    ledger.begin(type);
  }

  @Override
  public void begin(ReadWrite mode) {
    begin(TxnType.convert(mode));
  }

  @Override
  public boolean promote() {
    return promote(
        transactionType() == TxnType.READ_COMMITTED_PROMOTE
            ? Promote.READ_COMMITTED
            : Promote.ISOLATED);
  }

  @Override
  public boolean promote(Promote mode) {
    return ledger.promote(mode);
  }

  @Override
  public void commit() {
    ledger.commit();
  }

  @Override
  public void abort() {
    ledger.abort();
  }

  @Override
  public void end() {
    ledger.end();
  }

  @Override
  public void close() {
    // The store closes; nobody who was handed this dataset does.
  }

  // ---- reading

  @Override
  protected DatasetGraph getR() {
    return storage();
  }

  @Override
  public Graph getDefaultGraph() {
    return unnamed == null
        ? GraphView.createDefaultGraph(this)
        : GraphView.createNamedGraph(this, unnamed);
  }

  @Override
  public Graph getUnionGraph() {
    return GraphView.createDefaultGraph(this);
  }

  @Override
  public Graph getGraph(Node graph) {
    return GraphView.createNamedGraph(this, graph);
  }

  @Override
  public Iterator<Node> listGraphNodes() {
    Iterator<Node> names = graphs();
    return unnamed == null ? names : Iter.filter(names, name -> !name.equals(unnamed));
  }

  /// TDB2 reads every quad for the names of graphs.
  private Iterator<Node> graphs() {
    for (SortedQuads index : sortedQuads()) {
      if (index.column(0) == 0) {
        NodeIds ids = ids();
        return GraphNames.of(index).stream().map(ids::node).toList().iterator();
      }
    }
    return storage().listGraphNodes();
  }

  @Override
  public boolean containsGraph(Node graph) {
    return isUnion(graph) || storage().containsGraph(graph);
  }

  /// Every quad, each once: those of the default graph are quads of named graphs already.
  @Override
  public Iterator<Quad> find() {
    return find(Node.ANY, Node.ANY, Node.ANY, Node.ANY);
  }

  @Override
  public Iterator<Quad> find(Quad quad) {
    return find(quad.getGraph(), quad.getSubject(), quad.getPredicate(), quad.getObject());
  }

  @Override
  public Iterator<Quad> find(Node graph, Node subject, Node predicate, Node object) {
    if (unnamed != null && graph != null && Quad.isDefaultGraph(graph)) {
      return Iter.map(
          findNG(unnamed, subject, predicate, object),
          quad -> Quad.create(Quad.defaultGraphIRI, quad.asTriple()));
    }
    if (isUnion(graph)) {
      Node name = Quad.isUnionGraph(graph) ? Quad.unionGraph : Quad.defaultGraphIRI;
      Changes changes = flushed();
      if (changes != null) {
        return changes.terms().findInUnion(name, subject, predicate, object);
      }
      return Iter.map(
          storage().getUnionGraphTDB().find(subject, predicate, object),
          triple -> Quad.create(name, triple));
    }
    return findNG(graph, subject, predicate, object);
  }

  @Override
  public Iterator<Quad> findNG(Node graph, Node subject, Node predicate, Node object) {
    Changes changes = flushed();
    return changes != null
        ? changes.terms().find(graph, subject, predicate, object)
        : tdb.findNG(graph, subject, predicate, object);
  }

  /// The changes of this thread's transaction, all of them inserted, if it writes.
  private @Nullable Changes flushed() {
    Turn turn = ledger.turn();
    turn.flush();
    return turn.changes;
  }

  @Override
  public boolean contains(Quad quad) {
    return contains(quad.getGraph(), quad.getSubject(), quad.getPredicate(), quad.getObject());
  }

  @Override
  public boolean contains(Node graph, Node subject, Node predicate, Node object) {
    return find(graph, subject, predicate, object).hasNext();
  }

  @Override
  public boolean isEmpty() {
    return !findNG(Node.ANY, Node.ANY, Node.ANY, Node.ANY).hasNext();
  }

  private static boolean isUnion(Node graph) {
    return graph != null && (Quad.isDefaultGraph(graph) || Quad.isUnionGraph(graph));
  }

  private static boolean isDefault(@Nullable Node graph) {
    return graph == null || Quad.isDefaultGraph(graph);
  }

  @Override
  public PrefixMap prefixes() {
    return new TwinPrefixes(tdb.prefixes(), ledger);
  }

  // ---- writing

  @Override
  protected DatasetGraph getW() {
    throw new UnsupportedOperationException("an operation that would pass by the spatial index");
  }

  @Override
  public void sync() {
    // A commit is on disk when it returns.
  }

  @Override
  public void add(Quad quad) {
    add(quad.getGraph(), quad.getSubject(), quad.getPredicate(), quad.getObject());
  }

  @Override
  public void add(Node graph, Node subject, Node predicate, Node object) {
    ledger.changes().add(target(graph), subject, predicate, object);
  }

  @Override
  public void delete(Quad quad) {
    delete(quad.getGraph(), quad.getSubject(), quad.getPredicate(), quad.getObject());
  }

  @Override
  public void delete(Node graph, Node subject, Node predicate, Node object) {
    Node target = target(graph);
    Changes changes = ledger.changes();
    changes.flush();
    Quads quads = ledger.quads();
    long g = quads.id(target);
    long s = quads.id(subject);
    long p = quads.id(predicate);
    long o = quads.id(object);
    boolean known =
        g != NodeIds.ABSENT && s != NodeIds.ABSENT && p != NodeIds.ABSENT && o != NodeIds.ABSENT;
    if (known && quads.has(g, s, p, o)) {
      changes.noteRemoval(o);
      changes.quadsTouched().add(g, s, p, o);
      changes.redo().delete(target, subject, predicate, object);
      quads.delete(g, s, p, o);
    } else if (isDefault(graph)) {
      refuseOthers(subject, predicate, object);
    }
  }

  /// Removes what matches; where the default graph is the union there is nothing to remove from it,
  /// since it holds nothing of its own.
  @Override
  public void deleteAny(Node name, Node subject, Node predicate, Node object) {
    Node graph = isDefault(name) ? unnamed : name;
    if (graph == null || isUnion(graph)) {
      return;
    }
    Changes changes = ledger.changes();
    changes.flush();
    Quads quads = ledger.quads();
    List<Tuple<NodeId>> slice = new ArrayList<>();
    do {
      slice.clear();
      Iterator<Tuple<NodeId>> found =
          tdb.getQuadTable().getNodeTupleTable().findAsNodeIds(graph, subject, predicate, object);
      // TDB2's iterators do not live through changes of what they iterate over.
      while (found != null && found.hasNext() && slice.size() < SLICE) {
        slice.add(found.next());
      }
      for (Tuple<NodeId> quad : slice) {
        changes.noteRemoval(Quads.encode(quad.get(3)));
        noteTouched(changes, quad);
        if (changes.redo().whole()) {
          Terms terms = changes.terms();
          changes
              .redo()
              .delete(
                  terms.node(Quads.encode(quad.get(0))),
                  terms.node(Quads.encode(quad.get(1))),
                  terms.node(Quads.encode(quad.get(2))),
                  terms.node(Quads.encode(quad.get(3))));
        }
        quads.delete(quad);
      }
    } while (slice.size() == SLICE);
  }

  private static void noteTouched(Changes changes, Tuple<NodeId> quad) {
    if (!changes.quadsTouched().isMany()) {
      changes
          .quadsTouched()
          .add(
              Quads.encode(quad.get(0)),
              Quads.encode(quad.get(1)),
              Quads.encode(quad.get(2)),
              Quads.encode(quad.get(3)));
    }
  }

  private static final int SLICE = 100_000;

  @Override
  public void clear() {
    deleteAny(Node.ANY, Node.ANY, Node.ANY, Node.ANY);
  }

  @Override
  public void addGraph(Node name, Graph graph) {
    removeGraph(name);
    graph
        .find()
        .forEachRemaining(
            triple -> add(name, triple.getSubject(), triple.getPredicate(), triple.getObject()));
  }

  @Override
  public void removeGraph(Node name) {
    deleteAny(name, Node.ANY, Node.ANY, Node.ANY);
  }

  /// Begins to put new content in the place of what a graph holds.
  Replacement replace(Node name) {
    return new Replacement(this, target(name));
  }

  /// The graph that a change is about.
  private Node target(@Nullable Node graph) {
    if (isDefault(graph) && unnamed != null) {
      return unnamed;
    }
    if (graph == null || isUnion(graph)) {
      throw new StoreException(
          Finding.violation(
              "store.no-graph",
              Place.of("the default graph"),
              "a change of the default graph",
              "a change of a named graph",
              "Name the graph (GRAPH <…> { … }, or ?graph=…): the default graph only shows the"
                  + " union of all named graphs"));
    }
    return graph;
  }

  private void refuseOthers(Node subject, Node predicate, Node object) {
    Iterator<Quad> said = findNG(Node.ANY, subject, predicate, object);
    if (said.hasNext()) {
      String graph = said.next().getGraph().toString();
      throw new StoreException(
          Finding.violation(
              "store.said-elsewhere",
              Place.of("the default graph"),
              "removal of a statement that " + graph + " makes",
              "removal of what " + unnamed + " says",
              "Name the graph: GRAPH <" + graph + "> { … }, or WITH <" + graph + ">"));
    }
  }
}
