package org.lacis.store;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Supplier;
import org.apache.jena.query.TxnType;
import org.apache.jena.sparql.core.Transactional;
import org.lacis.vocabulary.FindingSink;

/// Keeps data and spatial index in step: begins and ends the transactions of TDB2, and makes the
/// index part of what they commit.
///
/// Order of a commit: files of the new index; their generation as a note in the data; what was
/// changed to the disk ([Durability]); commit of the data. Killed before the last but one, the old
/// data names the old files; after it, the commit is done again when the store is opened.
final class Ledger {
  static final String VERSION = "version";
  static final String GENERATION = "spatial-generation";

  private final Quads quads;
  private final IndexFolder folder;
  private final Durability durability;
  private final Snapshots snapshots;
  private final Recent recent = new Recent();
  private final GeometryLiterals literals = new GeometryLiterals();
  private final FindingSink findings;
  private final Map<Thread, Turn> turns = new ConcurrentHashMap<>();
  private volatile List<Following> following = List.of();

  Ledger(
      Quads quads,
      IndexFolder folder,
      Durability durability,
      Snapshots snapshots,
      FindingSink findings) {
    this.quads = quads;
    this.folder = folder;
    this.durability = durability;
    this.snapshots = snapshots;
    this.findings = findings;
  }

  /// A follower, and what shows it the transaction of its thread.
  record Following(Follower follower, Supplier<WriteView> view) {
    void follow(Turn turn, Changes changes) {
      changes.flush();
      Optional<Delta> touched = changes.quadsTouched().delta();
      follower.follow(view.get(), turn.version, touched);
      changes.flush();
    }
  }

  /// Lets somebody take part in all commits from the next transaction on, after those who do.
  synchronized void follow(Following by) {
    List<Following> all = new ArrayList<>(following);
    all.add(by);
    following = List.copyOf(all);
  }

  Quads quads() {
    return quads;
  }

  /// The transaction that this thread is in.
  Turn turn() {
    Turn turn = turns.get(Thread.currentThread());
    if (turn == null) {
      throw new IllegalStateException("not inside a transaction of the store");
    }
    return turn;
  }

  /// The version that a transaction sees when it begins now.
  long newest() {
    return snapshots.newest();
  }

  /// What the latest commits have touched.
  Recent recent() {
    return recent;
  }

  boolean busy() {
    return turns.get(Thread.currentThread()) != null;
  }

  /// The changes of this thread's transaction, which becomes a writing one if it may.
  Changes changes() {
    Turn turn = turn();
    if (turn.changes == null) {
      TxnType type = quads.tdb().transactionType();
      if (type != TxnType.READ_PROMOTE && type != TxnType.READ_COMMITTED_PROMOTE) {
        throw new IllegalStateException("a change inside a read transaction");
      }
      if (!promote(
          type == TxnType.READ_PROMOTE
              ? Transactional.Promote.ISOLATED
              : Transactional.Promote.READ_COMMITTED)) {
        throw new IllegalStateException("another writer was faster than this transaction");
      }
      turn = turn();
    }
    Changes changes = turn.changes;
    if (changes == null) {
      throw new IllegalStateException("a change inside a read transaction");
    }
    return changes;
  }

  void begin(TxnType type) {
    if (busy()) {
      throw new IllegalStateException(
          "a transaction inside a transaction: finish the first, or use its view");
    }
    durability.requireWhole();
    long held = snapshots.hold();
    try {
      quads.tdb().begin(type);
      // The writer before this one may have failed while it was waited for.
      durability.requireWhole();
      turns.put(Thread.currentThread(), open(held, type == TxnType.WRITE));
    } catch (Throwable e) {
      if (quads.tdb().isInTransaction()) {
        quads.tdb().abort();
        quads.tdb().end();
      }
      snapshots.release(held);
      throw e;
    }
  }

  private Turn open(long held, boolean write) {
    long version = quads.note(VERSION);
    Catalog catalog = snapshots.of(version);
    Changes changes = write ? new Changes(quads, catalog, findings) : null;
    return new Turn(held, version, catalog, changes, quads, literals);
  }

  boolean promote(Transactional.Promote mode) {
    Turn before = turn();
    if (before.changes != null) {
      return true;
    }
    if (!quads.tdb().promote(mode)) {
      return false;
    }
    turns.put(Thread.currentThread(), open(before.held, true));
    return true;
  }

  /// Makes the index of this thread's transaction anew.
  void rebuild() {
    Changes changes = changes();
    changes.flush();
    changes.replaceIndex(folder, new GeometryScan(quads).entries(findings));
  }

  void commit() {
    // Files are closed by an interrupt of the thread that writes them, which is not meant for them.
    boolean interrupted = Thread.interrupted();
    try {
      commit(turn().version + 1);
    } finally {
      if (interrupted) {
        Thread.currentThread().interrupt();
      }
    }
  }

  /// @param next the version of the data from now on
  void commit(long next) {
    Turn turn = turn();
    Changes changes = turn.changes;
    if (changes == null || !changes.touched()) {
      try {
        quads.tdb().commit();
      } finally {
        close(turn);
      }
      return;
    }
    List<Following> all = following;
    int told = 0;
    try {
      changes.flush();
      for (Following by : all) {
        told++;
        by.follow(turn, changes);
      }
      Catalog catalog = changes.settle(folder);
      quads.note(VERSION, next);
      quads.note(GENERATION, catalog.generation());
      snapshots.announce(next, catalog);
      recent.note(next, changes.quadsTouched().delta());
      durability.secure(next, changes.redo(), catalog);
      commitData(changes.redo());
      durability.committed(changes.redo(), catalog);
      snapshots.publish(next);
      if (catalog.generation() != turn.catalog.generation()) {
        folder.keepOnly(catalog);
      }
    } catch (Throwable e) {
      snapshots.withdraw(next);
      rollBack(turn, e);
      all.subList(0, told).forEach(by -> by.follower.withdrawn());
      throw e;
    }
    close(turn);
    all.forEach(by -> by.follower.committed(next));
  }

  private void commitData(RedoWriter redo) {
    try {
      quads.tdb().commit();
    } catch (Throwable e) {
      durability.takeBack(redo);
      throw e;
    }
  }

  /// Closes the files. Transactions should be over.
  void close() {
    durability.close(snapshots.of(snapshots.newest()));
  }

  private void rollBack(Turn turn, Throwable why) {
    try {
      if (quads.tdb().isInTransaction()) {
        quads.tdb().abort();
      }
      folder.keepOnly(turn.catalog);
    } catch (RuntimeException e) {
      why.addSuppressed(e);
    } finally {
      close(turn);
    }
  }

  void abort() {
    Turn turn = turn();
    try {
      quads.tdb().abort();
    } finally {
      close(turn);
    }
  }

  void end() {
    Turn turn = turns.get(Thread.currentThread());
    try {
      quads.tdb().end();
    } finally {
      if (turn != null) {
        close(turn);
      }
    }
  }

  private void close(Turn turn) {
    turns.remove(Thread.currentThread());
    snapshots.release(turn.held);
  }
}
