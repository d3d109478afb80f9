package org.lacis.store;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.apache.jena.graph.Node;
import org.apache.jena.sparql.core.Quad;
import org.lacis.geometry.GeometryException;
import org.lacis.store.bulk.DatabaseWriter;
import org.lacis.store.bulk.Lane;
import org.lacis.store.bulk.Parallel;
import org.lacis.store.disk.Database;
import org.lacis.vocabulary.Finding;
import org.lacis.vocabulary.FindingSink;
import org.lacis.vocabulary.Place;

/// Fills a store that holds nothing, all at once: quads in any order are numbered, sorted and
/// packed, many times faster and smaller than a transaction would, and the spatial index is made on
/// the way.
///
/// All or nothing: the new store is written beside the old one and takes its place in [#finish()];
/// a process that is killed before leaves the empty store, one that is killed after leaves the
/// whole new one. The store's folder is taken from the first step to the last.
///
/// One thread gives the quads; two others work for it. Heap: about a quarter of what the process
/// may use; the rest is put aside on disk.
public final class BulkLoad implements AutoCloseable {
  private static final int BATCH = 1024;
  private static final int WAITING = 8;

  private final Path folder;
  private final FileLock lock;
  private final long version;
  private final Path staged;
  private final DatabaseWriter database;
  private final FindingSink findings;
  private final Lane<Node[]> quads;
  private final Lane<Geometries> geometries;
  private final Entries entries = new Entries();

  private Node[] batch = new Node[4 * BATCH];
  private int filled;
  private Geometries literals = new Geometries();

  /// Whether there was a geometry literal, readable or not.
  private boolean indexed;

  private boolean done;

  /// What a load has brought.
  ///
  /// @param quads equal ones counted once
  /// @param terms different terms that are no short values
  /// @param geometries literals in the spatial index
  public record Loaded(long quads, long terms, long geometries) {}

  /// Geometry literals with their numbers.
  private static final class Geometries {
    static final int MOST = 256;

    final List<Node> literals = new ArrayList<>();
    final long[] ids = new long[MOST];
  }

  private BulkLoad(Path folder, FileLock lock, FindingSink findings, int capacity, long version)
      throws IOException {
    this.folder = folder;
    this.lock = lock;
    this.findings = findings;
    this.version = version;
    this.staged = Staging.begin(folder);
    this.database = new DatabaseWriter(staged.resolve("tdb2"), capacity, this::literal);
    this.quads = new Lane<>("bulk-terms", WAITING, this::number);
    this.geometries = new Lane<>("bulk-geometries", WAITING, this::index);
  }

  /// Begins to fill a store, which is made where there is none.
  ///
  /// @param findings told of geometry literals that cannot be read, on another thread
  /// @throws StoreException `store.not-empty` when it holds a quad; `store.in-use` when it is open,
  ///   here or in another process
  public static BulkLoad into(Path folder, FindingSink findings) {
    return into(folder, findings, capacity());
  }

  /// Begins to fill a store; geometry literals that cannot be read are logged.
  ///
  /// @throws StoreException as above
  public static BulkLoad into(Path folder) {
    return into(folder, TwinStore::log);
  }

  /// Whether nothing was ever written to a store, or there is none. Cheap.
  ///
  /// @throws StoreException `store.in-use` when it is open, here or in another process
  public static boolean isNew(Path folder) {
    try {
      FileLock lock = StoreFolder.take(folder);
      try (FileChannel _ = lock.channel()) {
        return Database.isUntouched(folder.resolve("tdb2"));
      }
    } catch (IOException e) {
      throw StoreFolder.explained(new UncheckedIOException(e), folder);
    }
  }

  /// @param capacity quads in memory before they are put aside
  static BulkLoad into(Path folder, FindingSink findings, int capacity) {
    return begin(folder, findings, capacity, BulkLoad::requireEmpty);
  }

  /// Begins to make a store that takes the place of one that may hold something.
  ///
  /// @param version reads the version of the old one
  static BulkLoad over(Path folder, Version version) {
    return begin(folder, TwinStore::log, capacity(), version);
  }

  /// Reads the version of a store in a folder that this process has taken.
  @FunctionalInterface
  interface Version {
    long of(Path folder) throws IOException;
  }

  private static BulkLoad begin(Path folder, FindingSink findings, int capacity, Version version) {
    try {
      FileLock lock = StoreFolder.take(folder);
      try {
        return new BulkLoad(folder, lock, findings, capacity, version.of(folder));
      } catch (Throwable e) {
        lock.channel().close();
        throw e;
      }
    } catch (IOException e) {
      throw StoreFolder.explained(new UncheckedIOException(e), folder);
    }
  }

  private static int capacity() {
    return DatabaseWriter.capacity(Runtime.getRuntime().maxMemory() / 4);
  }

  /// Where the new store is made.
  Path staged() {
    return staged;
  }

  /// @return the version of the empty store
  private static long requireEmpty(Path folder) throws IOException {
    Path before = folder.resolve("tdb2");
    if (Database.isUntouched(before)) {
      return 0;
    }
    try (TwinStore store = TwinStore.openTaken(folder)) {
      boolean holds =
          store.read(view -> view.dataset().find(Node.ANY, Node.ANY, Node.ANY, Node.ANY).hasNext());
      if (holds) {
        throw new StoreException(
            Finding.violation(
                "store.not-empty",
                Place.of(folder.toString()),
                "a store that holds statements",
                "an empty store, since it is filled at once",
                "Add to it in a transaction, or name another folder"));
      }
      return store.version();
    }
  }

  /// Takes a quad. Work may lag behind: what goes wrong with it can be thrown by a later call.
  ///
  /// @param graph an IRI
  /// @throws StoreException `store.no-graph` when `graph` names no graph of its own;
  ///   `store.disk-full`
  public void add(Node graph, Node subject, Node predicate, Node object) {
    if (graph == null || Quad.isDefaultGraph(graph) || Quad.isUnionGraph(graph)) {
      throw new StoreException(
          Finding.violation(
              "store.no-graph",
              Place.of("the default graph"),
              "a statement of the default graph",
              "a statement of a named graph",
              "Name the graph: the default graph only shows the union of all named graphs"));
    }
    batch[filled] = graph;
    batch[filled + 1] = subject;
    batch[filled + 2] = predicate;
    batch[filled + 3] = object;
    filled += 4;
    if (filled == batch.length) {
      give(batch);
      batch = new Node[4 * BATCH];
      filled = 0;
    }
  }

  /// Takes a quad.
  public void add(Quad quad) {
    add(quad.getGraph(), quad.getSubject(), quad.getPredicate(), quad.getObject());
  }

  private void give(Node[] nodes) {
    try {
      quads.give(nodes);
    } catch (RuntimeException e) {
      throw StoreFolder.explained(e, folder);
    }
  }

  private void number(Node[] nodes) {
    try {
      for (int i = 0; i < nodes.length; i += 4) {
        database.add(nodes[i], nodes[i + 1], nodes[i + 2], nodes[i + 3]);
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private void literal(Node literal, long id) {
    if (GeometryLiterals.isGeometry(literal)) {
      indexed = true;
      literals.ids[literals.literals.size()] = id;
      literals.literals.add(literal);
      if (literals.literals.size() == Geometries.MOST) {
        geometries.give(literals);
        literals = new Geometries();
      }
    }
  }

  private void index(Geometries some) {
    for (int i = 0; i < some.literals.size(); i++) {
      try {
        Node literal = some.literals.get(i);
        entries.add(some.ids[i], literal, GeometryLiterals.parse(literal), findings);
      } catch (GeometryException e) {
        findings.report(e.finding());
      }
    }
  }

  /// Makes all that was given the content of the store, which can be opened afterwards.
  ///
  /// @throws StoreException `store.disk-full`; the store is empty as before
  public Loaded finish() {
    try {
      Loaded loaded = write();
      move();
      return loaded;
    } finally {
      close();
    }
  }

  /// Opens what was given as a store of its own, to be worked on before it takes its place: nobody
  /// else sees it. Nothing more can be given.
  ///
  /// @return a store to be closed before [#publish()]
  public TwinStore stage() {
    write();
    return TwinStore.open(staged);
  }

  /// Puts the staged store, with all that was committed to it, in the place of the empty one.
  public void publish() {
    try {
      move();
    } finally {
      close();
    }
  }

  private Loaded write() {
    try {
      give(Arrays.copyOf(batch, filled));
      quads.finish();
      long generation = indexed ? 1 : 0;
      long terms = database.terms();
      long[] count = {0};
      Parallel.both(
          task -> Thread.ofPlatform().name("bulk-index").daemon().start(task),
          () -> count[0] = database.finish(Quads.notes(version + 1, generation)),
          () -> saveIndex(generation));
      Tables.describe(staged.resolve("tdb2"));
      return new Loaded(count[0], terms, entries.size());
    } catch (IOException e) {
      throw StoreFolder.explained(new UncheckedIOException(e), folder);
    } catch (RuntimeException e) {
      throw StoreFolder.explained(e, folder);
    }
  }

  private void saveIndex(long generation) {
    geometries.give(literals);
    geometries.finish();
    if (generation > 0) {
      IndexFolder index = new IndexFolder(Optional.of(staged.resolve("spatial")));
      index.force(index.save(generation, List.of(), entries, 0));
    }
  }

  private void move() {
    try {
      Staging.publish(folder);
      done = true;
    } catch (IOException e) {
      throw StoreFolder.explained(new UncheckedIOException(e), folder);
    }
  }

  /// Ends the load; when neither [#finish()] nor [#publish()] has returned, the store stays empty.
  @Override
  public void close() {
    if (!lock.isValid()) {
      return;
    }
    quads.close();
    geometries.close();
    try (FileChannel _ = lock.channel()) {
      database.close();
      if (!done) {
        Staging.delete(staged);
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
