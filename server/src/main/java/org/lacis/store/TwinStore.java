package org.lacis.store;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.channels.FileLock;
import java.nio.file.Path;
import java.util.Iterator;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.Function;
import org.apache.jena.graph.Node;
import org.apache.jena.query.TxnType;
import org.jspecify.annotations.Nullable;
import org.lacis.store.disk.Database;
import org.lacis.vocabulary.FindingSink;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// The twin on disk: quads in TDB2 and, in the same commit, the spatial index of their geometry
/// literals. One writer and any number of readers at a time, each seeing one state from its first
/// look to its last; what a commit returned from is on disk, what was not committed never happened,
/// whether it was aborted or the process was killed.
///
/// One process at a time has a store open. Safe for threads; a thread that works in a transaction
/// must not be interrupted, since that closes files under the other ones.
public final class TwinStore implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(TwinStore.class);

  private final Optional<Path> folder;
  private final @Nullable FileLock lock;
  private final Ledger ledger;
  private final TwinDataset dataset;

  private TwinStore(Optional<Path> folder, @Nullable FileLock lock, Ledger ledger) {
    this.folder = folder;
    this.lock = lock;
    this.ledger = ledger;
    this.dataset = new TwinDataset(ledger);
  }

  /// Opens a store, makes it first where there is none.
  ///
  /// @throws StoreException `store.in-use` when it is open already, here or in another process;
  ///   `store.unknown-form` when the folder holds something else
  public static TwinStore open(Path folder) {
    return open(folder, TwinStore::log);
  }

  /// @param findings told of geometry literals that cannot be read
  public static TwinStore open(Path folder, FindingSink findings) {
    try {
      FileLock lock = StoreFolder.take(folder);
      try {
        return open(folder, lock, findings);
      } catch (Throwable e) {
        lock.channel().close();
        throw e;
      }
    } catch (IOException e) {
      throw StoreFolder.explained(new UncheckedIOException(e), folder);
    }
  }

  /// Opens a store whose folder this process has taken already, and keeps when it is closed.
  static TwinStore openTaken(Path folder) {
    return open(folder, null, TwinStore::log);
  }

  private static TwinStore open(Path folder, @Nullable FileLock lock, FindingSink findings) {
    try {
      Database database = Tables.open(folder.resolve("tdb2"));
      try {
        IndexFolder index = new IndexFolder(Optional.of(folder.resolve("spatial")));
        Quads quads = new Quads(database.tdb());
        Ledger ledger = new Opening(quads, Optional.of(database), index, findings).ledger();
        return new TwinStore(Optional.of(folder), lock, ledger);
      } catch (Throwable e) {
        database.close();
        throw e;
      }
    } catch (IOException e) {
      throw StoreFolder.damaged(folder, e);
    } catch (RuntimeException e) {
      throw StoreFolder.explained(e, folder);
    }
  }

  /// A store that is gone when it is closed.
  public static TwinStore memory() {
    Quads quads = new Quads(Tables.memory());
    IndexFolder index = new IndexFolder(Optional.empty());
    try {
      Ledger ledger = new Opening(quads, Optional.empty(), index, TwinStore::log).ledger();
      return new TwinStore(Optional.empty(), null, ledger);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  static void log(org.lacis.vocabulary.Finding finding) {
    LOG.warn("{}", finding.sentence());
  }

  /// Reads one state.
  ///
  /// @param reader its view is good until it returns, on its thread
  /// @throws IllegalStateException when this thread is in a transaction already
  public <T extends @Nullable Object> T read(Function<? super View, ? extends T> reader) {
    dataset.begin(TxnType.READ);
    try {
      return reader.apply(new TransactionView(dataset));
    } finally {
      dataset.end();
    }
  }

  /// Changes the store: all that the writer did is committed when it returns, nothing when it
  /// throws. Waits for the writer before it.
  ///
  /// @param writer its view is good until it returns, on its thread
  /// @throws IllegalStateException when this thread is in a transaction already
  /// @throws StoreException `store.disk-full`; nothing was changed
  public <T extends @Nullable Object> T write(Function<? super WriteView, ? extends T> writer) {
    dataset.begin(TxnType.WRITE);
    try {
      folder.ifPresent(StoreFolder::requireRoom);
      T result = writer.apply(new TransactionView(dataset));
      folder.ifPresent(StoreFolder::requireRoom);
      dataset.commit();
      return result;
    } catch (RuntimeException | Error e) {
      if (ledger.busy()) {
        abort(e);
      }
      throw folder.map(path -> StoreFolder.explained(e, path)).orElseGet(() -> rethrown(e));
    }
  }

  private void abort(Throwable why) {
    try {
      dataset.abort();
    } catch (RuntimeException e) {
      why.addSuppressed(e);
    }
  }

  private static RuntimeException rethrown(Throwable e) {
    if (e instanceof Error error) {
      throw error;
    }
    return (RuntimeException) e;
  }

  /// The store as a dataset of Jena, for code that begins and ends transactions itself.
  public TwinDataset dataset() {
    return dataset;
  }

  /// Lets a follower take part in every commit from the next transaction on. Where there are
  /// several they follow in the order in which they came, each what those before it have added.
  /// Those who commit must not be interrupted by it for long.
  public void follow(Follower follower) {
    ledger.follow(new Ledger.Following(follower, () -> new TransactionView(dataset)));
  }

  /// The newest version of the data: counts the commits that changed something. Cheap.
  public long version() {
    return ledger.newest();
  }

  /// Counts what the store holds; reads every quad once, about ten million a second.
  public StoreStatus status() {
    return read(view -> {
      SortedMap<String, Long> graphs = new TreeMap<>();
      for (Iterator<Node> names = view.dataset().listGraphNodes(); names.hasNext(); ) {
        Node name = names.next();
        graphs.put(name.toString(), count(view, name));
      }
      return new StoreStatus(ledger.turn().version, graphs, view.spatial().size(), bytes());
    });
  }

  private static long count(View view, Node graph) {
    long[] count = {0};
    NodeIds ids = view.ids();
    ids.find(
        ids.id(graph), NodeIds.ABSENT, NodeIds.ABSENT, NodeIds.ABSENT, (_, _, _, _) -> count[0]++);
    return count[0];
  }

  private long bytes() {
    return folder.isEmpty() ? 0 : StoreFolder.bytes(folder.orElseThrow());
  }

  /// Compares the spatial index with the data, literal by literal; reads every one of them, on two
  /// threads. Others read and write meanwhile.
  ///
  /// @param findings told of each difference: `store.index-missing`, `-different`, `-foreign`,
  ///   `-damaged`
  public IndexReport checkIndex(FindingSink findings) {
    return this.<IndexReport>read(
        _ -> new IndexCheck(ledger.quads(), ledger.turn().catalog, findings).run());
  }

  /// Makes the spatial index anew from the data, on two threads, and puts it in the place of the
  /// old one in a commit. Readers go on with the old one; other writers wait.
  public void rebuildIndex() {
    write(_ -> {
      ledger.rebuild();
      return true;
    });
  }

  /// Closes the store. Transactions should be over.
  @Override
  public void close() {
    try {
      if (folder.isPresent()) {
        ledger.close();
      } else {
        ledger.quads().tdb().shutdown();
      }
    } finally {
      giveBack();
    }
  }

  private void giveBack() {
    if (lock != null) {
      try {
        lock.channel().close();
      } catch (IOException e) {
        LOG.warn("The lock of the store could not be given back: {}", e.toString());
      }
    }
  }
}
