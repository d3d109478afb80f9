package org.lacis.store.disk;

import java.io.DataInputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.UUID;
import org.apache.jena.atlas.lib.tuple.TupleMap;
import org.apache.jena.dboe.base.block.BlockMgr;
import org.apache.jena.dboe.base.file.BinaryDataFile;
import org.apache.jena.dboe.base.file.BufferChannel;
import org.apache.jena.dboe.base.file.BufferChannelMem;
import org.apache.jena.dboe.base.file.Location;
import org.apache.jena.dboe.base.record.RecordFactory;
import org.apache.jena.dboe.sys.Names;
import org.apache.jena.dboe.sys.SystemIndex;
import org.apache.jena.dboe.trans.bplustree.BPlusTree;
import org.apache.jena.dboe.trans.bplustree.BPlusTreeFactory;
import org.apache.jena.dboe.trans.bplustree.BPlusTreeParams;
import org.apache.jena.dboe.trans.data.TransBinaryDataFile;
import org.apache.jena.dboe.transaction.txn.TransactionCoordinator;
import org.apache.jena.dboe.transaction.txn.TransactionalBase;
import org.apache.jena.dboe.transaction.txn.journal.Journal;
import org.apache.jena.sparql.engine.main.QC;
import org.apache.jena.tdb2.params.StoreParams;
import org.apache.jena.tdb2.solver.OpExecutorTDB2;
import org.apache.jena.tdb2.store.DatasetGraphTDB;
import org.apache.jena.tdb2.store.QuadTable;
import org.apache.jena.tdb2.store.StoragePrefixesTDB;
import org.apache.jena.tdb2.store.StorageTDB;
import org.apache.jena.tdb2.store.TripleTable;
import org.apache.jena.tdb2.store.nodetable.NodeTable;
import org.apache.jena.tdb2.store.nodetable.NodeTableCache;
import org.apache.jena.tdb2.store.nodetable.NodeTableInline;
import org.apache.jena.tdb2.store.nodetupletable.NodeTupleTableConcrete;
import org.apache.jena.tdb2.store.tupletable.TupleIndex;
import org.apache.jena.tdb2.store.tupletable.TupleIndexRecord;
import org.apache.jena.tdb2.sys.ComponentIdMgr;
import org.apache.jena.tdb2.sys.SystemTDB;

/// A database of TDB2 in a folder, its checkpoint and its redo log. One process has it open, one
/// thread at a time writes.
///
/// Order of a small commit: [#log], then TDB2's commit. Order of a large one: [#force], then TDB2's
/// commit, then [#checkpoint]. Between checkpoints the log grows; [#wantsCheckpoint] tells when it
/// has grown enough.
public final class Database implements AutoCloseable {
  /// A longer log would take too long to be done again: about a quarter of a million statements.
  private static final long LONG_LOG = 32L << 20;

  private final Path folder;
  private final StoreParams params;
  private final ComponentIdMgr names = new ComponentIdMgr(UUID.randomUUID());
  private final SortedMap<String, BufferChannel> states = new TreeMap<>();
  private final List<PageFile> pages = new ArrayList<>();
  private final List<GrowingFile> terms = new ArrayList<>();
  private final DatasetGraphTDB tdb;
  private final RedoLog log;
  private long checkpoint;

  private Database(Path folder, StoreParams params, Checkpoint from) throws IOException {
    this.folder = folder;
    this.params = params;
    this.checkpoint = from.number();
    from.states().forEach((name, state) -> states.put(name, channel(name, state)));
    this.log = RedoLog.open(folder, checkpoint);
    try {
      this.tdb = assembled();
    } catch (Throwable e) {
      closeFiles();
      throw e;
    }
  }

  /// Opens a database as its last checkpoint has it, or makes one; [#pending] tells what was
  /// committed since.
  ///
  /// @throws IOException when the files are not what was written
  public static Database open(Path folder, StoreParams params) throws IOException {
    Optional<Checkpoint> last = Checkpoint.read(folder);
    if (last.isPresent()) {
      Checkpoint from = last.orElseThrow();
      from.cut(folder);
      deleteUnknown(folder, from);
      Database opened = new Database(folder, params, from);
      if (opened.states.size() > from.states().size() && opened.pending().isEmpty()) {
        opened.checkpoint();
      }
      return opened;
    }
    Path terms = folder.resolve(params.getNodeTableBaseName() + "-data." + Names.extObjNodeData);
    if ((Files.exists(terms) && Files.size(terms) > 0)
        || PackedTerms.beginning(terms).isPresent()) {
      throw new IOException("the checkpoint is missing: " + folder.resolve(Checkpoint.FILE));
    }
    // What was made by a process that was killed before its first checkpoint.
    deleteUnknown(folder, new Checkpoint(0, new TreeMap<>()));
    Database made = new Database(folder, params, new Checkpoint(0, new TreeMap<>()));
    made.checkpoint();
    return made;
  }

  /// Whether nothing was ever written to a database, or there is none. Cheap.
  ///
  /// TDB2 never writes to the pages of a committed state, so a tree that was written to has more
  /// than the two it was made with; one that was packed has records in the first.
  ///
  /// @param folder of a database that nobody has open
  public static boolean isUntouched(Path folder) throws IOException {
    Optional<Checkpoint> last = Checkpoint.read(folder);
    if (last.isEmpty()) {
      return true;
    }
    Checkpoint from = last.orElseThrow();
    byte[] state = from.states().get("GSPO.bpt");
    if (state == null) {
      return true;
    }
    try (RedoLog log = RedoLog.open(folder, from.number())) {
      if (!log.read().isEmpty()) {
        return false;
      }
    }
    ByteBuffer words = ByteBuffer.wrap(state);
    return words.getLong() == 0
        && words.getLong() == 1
        && words.getLong() == 1
        && recordsOfFirstPage(folder.resolve("GSPO.dat")) == 0;
  }

  private static int recordsOfFirstPage(Path records) throws IOException {
    try (DataInputStream in = new DataInputStream(Files.newInputStream(records))) {
      return in.readInt();
    }
  }

  /// Trees that were made after the checkpoint hold nothing.
  private static void deleteUnknown(Path folder, Checkpoint known) throws IOException {
    try (DirectoryStream<Path> files =
        Files.newDirectoryStream(folder, "*.{bpt,bdf,idn,dat,obj,jrnl}")) {
      for (Path file : files) {
        String name = file.getFileName().toString();
        String base = name.substring(0, name.lastIndexOf('.'));
        if (!known.states().containsKey(base + ".bpt")
            && !known.states().containsKey(base + ".bdf")) {
          Files.delete(file);
        }
      }
    }
  }

  private static BufferChannel channel(String name, byte[] state) {
    BufferChannel channel = BufferChannelMem.create(name);
    channel.write(ByteBuffer.wrap(state), 0);
    return channel;
  }

  // ---- TDB2 from its parts, as its TDB2StorageBuilder (5.6.0) puts them together

  private DatasetGraphTDB assembled() throws IOException {
    // Whatever its journal would be needed for is in the checkpoint and the log.
    TransactionCoordinator coordinator =
        new TransactionCoordinator(Journal.create(BufferChannelMem.create("journal")));
    TransactionalBase transactions = new TransactionalBase(coordinator);
    NodeTable nodes = nodes(params.getNodeTableBaseName(), true, coordinator);
    TripleTable triples =
        new TripleTable(
            indexes(params.getPrimaryIndexTriples(), params.getTripleIndexes(), coordinator),
            nodes);
    QuadTable quads =
        new QuadTable(
            indexes(params.getPrimaryIndexQuads(), params.getQuadIndexes(), coordinator), nodes);
    StorageTDB storage = new StorageTDB(transactions, triples, quads);
    NodeTable prefixNodes = nodes(params.getPrefixTableBaseName(), false, coordinator);
    String primary = params.getPrimaryIndexPrefix();
    StoragePrefixesTDB prefixes =
        new StoragePrefixesTDB(
            transactions,
            new NodeTupleTableConcrete(
                primary.length(),
                indexes(primary, params.getPrefixIndexes(), coordinator),
                prefixNodes));
    coordinator.start();
    DatasetGraphTDB made =
        new DatasetGraphTDB(
            Location.create(folder),
            params,
            SystemTDB.getDefaultReorderTransform(),
            storage,
            prefixes,
            transactions);
    QC.setFactory(made.getContext(), OpExecutorTDB2.OpExecFactoryTDB);
    return made;
  }

  private TupleIndex[] indexes(String primary, String[] all, TransactionCoordinator coordinator) {
    TupleIndex[] indexes = new TupleIndex[all.length];
    for (int i = 0; i < all.length; i++) {
      RecordFactory records = new RecordFactory(primary.length() * SystemTDB.SizeOfNodeId, 0);
      indexes[i] =
          new TupleIndexRecord(
              primary.length(),
              TupleMap.create(primary, all[i]),
              all[i],
              records,
              tree(all[i], records, coordinator));
    }
    return indexes;
  }

  private BPlusTree tree(String name, RecordFactory records, TransactionCoordinator coordinator) {
    int pageSize = SystemIndex.BlockSize;
    BPlusTree tree =
        BPlusTreeFactory.create(
            names.getComponentId(name),
            new BPlusTreeParams(
                BPlusTreeParams.calcOrder(pageSize, records.recordLength()), records),
            state(name + "." + Names.extBptState),
            pages(name + "." + Names.extBptTree, pageSize),
            pages(name + "." + Names.extBptRecords, pageSize));
    coordinator.add(tree);
    return tree;
  }

  private NodeTable nodes(String name, boolean data, TransactionCoordinator coordinator)
      throws IOException {
    RecordFactory records = new RecordFactory(SystemTDB.LenNodeHash, SystemTDB.SizeOfNodeId);
    BPlusTree hashes = tree(name, records, coordinator);
    String dataName = name + "-data";
    Path path = folder.resolve(dataName + "." + Names.extObjNodeData);
    GrowingFile rest = new GrowingFile(path);
    terms.add(rest);
    TransBinaryDataFile content =
        new TransBinaryDataFile(
            PackedTerms.beginning(path)
                .<BinaryDataFile>map(beginning -> new PackedTerms(beginning, rest))
                .orElse(rest),
            names.getComponentId(dataName),
            state(dataName + "." + Names.extBdfState));
    coordinator.add(content);
    NodeTable cached =
        NodeTableCache.create(
            new IriReading(hashes, content),
            data ? params.getNode2NodeIdCacheSize() : params.getPrefixNode2NodeIdCacheSize(),
            data ? params.getNodeId2NodeCacheSize() : params.getPrefixNodeId2NodeCacheSize(),
            data ? params.getNodeMissCacheSize() : params.getPrefixNodeMissCacheSize(),
            params.getNodeCacheInitialCapacityFactor());
    if (cached instanceof NodeTableCache listener) {
      coordinator.addListener(listener);
    }
    return NodeTableInline.create(cached);
  }

  private BufferChannel state(String name) {
    return states.computeIfAbsent(name, BufferChannelMem::create);
  }

  private BlockMgr pages(String name, int pageSize) {
    PageFile file = PageFile.open(folder.resolve(name), pageSize);
    pages.add(file);
    return file;
  }

  // ---- durability

  public DatasetGraphTDB tdb() {
    return tdb;
  }

  /// What was committed after the checkpoint: to be done again, in order, and put under a
  /// checkpoint. To be asked once, before anything else.
  public List<Redo> pending() throws IOException {
    return log.read();
  }

  /// Brings a small commit, which TDB2 is about to make, to the disk.
  ///
  /// @throws IOException when that failed; [#unlog] has to follow
  public void log(Redo redo) throws IOException {
    log.append(redo);
  }

  /// Takes the last commit back, which failed.
  public void unlog() throws IOException {
    log.takeBack();
  }

  /// Whether the log has something that no checkpoint has.
  public boolean logged() {
    return log.length() > 0;
  }

  /// Whether the log has grown so long that a checkpoint should follow.
  public boolean wantsCheckpoint() {
    return log.length() > LONG_LOG;
  }

  /// Brings all pages and terms to the disk, those of the transaction that is under way included.
  public void force() {
    pages.forEach(PageFile::force);
    terms.forEach(GrowingFile::force);
  }

  /// Makes the newest committed state the one that opening goes back to.
  ///
  /// @throws IOException when that failed; the checkpoint before and the log are as they were
  public void checkpoint() throws IOException {
    force();
    SortedMap<String, byte[]> content = new TreeMap<>();
    states.forEach((name, state) -> content.put(name, content(state)));
    Checkpoint next = new Checkpoint(checkpoint + 1, content);
    next.write(folder);
    checkpoint = next.number();
    log.restart(checkpoint);
    next.writeStates(folder);
  }

  private static byte[] content(BufferChannel state) {
    ByteBuffer bytes = ByteBuffer.allocate((int) state.size());
    state.read(bytes, 0);
    return bytes.array();
  }

  /// Closes the files; makes no checkpoint. Transactions should be over.
  @Override
  public void close() {
    try {
      tdb.shutdown();
    } finally {
      closeFiles();
    }
  }

  private void closeFiles() {
    try {
      log.close();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } finally {
      terms.forEach(GrowingFile::close);
      pages.stream().filter(file -> !file.isClosed()).forEach(PageFile::close);
    }
  }
}
